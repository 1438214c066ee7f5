import type { ReactElement } from 'react';
import type { ArchitectureEditing, Step } from '../../state/modelTypes';
import { InsertStep } from './InsertStep';
import { StepRow } from './StepRow';
import { inserted, moved, namesOf, newStep, removed, replaced, type StepKind, unusedFirst } from './stepEdits';

interface StepsProps {
  readonly editing: ArchitectureEditing;
  readonly steps: readonly Step[];
  /** What the first of them takes. */
  readonly from: string;
  readonly onChange: (steps: readonly Step[]) => void;
}

/** Steps one after another; those of a shortcut stand within the step that adds it. */
export function Steps({ editing, steps, from, onChange }: StepsProps): ReactElement {
  const taken = namesOf(editing.architecture.steps);
  const insert = (at: number, kind: StepKind): void => {
    const before = steps[at]?.name ?? from;
    onChange(
      inserted(steps, at, newStep(kind, taken, before, unusedFirst(editing.tensors, editing.architecture.steps))),
    );
  };
  return (
    <ol className="arch-steps">
      {steps.map((step, i) => (
        <StepRow
          key={step.name}
          editing={editing}
          step={step}
          first={i === 0}
          last={i === steps.length - 1}
          onChange={(next) => onChange(replaced(steps, i, next))}
          onRemove={() => onChange(removed(steps, i))}
          onMove={(by) => onChange(moved(steps, i, by))}
          onInsert={(kind) => insert(i, kind)}
        >
          {step.kind === 'add' && (
            <Steps
              editing={editing}
              steps={step.shortcut}
              from={step.from}
              onChange={(shortcut) => onChange(replaced(steps, i, { ...step, shortcut }))}
            />
          )}
        </StepRow>
      ))}
      {steps.length === 0 && (
        <li className="arch-row">
          <InsertStep label={`Insert a step behind ${from}`} onChoose={(kind) => insert(-1, kind)} />
        </li>
      )}
    </ol>
  );
}
