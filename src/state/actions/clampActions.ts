/** Units clamped and freed. The model is trained without clamps, so that it rests while there are any. */
import { clampFault, withClamp } from '../clamps';
import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import { parseLensState } from '../schema';
import type { ClampActions } from '../sliceTypes';
import { reweighted } from '../space';
import type { LensState } from '../types';

export function clampActions(context: Context, model: ModelFlow): ClampActions {
  const { store, set, notify } = context;

  const apply = (clamps: LensState['clamps']): void => {
    const state = store.getState();
    const { lens, session } = state;
    const checked = parseLensState({ ...lens, clamps, network: null, weights: null });
    const fault = checked.ok ? clampFault(clamps, session.whole.network) : checked.message;
    if (fault || !checked.ok) {
      notify('error', `${fault}: nothing was changed`);
      return;
    }
    if (clamps.length > 0 && session.training.running) model.pause();
    const next = checked.state.clamps;
    set({ clamps: next }, reweighted({ ...state, lens: { ...lens, clamps: next } }, session.whole.network));
  };

  return {
    setClamp: (unit, clamp) => apply(withClamp(store.getState().lens.clamps, unit, clamp)),
    freeUnits: () => apply([]),
    setShowFormer: (showFormer) => set({ showFormer }),
  };
}
