/** From a checked state and its scene to what the engine takes: network, slice, data. All that may not fit is told. */
import type { Network } from '../core/network';
import type { Slice } from '../core/slice/slice';
import { clampFault } from './clamps';
import { givenData } from './data/built';
import type { DataSpec } from './dataTypes';
import type { Recipe } from './editorTypes';
import { builtGraph } from './graphs/kept';
import { customToNetwork, trainableWeights, weighted } from './network';
import { isGraphNetwork } from './networkTypes';
import type { LoadedScene } from './scenes';
import { fits, recipeLike, seededBase } from './seeded';
import { buildSlice } from './slice';
import { type Part, partOf, spaceFault } from './space';
import type { DataSet, LensState, OwnNetwork, Whole } from './types';

/** What is sliced, before the plane: a network and the data in its input space. */
export interface Grounded extends Part {
  /** The network before trained weights are put in. */
  readonly base: Network;
  /** The network in force and its data, from the first layer on. */
  readonly whole: Whole;
  readonly recipe: Recipe;
  readonly madeBy: DataSpec | null;
}

export interface Resolved extends Grounded {
  readonly slice: Slice;
}

type Outcome<T> = { readonly ok: true; readonly resolved: T } | { readonly ok: false; readonly message: string };

export type Resolution = Outcome<Resolved>;

/** Why a domain does not go with the number of inputs, or null. */
export function domainMismatch(corners: number, inputSize: number): string | null {
  if (inputSize === 1 && corners !== 2) return 'domain: a network with one input needs an interval [lo, 0], [hi, 0]';
  return inputSize > 1 && corners < 3 ? `domain: ${inputSize} inputs need a polygon, not an interval` : null;
}

function layersFault({ space, upToLayer }: LensState, network: Network): string | null {
  const wrongSpace = spaceFault(space, network);
  if (wrongSpace || upToLayer === null) return wrongSpace;
  const { length } = network.layers;
  if (upToLayer > length) return `upToLayer: ${upToLayer}, the network has ${length} layers`;
  return upToLayer <= space ? `upToLayer: ${upToLayer}, but the layers that are sliced begin at ${space + 1}` : null;
}

/** What of another time or of the 3-D view does not fit the network, or null. */
function otherTimeFault({ compare, surface }: LensState, base: Network): string | null {
  const count = compare?.weights ? trainableWeights(base).length : 0;
  if (surface && surface.output >= base.outputSize)
    return `surface.output: ${surface.output}, the network has ${base.outputSize} (from 0)`;
  return compare?.weights && compare.weights.length !== count
    ? `compare.weights: ${compare.weights.length} values, the network has ${count}`
    : null;
}

/** The network before trained weights: imported, drawn from a seed, or the scene's. */
function baseOf(state: LensState, { network }: LoadedScene, data: DataSet | null): Outcome<Network> {
  const { seeded } = state;
  if (!seeded) return state.network ? ownNetwork(state.network) : { ok: true, resolved: network };
  if (state.network)
    return { ok: false, message: 'seeded: there is an imported network, too; only one of them can be in force' };
  return seededBase(seeded, data, state.dataSpec && data ? data.name : network.name, network);
}

function ownNetwork(own: OwnNetwork): Outcome<Network> {
  if (!isGraphNetwork(own)) return { ok: true, resolved: customToNetwork(own) };
  const built = builtGraph(own);
  return built
    ? { ok: true, resolved: built.network }
    : { ok: false, message: 'network.graph: it has not been read yet' };
}

/** Why a state's trained weights do not go with its network, or null. */
function weightsFault({ weights }: LensState, base: Network): string | null {
  if (!weights) return null;
  const count = trainableWeights(base).length;
  return weights.length !== count ? `weights: ${weights.length} values, the network has ${count}` : null;
}

function recipeOf(state: LensState, loaded: LoadedScene, base: Network): Recipe {
  if (state.seeded) return { ...state.seeded, origin: 'seed' };
  return (state.network ? null : loaded.recipe) ?? recipeLike(base);
}

/** What was in force before of the same scene and network: what is still the same need not be built again. */
export interface Reuse extends Pick<Resolved, 'base' | 'whole' | 'slice'> {
  readonly lens: Pick<LensState, 'weights' | 'space' | 'slice' | 'clamps'>;
}

/** Network and data of a state. What `reuse` has of the same weights and data stays the same object. */
export function groundState(state: LensState, loaded: LoadedScene, reuse: Reuse | null = null): Outcome<Grounded> {
  const given = givenData(state.dataSpec, loaded);
  if (given === undefined) return { ok: false, message: 'dataSpec: the data have not been made yet' };
  // A seeded network is drawn for its data.
  const usable = reuse && (!state.seeded || !given || fits(reuse.base, given)) ? reuse : null;
  const made = usable ? ({ ok: true, resolved: usable.base } as const) : baseOf(state, loaded, given);
  if (!made.ok) return made;
  const base = made.resolved;
  const fault =
    weightsFault(state, base) ??
    layersFault(state, base) ??
    clampFault(state.clamps, base) ??
    otherTimeFault(state, base);
  if (fault) return { ok: false, message: fault };
  const data = given && fits(base, given) ? given : null;
  const same = usable?.lens.weights === state.weights && usable.whole.data === data;
  const whole = same ? usable.whole : { network: weighted(base, state.weights), data };
  const recipe = recipeOf(state, loaded, base);
  const madeBy = state.dataSpec ?? loaded.dataSpec ?? null;
  return { ok: true, resolved: { base, whole, recipe, madeBy, ...partOf(whole, state.space, state.clamps) } };
}

/** Planes through data hang on them; in a hidden space other weights and clamps move them, too. */
const keepsPlane = ({ slice, space, clamps }: LensState, { whole }: Grounded, reuse: Reuse): boolean =>
  reuse.lens.slice === slice &&
  reuse.lens.space === space &&
  reuse.whole.data === whole.data &&
  (space === 0 || (reuse.whole === whole && reuse.lens.clamps === clamps));

/** The plane of a state whose network and data are known. What its kind needs must be there (`prepareSlice`). */
export function withPlane(state: LensState, ground: Grounded, reuse: Reuse | null = null): Resolution {
  const { network, data } = ground;
  const wrongDomain = domainMismatch(state.domain.length, network.inputSize);
  if (wrongDomain) return { ok: false, message: wrongDomain };
  if (reuse && keepsPlane(state, ground, reuse)) return { ok: true, resolved: { ...ground, slice: reuse.slice } };
  const slice = buildSlice(state.slice, network.inputSize, data);
  return slice.ok ? { ok: true, resolved: { ...ground, slice: slice.slice } } : { ok: false, message: slice.message };
}

/** Network, data and plane of a state. */
export function resolveState(state: LensState, loaded: LoadedScene, reuse: Reuse | null = null): Resolution {
  const ground = groundState(state, loaded, reuse);
  return ground.ok ? withPlane(state, ground.resolved, reuse) : ground;
}
