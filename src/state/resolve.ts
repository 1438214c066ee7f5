/** From a checked state and its scene to what the engine takes: network, slice, data. All that may not fit is told. */
import { outputsFor } from '../core/data/dataSet';
import type { Network } from '../core/network';
import { weightCount } from '../core/network/flatWeights';
import type { Slice } from '../core/slice/slice';
import { customToNetwork, weighted } from './network';
import type { LoadedScene } from './scenes';
import { buildSlice } from './slice';
import type { DataSet, LensState } from './types';

export interface Resolved {
  /** The network before trained weights are put in. */
  readonly base: Network;
  /** The network in force. */
  readonly network: Network;
  readonly slice: Slice;
  /** The scene's data where network and data fit each other. */
  readonly data: DataSet | null;
}

export type Resolution =
  | { readonly ok: true; readonly resolved: Resolved }
  | { readonly ok: false; readonly message: string };

const fits = (network: Network, data: DataSet): boolean =>
  network.inputSize === data.inputSize && network.outputSize === outputsFor(data.task, data.classNames.length);

/** Why a domain does not go with the number of inputs, or null. */
export function domainMismatch(corners: number, inputSize: number): string | null {
  if (inputSize === 1 && corners !== 2) return 'domain: a network with one input needs an interval [lo, 0], [hi, 0]';
  return inputSize > 1 && corners < 3 ? `domain: ${inputSize} inputs need a polygon, not an interval` : null;
}

/** What was in force before of the same scene and imported network: what is still the same need not be built again. */
export interface Reuse extends Pick<Resolved, 'base' | 'network' | 'slice'> {
  readonly weights: LensState['weights'];
  readonly spec: LensState['slice'];
}

/** Checks that a state fits its scene, and builds what the engine takes. Parts named by `reuse` stay the same objects. */
export function resolveState(state: LensState, loaded: LoadedScene, reuse: Reuse | null = null): Resolution {
  const base = reuse?.base ?? (state.network ? customToNetwork(state.network) : loaded.network);
  const count = weightCount(base);
  if (state.weights && state.weights.length !== count)
    return { ok: false, message: `weights: ${state.weights.length} values, the network has ${count}` };
  const wrongDomain = domainMismatch(state.domain.length, base.inputSize);
  if (wrongDomain) return { ok: false, message: wrongDomain };
  if (state.upToLayer !== null && state.upToLayer > base.layers.length)
    return { ok: false, message: `upToLayer: ${state.upToLayer}, the network has ${base.layers.length} layers` };
  const data = loaded.data && fits(base, loaded.data) ? loaded.data : null;
  const kept = reuse?.spec === state.slice ? reuse.slice : null;
  const slice = kept ? { ok: true as const, slice: kept } : buildSlice(state.slice, base.inputSize, data);
  if (!slice.ok) return { ok: false, message: slice.message };
  const network = reuse?.weights === state.weights ? reuse.network : weighted(base, state.weights);
  return { ok: true, resolved: { base, network, slice: slice.slice, data } };
}
