import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import { builtOfNetwork } from '../../../state/graphs/kept';
import { MAX_SEED } from '../../../state/limits';
import { plainWeights } from '../../../state/network';
import { Button } from '../../../ui/Button';
import type { LensStoreApi } from '../../live';
import { FirstWeightFields, ResetWeights } from '../FirstWeightFields';

/** What the weights of a graph may be drawn anew from, node by node, and the way back. */
export function FirstWeights({ store }: { store: LensStoreApi }): ReactElement | null {
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
      <FirstWeightFields seed={seed} bias={bias} onSeed={setSeed} onBias={setBias}>
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
      </FirstWeightFields>
      <div className="row">
        <ResetWeights store={store} />
      </div>
    </div>
  );
}
