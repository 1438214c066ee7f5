/** The network editor: networks from a seed, and single units' weights. */
import type { Context, Ground } from '../context';
import { givenData } from '../data/built';
import { openingView } from '../data/view';
import type { EditorActions } from '../editorTypes';
import type { ModelFlow } from '../flows/modelFlow';
import { parseLensState } from '../schema';
import { fits, keptRecipe, sizesFor } from '../seeded';
import type { LensState, LensStore } from '../types';
import { exchange } from './install';
import { unitActions } from './unitActions';

/** Where a network drawn for the data is looked at: only imported ones may have had other inputs than the data. */
function viewFor({ lens, session }: LensStore, { loaded }: Ground): Partial<LensState> {
  const data = givenData(lens.dataSpec, loaded);
  const sameInputs = !data || session.whole.network.inputSize === data.inputSize;
  return sameInputs ? {} : openingView(lens.dataSpec, loaded);
}

/** The 3-D view of an output that there still is. */
const surfaceFor = ({ surface }: LensState, outputs: number): LensState['surface'] =>
  surface && surface.output < outputs ? surface : null;

export function editorActions(context: Context, model: ModelFlow): EditorActions {
  const { store, notify } = context;

  /** Puts another network in force and keeps the old picture until the new one is there. */
  const exchangeNetwork = (change: Partial<LensState>, layers: number): void => {
    const { ground } = context;
    if (!ground) return;
    const state = store.getState();
    const { dataSpec, ...lens } = state.lens;
    const upToLayer = lens.upToLayer === null || lens.upToLayer <= layers ? lens.upToLayer : null;
    const { loaded } = ground;
    const data = givenData(dataSpec, loaded);
    const outputs = data ? sizesFor(data)[1] : loaded.network.outputSize;
    const fresh = { weights: null, step: 0, compare: null, upToLayer, surface: surfaceFor(state.lens, outputs) };
    const checked = parseLensState({ ...lens, ...fresh, ...viewFor(state, ground), ...change });
    const fault = checked.ok
      ? exchange(context, { ...checked.state, dataSpec }, loaded, () => openingView(dataSpec, loaded))
      : checked.message;
    if (fault) notify('error', `${fault}: nothing was changed`);
    else model.rebuildSoon();
  };

  return {
    setSeeded(change) {
      const { ground } = context;
      if (!ground) return;
      const { origin: _, ...recipe } = store.getState().session.recipe;
      const spec = { ...recipe, ...change };
      const data = givenData(store.getState().lens.dataSpec, ground.loaded) ?? null;
      exchangeNetwork({ network: null, seeded: keptRecipe(spec, ground.loaded, data) }, spec.layers.length + 1);
    },
    useSceneNetwork() {
      const { loaded } = context.ground ?? {};
      if (!loaded) return;
      const data = givenData(store.getState().lens.dataSpec, loaded);
      if (data && !fits(loaded.network, data))
        notify('error', `The scene’s network does not fit ${data.name}: nothing was changed`);
      else exchangeNetwork({ network: null, seeded: null }, loaded.network.layers.length);
    },
    ...unitActions(context, model),
  };
}
