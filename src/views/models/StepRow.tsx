import type { ReactElement, ReactNode } from 'react';
import type { ArchitectureEditing, Step } from '../../state/modelTypes';
import { IconButton } from '../../ui/Button';
import { InsertStep } from './InsertStep';
import { StepFields } from './StepFields';
import { shapeText } from './shapeText';
import { kindText, type StepKind } from './stepEdits';

interface StepRowProps {
  readonly editing: ArchitectureEditing;
  readonly step: Step;
  readonly first: boolean;
  readonly last: boolean;
  readonly onChange: (step: Step) => void;
  readonly onRemove: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onInsert: (kind: StepKind) => void;
  /** Steps within it. */
  readonly children: ReactNode;
}

function Tools({ step, first, last, onMove, onRemove, onInsert }: Omit<StepRowProps, 'children'>): ReactElement {
  return (
    <div className="arch-tools">
      <IconButton icon="up" label={`Move ${step.name} up`} disabled={first} onClick={() => onMove(-1)} />
      <IconButton icon="chevron" label={`Move ${step.name} down`} disabled={last} onClick={() => onMove(1)} />
      <IconButton icon="close" label={`Remove ${step.name}`} onClick={onRemove} />
      <InsertStep label={`Insert a step behind ${step.name}`} onChoose={onInsert} />
    </div>
  );
}

/** A step: its kind and name, what can be chosen of it, and the shape that it gives where that is known. */
export function StepRow(props: StepRowProps): ReactElement {
  const { editing, step, onChange, children } = props;
  const shape = editing.shapes.get(step.name);
  return (
    <li className="arch-row" aria-label={`${kindText(step.kind)} ${step.name}`}>
      <div className="arch-head">
        <span className="arch-kind">{kindText(step.kind)}</span>
        <span className="num soft arch-name">{step.name}</span>
        <span className={`num arch-shape${shape ? '' : ' unknown'}`}>{shape ? shapeText(shape) : 'does not fit'}</span>
      </div>
      <div className="arch-body">
        <StepFields editing={editing} step={step} onChange={onChange} />
        <Tools {...props} />
      </div>
      {children}
    </li>
  );
}
