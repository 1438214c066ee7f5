/** Puts a state in force whose scene is loaded. All or nothing: what does not fit is told and changes nothing. */
import type { Network, UnitRef } from '../../core/network';
import type { Context, Ground } from '../context';
import { type Grounded, groundState, type Reuse, withPlane } from '../resolve';
import type { LoadedScene } from '../scenes';
import { isPrepared, prepareSlice } from '../slices/planes';
import type { LensState, OwnNetwork } from '../types';

const exists = ({ layers }: Network, { layer, unit }: UnitRef): boolean => unit < (layers[layer - 1]?.outputSize ?? 0);

const firsts = new WeakMap<OwnNetwork, Pick<Ground, 'firstDomain' | 'firstKind'>>();

/** The view that an imported network was opened with, however often it has come back since. */
function firstOf({ network, domain, slice }: LensState): Pick<Ground, 'firstDomain' | 'firstKind'> {
  const opened = { firstDomain: domain, firstKind: slice.kind };
  if (!network) return opened;
  const first = firsts.get(network) ?? opened;
  firsts.set(network, first);
  return first;
}

/** What is in force, where a state has the same network: it need not be built again. */
function reuseFor({ store, ground }: Context, state: LensState, loaded: LoadedScene): Reuse | null {
  const { lens, session } = store.getState();
  const same = ground?.loaded === loaded && lens.network === state.network && lens.seeded === state.seeded;
  return same ? { base: ground.base, whole: session.whole, slice: session.slice, lens } : null;
}

/** A state whose network and data are built. */
export interface Ready {
  readonly state: LensState;
  readonly loaded: LoadedScene;
  readonly grounded: Grounded;
  readonly reuse: Reuse | null;
  /** Whether all that the plane needs is there (`prepareSlice`). */
  readonly prepared: boolean;
}

/** Builds network and data of a state; a message when they do not fit. Nothing is put in force. */
export function makeReady(context: Context, state: LensState, loaded: LoadedScene): Ready | string {
  const reuse = reuseFor(context, state, loaded);
  const ground = groundState(state, loaded, reuse);
  if (!ground.ok) return ground.message;
  const prepared = isPrepared(state.slice, ground.resolved.data);
  return { state, loaded, grounded: ground.resolved, reuse, prepared };
}

interface Manner {
  /**
   * The old partition goes with the old network, or stays in sight until the new one comes (where the space that is sliced
   * has as many dimensions as before).
   */
  readonly picture: 'drop' | 'keep';
  /** What the history calls the step; what it does, when absent. */
  readonly step?: string | null;
}

/** Both halves of the store at once; a message when the plane does not fit. What is the same stays the same object. */
export function putInForce(context: Context, ready: Ready, { picture, step = null }: Manner): string | null {
  const { state, loaded, grounded, reuse } = ready;
  const resolution = withPlane(state, grounded, reuse);
  if (!resolution.ok) return resolution.message;
  const { base, ...resolved } = resolution.resolved;
  const { lens, session } = context.store.getState();
  const kept = picture === 'keep' && resolved.network.inputSize === session.network.inputSize;
  const sameBase = base === context.ground?.base;
  const { selectedUnit } = session;
  context.loaded.set(loaded.scene.id, loaded);
  context.ground = { loaded, base, ...firstOf(state) };
  context.stepName = step;
  context.set(state, {
    phase: 'ready',
    sceneTitle: loaded.scene.title,
    ...resolved,
    result: (kept || sameBase) && lens.space === state.space ? session.result : null,
    selectedUnit: selectedUnit && exists(resolved.whole.network, selectedUnit) ? selectedUnit : null,
    litUnit: sameBase ? session.litUnit : null,
    hoverFace: sameBase ? session.hoverFace : -1,
  });
  context.stepName = null;
  return null;
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
  step: string | null = null,
): Promise<string | null> {
  const ready = makeReady(context, state, loaded);
  if (typeof ready === 'string') return ready;
  if (!ready.prepared) await prepareSlice(state.slice, ready.grounded.data);
  if (!current()) return null;
  // What took long may have let the state in force change: what was the same then need not be so now.
  const reuse = ready.prepared ? ready.reuse : null;
  return putInForce(context, { ...ready, reuse }, { picture: 'drop', step });
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
  const asIs = makeReady(context, state, loaded);
  if (typeof asIs !== 'string' && putInForce(context, asIs, { picture: 'keep' }) === null) return null;
  const moved = makeReady(context, { ...state, ...elsewhere() }, loaded);
  return typeof moved === 'string' ? moved : putInForce(context, moved, { picture: 'keep' });
}
