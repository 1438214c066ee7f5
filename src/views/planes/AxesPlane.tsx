import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { turnedAxes } from '../../state/slices/kinds';
import type { SliceSpec } from '../../state/types';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import type { LensStoreApi } from '../live';
import { inputName } from '../names';

type AxesSpec = Extract<SliceSpec, { kind: 'axes' }>;

/** Inputs up to this many are chosen from a list. */
const LISTED = 64;

interface AxisProps {
  readonly label: string;
  readonly axis: number;
  readonly other: number;
  readonly inputSize: number;
  readonly space: number;
  readonly onChange: (axis: number) => void;
}

/** One axis: from a list, or by the input's number where the list would be long. */
function Axis({ label, axis, other, inputSize, space, onChange }: AxisProps): ReactElement {
  if (inputSize <= LISTED) {
    const options = Array.from({ length: inputSize }, (_, k) => ({
      value: k,
      text: inputName(k, space),
      disabled: k === other,
    }));
    return <Select label={label} value={axis} options={options} onChange={onChange} />;
  }
  // Inputs are written from 1 as in the formulas, units from 0 as everywhere.
  const first = space > 0 ? 0 : 1;
  const check = (number: number): string | null => {
    const known = Number.isInteger(number) && number >= first && number < first + inputSize;
    if (!known) return `a whole number from ${first} to ${first + inputSize - 1}`;
    return number - first === other ? 'the other axis is this one' : null;
  };
  return (
    <NumberField
      label={`${label} ${space > 0 ? 'unit' : 'input'}`}
      value={axis + first}
      check={check}
      onCommit={(number) => onChange(number - first)}
    />
  );
}

/** Which two inputs span the slice. All others are as in the selected input. */
export function AxesPlane({ store, spec }: { store: LensStoreApi; spec: AxesSpec }): ReactElement | null {
  const inputSize = useStore(store, ({ session }) => session.network.inputSize);
  const space = useStore(store, ({ lens }) => lens.space);
  if (inputSize < 3) return null;
  const [first, second] = spec.axes;
  const choose = (axes: AxesSpec['axes']): void =>
    void store.getState().actions.setSlice(turnedAxes(store.getState(), axes), true);
  const common = { inputSize, space };
  return (
    <>
      <div className="slice-axes">
        <Axis {...common} label="→" axis={first} other={second} onChange={(axis) => choose([axis, second])} />
        <Axis {...common} label="↑" axis={second} other={first} onChange={(axis) => choose([first, axis])} />
      </div>
      <p className="slice-note soft">All others are as in the selected input, below.</p>
    </>
  );
}
