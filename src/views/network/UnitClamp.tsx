import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Network, UnitRef } from '../../core/network';
import type { Clamp } from '../../core/network/held';
import { Segmented } from '../../ui/Segmented';
import type { LensStoreApi } from '../live';
import { gatedIndex, layoutOf, pieceName } from '../names';

type Choice = Clamp | 'free';

interface UnitClampProps {
  readonly store: LensStoreApi;
  /** The whole network. */
  readonly network: Network;
  readonly unit: UnitRef;
}

/** Whether the selected unit is free, held on a piece, or ablated; nothing for units without pieces. */
export function UnitClamp({ store, network, unit }: UnitClampProps): ReactElement | null {
  const layout = layoutOf(network);
  const index = gatedIndex(layout, unit.layer, unit.unit);
  const clamp = useStore(store, ({ lens }) => lens.clamps.find(([known]) => known === index)?.[1] ?? 'free');
  const gated = layout.gated.find(({ layer }) => layer === unit.layer);
  if (index === null || !gated) return null;
  const { setClamp } = store.getState().actions;
  return (
    <Segmented<Choice>
      label="Clamp"
      value={clamp}
      options={[
        { value: 'free', text: 'free', title: 'Its pre-activation decides' },
        { value: 'on', text: pieceName(gated, 1), title: 'Held on this piece whatever z is; cuts nothing' },
        { value: 'off', text: pieceName(gated, 0), title: 'Held on this piece whatever z is; cuts nothing' },
        { value: 'ablated', text: 'ablated', title: 'Gives 0 to the next layer; cuts nothing' },
      ]}
      onChange={(choice) => setClamp(index, choice === 'free' ? null : choice)}
    />
  );
}
