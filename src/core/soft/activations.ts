/** What the layers before one make of inputs when they are soft: the data of a hidden space. */
import type { Network } from '../network/network';
import { softPass } from './pass';
import type { Softness } from './softness';

const heads = new WeakMap<Network, { readonly layer: number; readonly head: Network }>();

/** Layers 1 … `layer`, with its activation: the same object for the same two, so that what is made of it is kept. */
function headWithGates(network: Network, layer: number): Network {
  const known = heads.get(network);
  if (known?.layer === layer) return known.head;
  const layers = network.layers.slice(0, layer);
  const head = { name: network.name, inputSize: network.inputSize, outputSize: layers.at(-1)?.outputSize ?? 0, layers };
  heads.set(network, { layer, head });
  return head;
}

/** Activations of layer `layer` (from 1) of the softened network, in float64; 0: the input. Cost: a soft forward pass. */
export function softActivation(
  network: Network,
  gates: Softness,
  x: ArrayLike<number>,
  layer: number,
): Float64Array<ArrayBufferLike> {
  return layer === 0 ? Float64Array.from(x) : softPass(headWithGates(network, layer), gates, x).output;
}

/** The same for many inputs (`inputs` is count × inputSize), count × units of the layer, rounded to float32 as all data are. */
export function softActivations(
  network: Network,
  gates: Softness,
  inputs: Float32Array,
  count: number,
  layer: number,
): Float32Array {
  const size = network.layers[layer - 1]?.outputSize ?? network.inputSize;
  const all = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    const x = inputs.subarray(i * network.inputSize, (i + 1) * network.inputSize);
    all.set(softActivation(network, gates, x, layer), i * size);
  }
  return all;
}
