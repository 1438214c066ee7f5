import type { DenseLayer, Network } from './network';

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

/** Number of weights and biases of a network. */
export function weightCount(network: Network): number {
  return network.layers.reduce((sum, layer) => sum + layer.weights.length + layer.bias.length, 0);
}

/** All weights in one float64 array, layer by layer: W row-major (outputs × inputs), then b. */
export function flatWeights(network: Network): Float64Array {
  const flat = new Float64Array(weightCount(network));
  let at = 0;
  for (const layer of network.layers) {
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
  const layers = network.layers.map(
    (layer): DenseLayer => ({ ...layer, weights: take(layer.weights.length), bias: take(layer.bias.length) }),
  );
  return { ...network, layers };
}
