/**
 * The space that is sliced: the inputs, or the activations of a hidden layer. The engine then takes the layers after it as
 * a network of its own, and the data are what they make of that layer.
 */
import { type Network, tailNetwork } from '../core/network';
import { layerActivations } from '../core/network/activations';
import { buildSlice } from './slice';
import type { DataSet, LensStore, SessionState, Whole } from './types';

/** A network and the data in its input space. */
export type Part = Whole;

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
 * What is sliced of a network: the same objects for the same network, data and space. Cost where it is new: a forward pass
 * of every data point through the layers before.
 */
export function partOf(whole: Whole, space: number): Part {
  if (space === 0) return whole;
  const known = parts.get(whole.network);
  if (known?.space === space && known.data === whole.data) return known.part;
  const part = makePart(whole, space);
  parts.set(whole.network, { space, data: whole.data, part });
  return part;
}

/**
 * The session's part of a network with other weights: in a hidden space the data move, and the plane through them with
 * them; one that they no longer span stays as it was.
 */
export function reweighted(
  { lens, session }: LensStore,
  network: Network,
): Pick<SessionState, 'whole' | 'network' | 'data' | 'slice'> {
  const whole = { network, data: session.whole.data };
  if (lens.space === 0) return { whole, network, data: session.data, slice: session.slice };
  const part = partOf(whole, lens.space);
  const built = buildSlice(lens.slice, part.network.inputSize, part.data);
  return { whole, ...part, slice: built.ok ? built.slice : session.slice };
}
