/** Anchors of a slice, exchanged or moved. Equal or collinear ones give a notice and the last good plane stays. */
import type { Context } from '../context';
import { parseLensState } from '../schema';
import { buildSlice, exchangeAnchor, moveAnchorInside, sliceFault } from '../slice';
import type { Actions, SliceSpec } from '../types';

export function sliceActions({ store, set, notify }: Context): Pick<Actions, 'setAnchor' | 'moveAnchor'> {
  const apply = (spec: SliceSpec): void => {
    const { lens, session } = store.getState();
    const checked = parseLensState({ ...lens, network: null, weights: null, dataSpec: null, slice: spec });
    if (!checked.ok) {
      notify('error', `${checked.message}: nothing was changed`);
      return;
    }
    const { slice } = checked.state;
    const result = buildSlice(slice, session.network.inputSize, session.data);
    if (result.ok) set({ slice }, { slice: result.slice });
    else notify('warning', `${result.message}. The last good plane stays.`);
  };

  return {
    setAnchor(index, anchor) {
      const { lens, session } = store.getState();
      if (lens.slice.kind !== 'anchors') return;
      const [a, b, c] = lens.slice.anchors;
      const anchors = [index === 0 ? anchor : a, index === 1 ? anchor : b, index === 2 ? anchor : c] as const;
      const fault = sliceFault({ ...lens.slice, anchors }, session.network.inputSize, session.data);
      if (fault) notify('error', `${fault}: nothing was changed`);
      else apply(exchangeAnchor(lens.slice, session.slice, index, anchor, session.data));
    },
    moveAnchor(index, to) {
      const { lens, session } = store.getState();
      if (lens.slice.kind !== 'anchors' || !to.every(Number.isFinite)) return;
      apply(moveAnchorInside(lens.slice, session.slice, index, to, session.data));
    },
  };
}
