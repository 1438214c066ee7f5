/** From a checked state and its scene to what the engine takes: network, slice, data. All that may not fit is told. */
import { outputsFor } from '../core/data/dataSet';
import type { Network } from '../core/network';
import { weightCount } from '../core/network/flatWeights';
import type { Slice } from '../core/slice/slice';
import { clampFault } from './clamps';
import { customToNetwork, weighted } from './network';
import type { LoadedScene } from './scenes';
import { buildSlice } from './slice';
import { type Part, partOf, spaceFault } from './space';
import type { DataSet, LensState, Whole } from './types';

/** What is sliced, before the plane: a network and the data in its input space. */
export interface Grounded extends Part {
  /** The network before trained weights are put in. */
  readonly base: Network;
  /** The network in force and its data, from the first layer on. */
  readonly whole: Whole;
}

export interface Resolved extends Grounded {
  readonly slice: Slice;
}

type Outcome<T> = { readonly ok: true; readonly resolved: T } | { readonly ok: false; readonly message: string };

export type Resolution = Outcome<Resolved>;

const fits = (network: Network, data: DataSet): boolean =>
  network.inputSize === data.inputSize && network.outputSize === outputsFor(data.task, data.classNames.length);

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

/** Network and data of a state. `reuse`: an earlier base of the same scene and imported network, not to be built again. */
export function groundState(state: LensState, loaded: LoadedScene, reuse: Network | null = null): Outcome<Grounded> {
  const base = reuse ?? (state.network ? customToNetwork(state.network) : loaded.network);
  const count = weightCount(base);
  if (state.weights && state.weights.length !== count)
    return { ok: false, message: `weights: ${state.weights.length} values, the network has ${count}` };
  const fault = layersFault(state, base) ?? clampFault(state.clamps, base);
  if (fault) return { ok: false, message: fault };
  const data = loaded.data && fits(base, loaded.data) ? loaded.data : null;
  const whole = { network: weighted(base, state.weights), data };
  return { ok: true, resolved: { base, whole, ...partOf(whole, state.space, state.clamps) } };
}

/** The plane of a state whose network and data are known. A principal one needs its components (`preparePrincipal`). */
export function withPlane(state: LensState, ground: Grounded): Resolution {
  const { network, data } = ground;
  const wrongDomain = domainMismatch(state.domain.length, network.inputSize);
  if (wrongDomain) return { ok: false, message: wrongDomain };
  const slice = buildSlice(state.slice, network.inputSize, data);
  return slice.ok ? { ok: true, resolved: { ...ground, slice: slice.slice } } : { ok: false, message: slice.message };
}

/** Network, data and plane of a state. */
export function resolveState(state: LensState, loaded: LoadedScene, reuse: Network | null = null): Resolution {
  const ground = groundState(state, loaded, reuse);
  return ground.ok ? withPlane(state, ground.resolved) : ground;
}
