import { createRandom, shuffle } from '../math/random';
import { denseLayers, type Network } from './network';

/** The values in a random order. */
function shuffled(values: Float64Array, order: Uint32Array): Float64Array {
  return values.map((_, i) => values[order[i] as number] as number);
}

/**
 * The network with the weights of each layer in a random order, and its biases: every layer keeps the values that it has, and
 * loses what they were learnt for. A yardstick beside the untrained network. By seed; activations and clamped units stay.
 */
export function permuteWeights(network: Network, seed: number): Network {
  const random = createRandom(seed);
  const order = (length: number): Uint32Array => {
    const places = Uint32Array.from({ length }, (_, i) => i);
    shuffle(places, random);
    return places;
  };
  const dense = denseLayers(network);
  if (!dense) throw new RangeError('only the weights of a chain of dense layers can change places');
  const layers = dense.map((layer) => ({
    ...layer,
    weights: shuffled(layer.weights, order(layer.weights.length)),
    bias: shuffled(layer.bias, order(layer.bias.length)),
  }));
  return { ...network, name: `${network.name}, permuted`, layers };
}
