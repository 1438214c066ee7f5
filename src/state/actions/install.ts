/** Puts a state in force whose scene is loaded. All or nothing: what does not fit is told and changes nothing. */
import type { Network, UnitRef } from '../../core/network';
import type { Context } from '../context';
import { type Grounded, groundState, type Resolved, withPlane } from '../resolve';
import type { LoadedScene } from '../scenes';
import { prepareSlice } from '../slices/planes';
import type { LensState } from '../types';

const exists = ({ layers }: Network, { layer, unit }: UnitRef): boolean => unit < (layers[layer - 1]?.outputSize ?? 0);

/** The network that is in force where a state has the same, so that it need not be built again. */
function sameBase({ store, ground }: Context, state: LensState, loaded: LoadedScene): Network | null {
  const { lens } = store.getState();
  const same =
    ground?.loaded.scene.id === loaded.scene.id && lens.network === state.network && lens.seeded === state.seeded;
  return same ? ground.base : null;
}

/**
 * Both halves of the store at once. `picture`: the old partition goes with the old network, or stays in sight until the new
 * one comes (where the space that is sliced has as many dimensions as before).
 */
function putInForce(
  context: Context,
  state: LensState,
  loaded: LoadedScene,
  { base, whole, recipe, madeBy, network, slice, data }: Resolved,
  picture: 'drop' | 'keep',
): void {
  const { lens, session } = context.store.getState();
  const kept = picture === 'keep' && network.inputSize === session.network.inputSize;
  const showsPicture = (kept || base === context.ground?.base) && lens.space === state.space;
  const { selectedUnit } = session;
  context.ground = { loaded, base, firstDomain: state.domain, firstKind: state.slice.kind };
  context.set(state, {
    phase: 'ready',
    sceneTitle: loaded.scene.title,
    whole,
    network,
    slice,
    data,
    recipe,
    madeBy,
    result: showsPicture ? session.result : null,
    selectedUnit: selectedUnit && exists(whole.network, selectedUnit) ? selectedUnit : null,
    litUnit: null,
    hoverFace: -1,
  });
}

/**
 * Installs a state; a message when it does not fit. `current()` is asked after what takes long: when it says false, nothing
 * is put in force.
 */
export async function install(
  context: Context,
  state: LensState,
  loaded: LoadedScene,
  current: () => boolean,
): Promise<string | null> {
  const ground = groundState(state, loaded, sameBase(context, state, loaded));
  if (!ground.ok) return ground.message;
  await prepareSlice(state.slice, ground.resolved.data);
  if (!current()) return null;
  return planeInForce(context, state, loaded, ground.resolved, 'drop');
}

function planeInForce(
  context: Context,
  state: LensState,
  loaded: LoadedScene,
  ground: Grounded,
  picture: 'drop' | 'keep',
): string | null {
  const resolution = withPlane(state, ground);
  if (!resolution.ok) return resolution.message;
  putInForce(context, state, loaded, resolution.resolved, picture);
  return null;
}

/**
 * Exchanges network or data of the state in force at once, with the old picture in sight. `elsewhere`: where to look when the
 * plane of `state` does not go with them (another number of inputs, a hidden layer that is no more).
 */
export function exchange(
  context: Context,
  state: LensState,
  loaded: LoadedScene,
  elsewhere: () => Partial<LensState>,
): string | null {
  const reuse = sameBase(context, state, loaded);
  const asIs = groundState(state, loaded, reuse);
  if (asIs.ok && planeInForce(context, state, loaded, asIs.resolved, 'keep') === null) return null;
  const moved = { ...state, ...elsewhere() };
  const ground = groundState(moved, loaded, reuse);
  return ground.ok ? planeInForce(context, moved, loaded, ground.resolved, 'keep') : ground.message;
}
