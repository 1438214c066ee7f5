import type { GraphNode } from '../graph/types';
import { type DenseLayer, denseLayers, type Network } from './network';

/** Sizes of a chain of dense layers. */
interface LayerSizes {
  readonly inputSize: number;
  readonly layers: readonly { readonly size: number }[];
}

/** Weights and biases of a chain of dense layers; Infinity rather than a wrong sum when it is absurd. */
export function parameterCount({ inputSize, layers }: LayerSizes): number {
  let inputs = inputSize;
  let count = 0;
  for (const { size } of layers) {
    count += (inputs + 1) * size;
    inputs = size;
  }
  return count;
}

/** Weights and biases of a chain of dense layers, or the parameters of a graph. */
export function weightCount(network: Network): number {
  const dense = denseLayers(network);
  if (dense) return dense.reduce((sum, layer) => sum + layer.weights.length + layer.bias.length, 0);
  return (network.graph?.nodes ?? []).reduce((sum, node) => sum + graphParameters(node), 0);
}

/** Numbers in a node; constants are no parameters. */
const graphParameters = (node: GraphNode): number =>
  node.op === 'constant'
    ? 0
    : Object.values(node).reduce<number>((sum, value) => sum + (value instanceof Float64Array ? value.length : 0), 0);

const chain = (network: Network): readonly DenseLayer[] => {
  const dense = denseLayers(network);
  if (!dense)
    throw new RangeError(`invalid network: ${network.name} is no chain of dense layers, its weights are its graph's`);
  return dense;
};

/** All weights in one float64 array, layer by layer: W row-major (outputs × inputs), then b. Dense chains only (RangeError). */
export function flatWeights(network: Network): Float64Array {
  const flat = new Float64Array(weightCount(network));
  let at = 0;
  for (const layer of chain(network)) {
    flat.set(layer.weights, at);
    flat.set(layer.bias, at + layer.weights.length);
    at += layer.weights.length + layer.bias.length;
  }
  return flat;
}

/** The same network with other weights, in the order of `flatWeights`. Throws a RangeError on another length. */
export function withWeights(network: Network, flat: ArrayLike<number>): Network {
  if (flat.length !== weightCount(network))
    throw new RangeError(`invalid weights: ${flat.length} values, the network has ${weightCount(network)}`);
  const values = Float64Array.from(flat);
  let at = 0;
  const take = (length: number): Float64Array => {
    at += length;
    return values.slice(at - length, at);
  };
  const layers = chain(network).map(
    (layer): DenseLayer => ({ ...layer, weights: take(layer.weights.length), bias: take(layer.bias.length) }),
  );
  // The graph that a chain was made of has the old ones.
  const { graph: _, ...beside } = network;
  return { ...beside, layers };
}
