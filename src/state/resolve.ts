/** From a checked state and its scene to what the engine takes: network, slice, data. All that may not fit is told. */
import type { Network } from '../core/network';
import { parameterCount, weightCount } from '../core/network/flatWeights';
import type { Slice } from '../core/slice/slice';
import { givenData } from './data/built';
import type { DataSpec } from './dataTypes';
import type { Recipe, SeededNetwork } from './editorTypes';
import { MAX_PARAMETERS } from './limits';
import { customToNetwork, weighted } from './network';
import type { LoadedScene } from './scenes';
import { fits, recipeLike, seededNetwork, sizesFor } from './seeded';
import { buildSlice } from './slice';
import type { DataSet, LensState } from './types';

export interface Resolved {
  /** The network before trained weights are put in. */
  readonly base: Network;
  /** The network in force. */
  readonly network: Network;
  readonly recipe: Recipe;
  readonly slice: Slice;
  /** The data in force where network and data fit each other. */
  readonly data: DataSet | null;
  readonly madeBy: DataSpec | null;
}

export type Resolution =
  | { readonly ok: true; readonly resolved: Resolved }
  | { readonly ok: false; readonly message: string };

/** Why a domain does not go with the number of inputs, or null. */
export function domainMismatch(corners: number, inputSize: number): string | null {
  if (inputSize === 1 && corners !== 2) return 'domain: a network with one input needs an interval [lo, 0], [hi, 0]';
  return inputSize > 1 && corners < 3 ? `domain: ${inputSize} inputs need a polygon, not an interval` : null;
}

/** Why a seeded network cannot be built for the data, or null. */
function seededFault(
  state: LensState,
  spec: SeededNetwork,
  [inputs, outputs]: readonly [number, number],
): string | null {
  if (state.network) return 'seeded: there is an imported network, too; only one of them can be in force';
  const count = parameterCount({ inputSize: inputs, layers: [...spec.layers, { size: outputs }] });
  return count > MAX_PARAMETERS ? `seeded: ${count} weights, more than this page takes (${MAX_PARAMETERS})` : null;
}

type Base = { readonly ok: true; readonly base: Network } | { readonly ok: false; readonly message: string };

/** The network before trained weights: imported, drawn from a seed, or the scene's. */
function baseOf(state: LensState, { network }: LoadedScene, data: DataSet | null): Base {
  const { seeded } = state;
  if (!seeded) return { ok: true, base: state.network ? customToNetwork(state.network) : network };
  const sizes = data ? sizesFor(data) : ([network.inputSize, network.outputSize] as const);
  const message = seededFault(state, seeded, sizes);
  const name = state.dataSpec && data ? data.name : network.name;
  return message ? { ok: false, message } : { ok: true, base: seededNetwork(seeded, sizes, name) };
}

function recipeOf(state: LensState, loaded: LoadedScene, base: Network): Recipe {
  if (state.seeded) return { ...state.seeded, origin: 'seed' };
  return (state.network ? null : loaded.recipe) ?? recipeLike(base);
}

/** `reuse`: an earlier base of the same scene and network, so that it need not be built again. */
export function resolveState(state: LensState, loaded: LoadedScene, reuse: Network | null = null): Resolution {
  const given = givenData(state.dataSpec, loaded);
  if (given === undefined) return { ok: false, message: 'dataSpec: the data have not been made yet' };
  // A seeded network is drawn for its data.
  const usable = reuse && (!state.seeded || !given || fits(reuse, given));
  const made = usable ? ({ ok: true, base: reuse } as const) : baseOf(state, loaded, given);
  if (!made.ok) return made;
  const { base } = made;
  const count = weightCount(base);
  if (state.weights && state.weights.length !== count)
    return { ok: false, message: `weights: ${state.weights.length} values, the network has ${count}` };
  const other = state.compare?.weights;
  if (other && other.length !== count)
    return { ok: false, message: `compare.weights: ${other.length} values, the network has ${count}` };
  const wrongDomain = domainMismatch(state.domain.length, base.inputSize);
  if (wrongDomain) return { ok: false, message: wrongDomain };
  if (state.upToLayer !== null && state.upToLayer > base.layers.length)
    return { ok: false, message: `upToLayer: ${state.upToLayer}, the network has ${base.layers.length} layers` };
  const data = given && fits(base, given) ? given : null;
  const madeBy = state.dataSpec ?? loaded.dataSpec ?? null;
  const slice = buildSlice(state.slice, base.inputSize, data);
  if (!slice.ok) return { ok: false, message: slice.message };
  const recipe = recipeOf(state, loaded, base);
  return {
    ok: true,
    resolved: { base, network: weighted(base, state.weights), recipe, slice: slice.slice, data, madeBy },
  };
}
