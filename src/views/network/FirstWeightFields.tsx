import type { ReactElement, ReactNode } from 'react';
import { useStore } from 'zustand';
import { MAX_BIAS, MAX_SEED } from '../../state/limits';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import type { LensStoreApi } from '../live';

const checkSeed = (value: number): string | null =>
  Number.isInteger(value) && value >= 0 && value <= MAX_SEED ? null : `a whole number from 0 to ${MAX_SEED}`;
const checkBias = (value: number): string | null =>
  value >= 0 && value <= MAX_BIAS ? null : `between 0 and ${MAX_BIAS}`;

interface FirstWeightFieldsProps {
  readonly seed: number;
  readonly bias: number;
  readonly onSeed: (seed: number) => void;
  readonly onBias: (bias: number) => void;
  /** Stands behind the seed: draws. */
  readonly children: ReactNode;
}

/** What first weights are drawn from: the range of biases and the seed. */
export function FirstWeightFields({ seed, bias, onSeed, onBias, children }: FirstWeightFieldsProps): ReactElement {
  return (
    <>
      <NumberField label="Bias range ±" value={bias} check={checkBias} onCommit={onBias} />
      <div className="seed-row">
        <NumberField label="Seed" value={seed} check={checkSeed} onCommit={onSeed} />
        {children}
      </div>
    </>
  );
}

/** The way back to the weights that the network began with. */
export function ResetWeights({ store }: { store: LensStoreApi }): ReactElement {
  const moved = useStore(store, ({ lens }) => lens.weights !== null);
  return (
    <Button
      kind="quiet"
      disabled={!moved}
      title={moved ? 'The weights that the network began with' : 'These are the weights that it began with'}
      onClick={() => store.getState().actions.resetWeights()}
    >
      Reset weights
    </Button>
  );
}
