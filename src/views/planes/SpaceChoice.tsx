import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { formatPercent } from '../../ui/format';
import { Select } from '../../ui/Select';
import type { LensStoreApi } from '../live';
import { outOfRange } from '../slice/ReachKey';
import { reachOf } from '../slice/reach';
import { LiveText, type TextSpec } from './LiveSlider';
import { usePending } from './usePending';

const REACHED: TextSpec = {
  watched: ({ lens, session }: LensStore) => [lens.domain, session.slice],
  text: (state) => {
    const reach = reachOf(state);
    if (!reach) return '';
    const share = formatPercent(reach.share);
    if (reach.share >= 1 - 1e-12) return 'In the whole domain every activation keeps within its range.';
    if (reach.share === 0) return `No input gives any of these: ${outOfRange(reach.range)}.`;
    return `Hatched: no input gives these, ${outOfRange(reach.range)}. The other ${share} may be out of reach, too: the condition is necessary, not sufficient.`;
  },
};

/** Which space is sliced: the inputs, or what a hidden layer makes of them. */
export function SpaceChoice({ store }: { store: LensStoreApi }): ReactElement | null {
  const space = useStore(store, ({ lens }) => lens.space);
  const [shown, choose] = usePending(space, (layer) => store.getState().actions.setSpace(layer));
  // The shape as text, so that training, which replaces the network at every step, renders nothing.
  const widths = useStore(store, ({ session: { whole } }) =>
    [whole.network.inputSize, ...whole.network.layers.slice(0, -1).map((layer) => layer.outputSize)].join(),
  );
  const options = widths.split(',').map((width, layer) => ({
    value: layer,
    text: layer === 0 ? `inputs (${width})` : `activations of layer ${layer} (${width})`,
  }));
  if (options.length < 2) return null;
  return (
    <>
      <Select label="Space" value={shown} options={options} onChange={choose} />
      <LiveText store={store} spec={REACHED} />
    </>
  );
}
