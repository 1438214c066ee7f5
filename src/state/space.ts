/**
 * The space that is sliced: the inputs, or the activations of a hidden layer. The engine then takes the layers after it as
 * a network of its own, and the data are what they make of that layer.
 */
import { type Network, tailNetwork } from '../core/network';
import { layerActivations } from '../core/network/activations';
import { weightsOf } from '../core/network/network';
import { type ClampedUnit, clampedNetwork } from './clamps';
import { buildSlice } from './slice';
import type { DataSet, LensStore, SessionState, Whole } from './types';

/** A network and the data in its input space. */
export type Part = Whole;

/** By the network with its clamps. */
const parts = new WeakMap<Network, { readonly space: number; readonly data: DataSet | null; readonly part: Part }>();

/** Why a network has no such space, or null. */
export function spaceFault(space: number, network: Network): string | null {
  const hidden = network.layers.length - 1;
  return space > hidden ? `space: layer ${space} is no hidden layer, the network has ${hidden}` : null;
}

function makePart({ network, data }: Whole, space: number): Part {
  return {
    network: tailNetwork(network, space + 1),
    data: data && {
      ...data,
      name: `${data.name}, layer ${space}`,
      inputSize: network.layers[space - 1]?.outputSize ?? network.inputSize,
      inputs: layerActivations(network, data.inputs, data.count, space),
      image: null,
    },
  };
}

/**
 * What is sliced of a network with clamped units: the same objects for the same network, data, space and clamps. Cost where
 * it is new: a forward pass of every data point through the layers before.
 */
export function partOf({ network: free, data }: Whole, space: number, clamps: readonly ClampedUnit[] = []): Part {
  const network = clampedNetwork(free, clamps);
  if (space === 0) return { network, data };
  const known = parts.get(network);
  if (known?.space === space && known.data === data) return known.part;
  const part = makePart({ network, data }, space);
  parts.set(network, { space, data, part });
  return part;
}

/** Operations that a training report may cost here: some milliseconds. */
const AT_ONCE = 2e7;

/** Operations of bringing the data to a hidden layer, zeros not counted off. */
const dataCost = ({ network, data }: Whole, space: number): number =>
  network.layers.slice(0, space).reduce((sum, layer) => sum + weightsOf(layer), 0) * (data?.count ?? 0);

/**
 * The session's part of a network with other weights: in a hidden space the data move, and the plane through them with
 * them; one that they no longer span stays as it was. While training runs, data that are dear to move stay, too, and
 * follow when it rests (`hiddenDataFlow`).
 */
export function reweighted(
  { lens, session }: LensStore,
  network: Network,
): Pick<SessionState, 'whole' | 'network' | 'data' | 'slice'> {
  const whole = { network, data: session.whole.data };
  if (session.training.running && dataCost(whole, lens.space) > AT_ONCE) {
    const tail = partOf({ network, data: null }, lens.space, lens.clamps).network;
    return { whole, network: tail, data: session.data, slice: session.slice };
  }
  const part = partOf(whole, lens.space, lens.clamps);
  if (lens.space === 0) return { whole, ...part, slice: session.slice };
  const built = buildSlice(lens.slice, part.network.inputSize, part.data);
  return { whole, ...part, slice: built.ok ? built.slice : session.slice };
}
