import type { ReactElement } from 'react';
import { NumberField } from '../../../ui/NumberField';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import { Toggle } from '../../../ui/Toggle';
import { type Choice, MOST_STEPS } from './settings';

const METHODS = [
  { value: 'pgd', text: 'PGD', title: 'Several steps within the ball' },
  { value: 'fgsm', text: 'FGSM', title: 'One step' },
] as const;
const NORMS = [
  { value: 'inf', text: 'L∞', title: 'No input changes by more than ε' },
  { value: '2', text: 'L2', title: 'The change has Euclidean length ε at most' },
] as const;

const positive = (value: number): string | null => (value > 0 && value <= 1e6 ? null : 'A number above 0 is needed');
const aStep = (value: number): string | null =>
  Number.isInteger(value) && value >= 1 && value <= MOST_STEPS ? null : `A whole number from 1 to ${MOST_STEPS}`;
const aSeed = (value: number): string | null =>
  Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? null : 'A whole number from 0 to 4294967295';

interface ControlsProps {
  readonly choice: Choice;
  /** Names of the classes. */
  readonly classes: readonly string[];
  /** The class that wins already: no target. */
  readonly winner: number;
  readonly isImage: boolean;
  readonly onChange: (choice: Choice) => void;
}

/** Method, ball, target. */
export function AttackControls({ choice, classes, winner, isImage, onChange }: ControlsProps): ReactElement {
  const change = (part: Partial<Choice>): void => onChange({ ...choice, ...part });
  const { method, norm, radius } = choice;
  const targets = [
    { value: -1, text: 'any other class' },
    ...classes.map((text, value) => ({ value, text, disabled: value === winner })),
  ];
  return (
    <div className="attack-controls">
      <Segmented label="Method" value={method} options={METHODS} onChange={(value) => change({ method: value })} />
      <Segmented label="Ball" value={norm} options={NORMS} onChange={(value) => change({ norm: value })} />
      <NumberField
        label="Radius ε"
        value={radius[norm]}
        check={positive}
        onCommit={(value) => change({ radius: { ...radius, [norm]: value } })}
      />
      {classes.length > 2 && (
        <Select label="Target" value={choice.target} options={targets} onChange={(target) => change({ target })} />
      )}
      {method === 'pgd' && (
        <>
          <NumberField label="Steps" value={choice.steps} check={aStep} onCommit={(steps) => change({ steps })} />
          <Toggle checked={choice.random} onChange={(random) => change({ random })}>
            Random start
          </Toggle>
          {choice.random && (
            <NumberField label="Seed" value={choice.seed} check={aSeed} onCommit={(seed) => change({ seed })} />
          )}
        </>
      )}
      {isImage && (
        <Toggle checked={choice.boxed} onChange={(boxed) => change({ boxed })}>
          Keep grey within 0 and 1
        </Toggle>
      )}
    </div>
  );
}
