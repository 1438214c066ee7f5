/** Putting a state in force whose scene is loaded. What is the same as before stays the same object. */
import type { Context, Ground } from '../context';
import { type Grounded, groundState, type Reuse, withPlane } from '../resolve';
import type { LoadedScene } from '../scenes';
import { preparePrincipal, principalOf } from '../slices/dataFacts';
import { needsComponents } from '../slices/planes';
import type { CustomNetwork, DataSet, LensState } from '../types';

const firsts = new WeakMap<CustomNetwork, Pick<Ground, 'firstDomain' | 'firstKind'>>();

/** The view that an imported network was opened with, however often it has come back since. */
function firstOf({ network, domain, slice }: LensState): Pick<Ground, 'firstDomain' | 'firstKind'> {
  const opened = { firstDomain: domain, firstKind: slice.kind };
  if (!network) return opened;
  const first = firsts.get(network) ?? opened;
  firsts.set(network, first);
  return first;
}

/** What is in force, where a state has the same network. */
function reuseFor({ store, ground }: Context, state: LensState, loaded: LoadedScene): Reuse | null {
  const { lens, session } = store.getState();
  if (ground?.loaded !== loaded || lens.network !== state.network) return null;
  return { base: ground.base, whole: session.whole, slice: session.slice, lens };
}

/** A state whose network and data are built. */
export interface Ready {
  readonly state: LensState;
  readonly loaded: LoadedScene;
  readonly grounded: Grounded;
  readonly reuse: Reuse | null;
  /** Data whose principal components the plane needs, and which are not there yet: `preparePrincipal`. */
  readonly lacking: DataSet | null;
}

/** Builds network and data of a state; a message when they do not fit. Nothing is put in force. */
export function makeReady(context: Context, state: LensState, loaded: LoadedScene): Ready | string {
  const reuse = reuseFor(context, state, loaded);
  const ground = groundState(state, loaded, reuse);
  if (!ground.ok) return ground.message;
  const { data } = ground.resolved;
  const lacking = needsComponents(state.slice) && data && !principalOf(data) ? data : null;
  return { state, loaded, grounded: ground.resolved, reuse, lacking };
}

/** Puts a state in force; a message when its plane does not fit. `step` is what the history calls it. */
export function putInForce(context: Context, ready: Ready, step: string | null = null): string | null {
  const { state, loaded, grounded, reuse } = ready;
  const resolution = withPlane(state, grounded, reuse);
  if (!resolution.ok) return resolution.message;
  const { base, whole, network, slice, data } = resolution.resolved;
  const { lens, session } = context.store.getState();
  context.loaded.set(loaded.scene.id, loaded);
  context.ground = { loaded, base, ...firstOf(state) };
  context.stepName = step;
  context.set(state, {
    phase: 'ready',
    sceneTitle: loaded.scene.title,
    whole,
    network,
    slice,
    data,
    result: reuse && lens.space === state.space ? session.result : null,
    litUnit: reuse ? session.litUnit : null,
    hoverFace: reuse ? session.hoverFace : -1,
  });
  context.stepName = null;
  return null;
}

/**
 * Builds a state and puts it in force; a message when it does not fit. `current()` is asked after what takes long: when
 * it says false, nothing is put in force.
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
  if (ready.lacking) await preparePrincipal(ready.lacking);
  if (!current()) return null;
  // What took long may have let the state in force change: what was the same then need not be so now.
  return putInForce(context, ready.lacking ? { ...ready, reuse: reuseFor(context, state, loaded) } : ready, step);
}
