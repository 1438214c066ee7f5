import { type ReactElement, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Task } from '../../core/data/dataSet';
import { pictureInputs } from '../../core/data/picture';
import type { DataSpec, OpenTable, PointsSpec } from '../../state/dataTypes';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { Segmented } from '../../ui/Segmented';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../live';
import { shortcutFor } from '../shortcuts';
import { ColumnChoice } from './ColumnChoice';

const NONE = '';

function OpenButton({ store }: { store: LensStoreApi }): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const { openArrays, notify } = store.getState().actions;
  const open = async (files: readonly File[]): Promise<void> => {
    try {
      const read = files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
      await openArrays(await Promise.all(read));
    } catch (error) {
      const names = files.map(({ name }) => name).join(', ');
      notify('error', `${names} could not be read: ${error instanceof Error ? error.message : String(error)}`, true);
    }
  };
  return (
    <>
      <Button
        icon="upload"
        title="CSV, JSON, IDX, npy or npz; or drop them anywhere"
        onClick={() => input.current?.click()}
      >
        Open files
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="Files of points"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) void open(files);
          // So that the same file can be picked again after it was mended.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

function OpenButtons({ store }: { store: LensStoreApi }): ReactElement {
  const id = useId();
  const [pasting, setPasting] = useState(false);
  const { openPoints } = store.getState().actions;
  const paste = async (text: string): Promise<void> => {
    if (await openPoints(text, 'pasted table')) setPasting(false);
  };
  return (
    <>
      <div className="row">
        <OpenButton store={store} />
        <Button aria-expanded={pasting} aria-controls={id} onClick={() => setPasting(!pasting)}>
          Paste
        </Button>
      </div>
      <div id={id} hidden={!pasting}>
        {pasting && (
          <textarea
            className="num paste-box"
            rows={4}
            aria-label="Paste a table: rows of numbers, with or without names above them"
            placeholder={'x, y, class\n0.3, 1.2, a\n…'}
            spellCheck={false}
            onPaste={(event) => {
              event.preventDefault();
              void paste(event.clipboardData.getData('text/plain'));
            }}
            onKeyDown={(event) => {
              if (shortcutFor('field', event.nativeEvent) === 'use') void paste(event.currentTarget.value);
            }}
          />
        )}
      </div>
    </>
  );
}

/** How the inputs in force were standardised, in words. */
function scalingText({ columns, scaling }: PointsSpec): string {
  if (!scaling) return 'Inputs are as in the table.';
  const first = scaling
    .slice(0, 3)
    .map(({ mean, deviation }, i) => `${columns[i]}: (value − ${formatNumber(mean)}) / ${formatNumber(deviation)}`);
  return `Standardised. ${first.join('; ')}${scaling.length > 3 ? '; …' : ''}`;
}

/** What is shown below is not what the network learns from: said first, with the way back. */
function Refused({ store, open }: { store: LensStoreApi; open: OpenTable }): ReactElement {
  return (
    <div className="refused">
      <p className="problem" role="alert">
        Not in use – {open.fileName}: {open.problem}. The data stay as they are.
      </p>
      <div className="row">
        <Button onClick={() => void store.getState().actions.closeRefused()}>Put it aside</Button>
        <span className="soft">or choose other columns:</span>
      </div>
    </div>
  );
}

/** Of pictures, all pixels are inputs: hundreds of boxes to tick would say nothing. */
function InputChoice({ store, open }: { store: LensStoreApi; open: OpenTable }): ReactElement {
  const { table, choice } = open;
  const { choosePoints } = store.getState().actions;
  if (table.picture) {
    const { width, height, channels } = table.picture;
    return (
      <p className="soft">
        Inputs: pictures of{' '}
        <span className="num">
          {width} × {height}
        </span>{' '}
        pixels, {channels === 1 ? 'grey' : 'in colour'}
      </p>
    );
  }
  return (
    <ColumnChoice
      columns={table.columns}
      chosen={choice.inputs}
      target={choice.target}
      onChange={(inputs) => void choosePoints({ inputs })}
    />
  );
}

function TargetChoice({ store, open }: { store: LensStoreApi; open: OpenTable }): ReactElement {
  const { table, choice } = open;
  const { choosePoints } = store.getState().actions;
  const possible = table.picture ? table.columns.slice(pictureInputs(table.picture)) : table.columns;
  return (
    <label className="choice-row">
      <span className="soft">Target</span>
      <select
        className="select"
        value={choice.target ?? NONE}
        onChange={(event) => {
          const target = event.currentTarget.value || null;
          void choosePoints({ target, inputs: choice.inputs.filter((name) => name !== target) });
        }}
      >
        <option value={NONE}>none</option>
        {possible.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function TableChoice({ store, open }: { store: LensStoreApi; open: OpenTable }): ReactElement {
  const { choice } = open;
  const { choosePoints } = store.getState().actions;
  return (
    <>
      {open.problem && <Refused store={store} open={open} />}
      <InputChoice store={store} open={open} />
      <TargetChoice store={store} open={open} />
      <Segmented<Task>
        label="Task"
        value={choice.task}
        options={[
          { value: 'binary', text: '2 classes' },
          { value: 'classes', text: 'classes' },
          { value: 'regression', text: 'number' },
        ]}
        onChange={(task) => void choosePoints({ task })}
      />
      <Toggle
        checked={choice.standardiseInputs ?? false}
        onChange={(standardiseInputs) => void choosePoints({ standardiseInputs })}
      >
        Standardise inputs
      </Toggle>
      {open.notes.length > 0 && (
        <details className="table-notes">
          <summary>
            {open.notes.length} {open.notes.length === 1 ? 'note' : 'notes'} on {open.fileName}
          </summary>
          <ul>
            {open.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** A table of one's own: opened or pasted, and which of its columns are what. */
export function PointsControls({ store, spec }: { store: LensStoreApi; spec: DataSpec | null }): ReactElement {
  const open = useStore(store, ({ session }) => session.table);
  const points = spec?.kind === 'points' ? spec : null;
  return (
    <>
      <OpenButtons store={store} />
      {open && (points || open.problem) ? <TableChoice store={store} open={open} /> : null}
      {points && !open?.problem && <p className="soft">{scalingText(points)}</p>}
      {points && !open && <p className="soft">Open the table again to choose other columns.</p>}
      {spec?.kind !== 'points' && !open && (
        <p className="soft">
          Rows of numbers with names above them (CSV, text, JSON), or arrays: IDX, npy, npz. Nothing leaves this page.
        </p>
      )}
    </>
  );
}
