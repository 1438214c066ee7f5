import { type ReactElement, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Task } from '../../core/data/dataSet';
import type { DataSpec, OpenTable, PointsSpec } from '../../state/dataTypes';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { Segmented } from '../../ui/Segmented';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../live';
import { shortcutFor } from '../shortcuts';
import { ColumnChoice } from './ColumnChoice';

const NONE = '';

function OpenButtons({ store }: { store: LensStoreApi }): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [pasting, setPasting] = useState(false);
  const { openPoints, notify } = store.getState().actions;
  const openFile = async (file: File): Promise<void> => {
    try {
      await openPoints(await file.text(), file.name);
    } catch (error) {
      notify('error', `${file.name} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const paste = async (text: string): Promise<void> => {
    if (await openPoints(text, 'pasted table')) setPasting(false);
  };
  return (
    <>
      <div className="row">
        <Button icon="upload" title="CSV or JSON; or drop it anywhere" onClick={() => input.current?.click()}>
          Open table
        </Button>
        <Button aria-expanded={pasting} aria-controls={id} onClick={() => setPasting(!pasting)}>
          Paste
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.tab,.txt,.dat,.json,text/csv,application/json"
        aria-label="Table of points"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void openFile(file);
          // So that the same file can be picked again after it was mended.
          event.currentTarget.value = '';
        }}
      />
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

function TableChoice({ store, open }: { store: LensStoreApi; open: OpenTable }): ReactElement {
  const { table, choice } = open;
  const { choosePoints } = store.getState().actions;
  return (
    <>
      {open.problem && <Refused store={store} open={open} />}
      <ColumnChoice
        columns={table.columns}
        chosen={choice.inputs}
        target={choice.target}
        onChange={(inputs) => void choosePoints({ inputs })}
      />
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
          {table.columns.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
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
        <p className="soft">Rows of numbers with names above them: CSV, text or JSON. Nothing leaves this page.</p>
      )}
    </>
  );
}
