import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import { builtOfNetwork } from '../../../state/graphs/kept';
import { MAX_BIAS, MAX_SEED } from '../../../state/limits';
import { plainWeights } from '../../../state/network';
import { Button } from '../../../ui/Button';
import { NumberField } from '../../../ui/NumberField';
import type { LensStoreApi } from '../../live';
import { TypedWeight } from './TypedWeight';

const checkSeed = (value: number): string | null =>
  Number.isInteger(value) && value >= 0 && value <= MAX_SEED ? null : `a whole number from 0 to ${MAX_SEED}`;
const checkBias = (value: number): string | null =>
  value >= 0 && value <= MAX_BIAS ? null : `between 0 and ${MAX_BIAS}`;

/** What the weights of a graph may be drawn anew from, node by node, and the way back. */
export function FirstWeights({ store }: { store: LensStoreApi }): ReactElement | null {
  const moved = useStore(store, ({ lens }) => lens.weights !== null);
  const trainable = useStore(store, ({ session }) => (builtOfNetwork(session.whole.network)?.weights.length ?? 0) > 0);
  const [seed, setSeed] = useState(1);
  const [bias, setBias] = useState(0.4);
  if (!trainable) return null;
  const { resetWeights } = store.getState().actions;
  const draw = (from: number, range: number): void => {
    const built = builtOfNetwork(store.getState().session.whole.network);
    if (built) resetWeights(plainWeights(built.drawn({ seed: from, bias: range })));
  };
  return (
    <div className="seed-controls">
      <NumberField label="Bias range ±" value={bias} check={checkBias} onCommit={setBias} />
      <div className="seed-row">
        <NumberField label="Seed" value={seed} check={checkSeed} onCommit={setSeed} />
        <Button
          aria-label="Draw weights"
          title="Weights of each node by He: variance 2/inputs, of the last one 2/(inputs + outputs)"
          onClick={() => {
            draw(seed, bias);
            setSeed(seed < MAX_SEED ? seed + 1 : 0);
          }}
        >
          Draw
        </Button>
      </div>
      <div className="row">
        <Button
          kind="quiet"
          disabled={!moved}
          title={moved ? 'The weights that the network began with' : 'These are the weights that it began with'}
          onClick={() => resetWeights()}
        >
          Reset weights
        </Button>
      </div>
      <TypedWeight store={store} />
    </div>
  );
}
