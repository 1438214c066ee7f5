import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import { builtOfNetwork } from '../../../state/graphs/kept';
import { NumberField } from '../../../ui/NumberField';
import { Select } from '../../../ui/Select';
import type { LensStoreApi } from '../../live';

/** One number of the weights of a graph, to be read and typed: which array of which node, its place in it, its value. */
export function TypedWeight({ store }: { store: LensStoreApi }): ReactElement | null {
  const built = useStore(store, ({ session }) => builtOfNetwork(session.whole.network));
  const [array, setArray] = useState(0);
  const [place, setPlace] = useState(0);
  const arrays = built?.parameters.filter(({ shared }) => !shared) ?? [];
  const chosen = arrays[array] ?? arrays[0];
  if (!built || !chosen) return null;
  const count = chosen.values.length;
  const index = Math.min(place, count - 1);
  return (
    <div className="seed-controls">
      <Select
        label="Weights of"
        value={arrays.indexOf(chosen)}
        options={arrays.map(({ node, key }, value) => ({ value, text: `${node}: ${key}` }))}
        onChange={(next) => {
          setArray(next);
          setPlace(0);
        }}
      />
      <NumberField
        label={`Place (of ${count})`}
        value={index}
        check={(value) =>
          Number.isInteger(value) && value >= 0 && value < count ? null : `a whole number from 0 to ${count - 1}`
        }
        onCommit={setPlace}
      />
      <NumberField
        label="Value"
        value={built.weights[chosen.at + index] ?? 0}
        check={(value) => (Number.isFinite(Math.fround(value)) ? null : 'a number that float32 can hold')}
        onCommit={(value) => store.getState().actions.setParameter(chosen.at + index, value)}
      />
    </div>
  );
}
