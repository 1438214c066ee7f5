import { type ReactElement, useState } from 'react';
import { formatNumber } from '../../ui/format';
import { NumberField } from '../../ui/NumberField';
import { RangeInput } from '../../ui/RangeInput';
import { plainest } from './unitWeights';

interface WeightRowProps {
  /** As it is read out: Weight from x₁. */
  readonly name: string;
  readonly short: string;
  readonly value: number;
  readonly reach: number;
  readonly onChange: (value: number) => void;
}

const check = (value: number): string | null =>
  Number.isFinite(Math.fround(value)) ? null : 'too large for a float32';

/** Steps of a slider from end to end. */
const STEPS = 400;

/** One weight by slider or typed. */
export function WeightRow({ name, short, value, reach, onChange }: WeightRowProps): ReactElement {
  // What a slider holds is newer than what has come back through the store.
  const [held, setHeld] = useState<number | null>(null);
  const shown = held ?? value;
  return (
    <li className="weight-row">
      <span className="num soft">{short}</span>
      <RangeInput
        label={`${name}, slider`}
        value={shown}
        min={-reach}
        max={reach}
        step={(2 * reach) / STEPS}
        valueText={formatNumber(shown)}
        onDraft={(next) => {
          setHeld(next);
          onChange(next);
        }}
        onCommit={(next) => {
          setHeld(null);
          onChange(next);
        }}
      />
      <NumberField label={name} hideLabel value={plainest(shown)} check={check} onCommit={onChange} />
    </li>
  );
}
