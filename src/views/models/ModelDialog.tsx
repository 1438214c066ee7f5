import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { OpenModel } from '../../state/modelTypes';
import { Button } from '../../ui/Button';
import { Modal } from '../../ui/Modal';
import type { LensStoreApi } from '../live';
import { ArchitectureEditor } from './ArchitectureEditor';
import { ModelFacts } from './ModelFacts';
import { NodeTable } from './NodeTable';
import './models.css';

/** What is wrong, or what will happen; always there, so that nothing jumps. */
function Verdict({ open }: { open: OpenModel }): ReactElement {
  const { reading, fault, summary } = open;
  const ready = summary
    ? summary.chain
      ? 'A chain of dense layers: it can be trained and edited.'
      : 'A graph: it can be trained on data that it takes.'
    : '';
  return (
    <p className={`model-verdict${fault ? ' faulty' : ''}`} role={fault ? 'alert' : 'status'}>
      {reading ? 'Reading …' : (fault ?? ready)}
    </p>
  );
}

function Notes({ notes }: { notes: readonly string[] }): ReactElement | null {
  if (notes.length === 0) return null;
  return (
    <ul className="model-notes" aria-label="What is assumed and left out">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function Content({ store, open }: { store: LensStoreApi; open: OpenModel }): ReactElement {
  const { summary, editing, fault } = open;
  // A table of what was read before says nothing of what cannot be read now.
  const shown = fault === null || summary === null ? summary : editing ? null : summary;
  return (
    <div className="model-content" tabIndex={-1}>
      <ModelFacts store={store} open={open} />
      {shown && <Notes notes={shown.notes} />}
      {editing && <ArchitectureEditor store={store} editing={editing} />}
      {shown && <NodeTable summary={shown} />}
    </div>
  );
}

/** A file of a network, looked at before it is accepted: nothing of the page changes until then. */
export function ModelDialog({ store }: { store: LensStoreApi }): ReactElement | null {
  const open = useStore(store, ({ session }) => session.openModel);
  if (!open) return null;
  const { acceptModel, closeModel } = store.getState().actions;
  const refused = open.reading || open.fault !== null;
  return (
    <Modal
      className="model-dialog"
      title={
        <>
          Open a network <span className="soft num">{open.fileName}</span>
        </>
      }
      onClose={closeModel}
      first=".model-content"
    >
      <Content store={store} open={open} />
      <footer>
        <Verdict open={open} />
        <div className="model-answers">
          <Button onClick={closeModel}>Cancel</Button>
          <Button
            kind="primary"
            disabled={refused}
            title={
              refused
                ? 'What is wrong is said beside'
                : 'Puts it in place of the network on the page; undo brings that back'
            }
            onClick={() => void acceptModel()}
          >
            Accept
          </Button>
        </div>
      </footer>
    </Modal>
  );
}
