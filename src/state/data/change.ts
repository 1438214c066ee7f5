/** Other data in place of those in force: the network that fits them, and where they are looked at. */
import { exchange } from '../actions/install';
import type { Context, Ground } from '../context';
import type { DataSpec } from '../dataTypes';
import { fittedTo } from '../editing';
import type { ModelFlow } from '../flows/modelFlow';
import { parseLensState } from '../schema';
import { fits, keptRecipe, sizesFor } from '../seeded';
import type { DataSet, LensState, LensStore } from '../types';
import { ensureData, givenData } from './built';
import { openingOf } from './pictureView';
import { placeOf } from './view';

/** The network stays where it fits the data, with its weights; else its recipe is drawn for them. */
function networkFor({ lens, session }: LensStore, { base, loaded }: Ground, data: DataSet): Partial<LensState> {
  if (fits(base, data)) return {};
  const { origin: _, ...spec } = session.recipe;
  const seeded = keptRecipe(spec, loaded, data);
  const fitted = fittedTo(lens, spec.layers, sizesFor(data)[1]);
  return { network: null, seeded, weights: null, step: 0, clamps: [], compare: null, ...fitted };
}

/** The view stays where data of the same place are exchanged. */
function viewFor(lens: LensState, { loaded }: Ground, spec: DataSpec | null): Partial<LensState> {
  const [now, next] = [lens.dataSpec ?? loaded.dataSpec, spec ?? loaded.dataSpec];
  const place = placeOf(next);
  if (place !== null && place === placeOf(now) && lens.slice.kind === 'axes') return {};
  return openingOf(spec, loaded);
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

const same = (a: DataSpec, b: DataSpec | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts checked data in force; why not, or null. */
function putInForce(context: Context, model: ModelFlow, spec: DataSpec | null): string | null {
  const { ground, store } = context;
  if (!ground) return 'there is no scene yet';
  const state = store.getState();
  const data = givenData(spec, ground.loaded);
  if (!data) return 'the scene has no data of its own';
  const change = networkFor(state, ground, data);
  const next: LensState = { ...state.lens, ...change, ...viewFor(state.lens, ground, spec), dataSpec: spec };
  const fault = exchange(context, next, ground.loaded, () => openingOf(spec, ground.loaded));
  if (fault) return fault;
  model.rebuildSoon();
  const [inputs, outputs] = sizesFor(data);
  if ('seeded' in change)
    context.notify(
      'info',
      `The network now takes ${counted(inputs, 'input')} and gives ${counted(outputs, 'output')}: it is drawn anew from seed ${store.getState().session.recipe.seed}.`,
    );
  return null;
}

/** Checks, makes and uses data one after the other; the newest wish wins. */
export function createDataChange(context: Context, model: ModelFlow) {
  let newest = 0;

  return async (wanted: DataSpec | null): Promise<string | null> => {
    const turn = ++newest;
    const { loaded } = context.ground ?? {};
    if (!loaded) return 'there is no scene yet';
    const { lens } = context.store.getState();
    const checked = parseLensState({ ...lens, network: null, weights: null, compare: null, dataSpec: wanted });
    if (!checked.ok) return checked.message;
    const { dataSpec } = checked.state;
    const spec = dataSpec && same(dataSpec, loaded.dataSpec) ? null : dataSpec;
    context.activity.begin('scene');
    try {
      const fault = await ensureData(spec);
      if (turn !== newest || loaded !== context.ground?.loaded) return null;
      return fault ?? putInForce(context, model, spec);
    } finally {
      if (turn === newest) context.activity.end('scene');
    }
  };
}
