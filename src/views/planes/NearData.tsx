import type { ReactElement } from 'react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../live';
import { isProjected, nearness } from '../slice/nearData';
import { LiveSlider, LiveText, type SliderSpec, type TextSpec } from './LiveSlider';

const watched = ({ lens, session }: LensStore): readonly unknown[] => [lens.reach, session.slice, session.data];

const found = ({ lens, session }: LensStore) =>
  session.data && isProjected(session.data, session.slice) && lens.reach !== null
    ? nearness(session.data, session.slice, lens.reach)
    : null;

/** A number of two figures that is no smaller: the farthest point keeps within it. */
function roundedUp(x: number): number {
  if (!(x > 0)) return 1;
  const step = 10 ** (Math.floor(Math.log10(x)) - 1);
  return Number((Math.ceil(x / step) * step).toPrecision(6));
}

const TEXT: TextSpec = {
  watched,
  text: (state) => {
    const near = found(state);
    const { data } = state.session;
    if (!near || !data) return '';
    return `${formatCount(near.count)} of ${formatCount(data.count)} points lie within ${formatNumber(state.lens.reach ?? 0, 3)} of the plane; paler is farther, the farthest lies at ${formatNumber(near.farthest, 3)}.`;
  },
};

const sliderFor = (store: LensStoreApi): SliderSpec => ({
  label: 'within',
  name: 'Distance from the plane within which data are drawn',
  unit: '',
  steps: 100,
  range: (state) => [0, Math.max(roundedUp(found(state)?.farthest ?? 1), state.lens.reach ?? 0)],
  read: ({ lens }) => lens.reach,
  write: (distance) => store.getState().actions.setReach(Math.max(0, distance)),
  watched,
});

/** Data of more than two inputs as dots where they project on the plane. */
export function NearData({ store }: { store: LensStoreApi }): ReactElement | null {
  const projected = useStore(store, ({ session }) => isProjected(session.data, session.slice));
  const shown = useStore(store, ({ lens }) => lens.reach !== null);
  const slider = useMemo(() => sliderFor(store), [store]);
  if (!projected) return null;
  const show = (on: boolean): void => {
    const { session, actions } = store.getState();
    const { data, slice } = session;
    actions.setReach(on && data ? roundedUp(nearness(data, slice, 0).farthest) : null);
  };
  return (
    <div className="slice-near">
      <Toggle checked={shown} onChange={show}>
        Data, projected
      </Toggle>
      {shown && (
        <>
          <LiveSlider store={store} spec={slider} />
          <LiveText store={store} spec={TEXT} />
        </>
      )}
    </div>
  );
}
