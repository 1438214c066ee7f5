import type { ReactElement } from 'react';
import { KINDS, type StepKind } from './stepEdits';

interface InsertProps {
  readonly label: string;
  readonly onChoose: (kind: StepKind) => void;
}

/** Puts a step of the chosen kind in; the list then stands at its first line again. */
export function InsertStep({ label, onChoose }: InsertProps): ReactElement {
  return (
    <select
      className="select arch-insert"
      aria-label={label}
      value=""
      onChange={(event) => {
        const kind = KINDS.find(([known]) => known === event.currentTarget.value)?.[0];
        if (kind) onChoose(kind);
      }}
    >
      <option value="">Insert …</option>
      {KINDS.map(([kind, text]) => (
        <option key={kind} value={kind}>
          {text}
        </option>
      ))}
    </select>
  );
}
