import { createRandom, shuffle } from '../math/random';
import { denseLayers, type Network } from '../network/network';
import { permuteWeights } from '../network/permuted';
import { graphParameters, parameterCount, trainedNetwork } from './parameters';

/**
 * The network with its own weights in a random order, as `permuteWeights`; of a graph those of every trained array among
 * themselves: kernels, biases, gamma and beta. By seed. Throws a RangeError for a part of a graph's network, which has no graph.
 */
export function permutedNetwork(network: Network, seed: number): Network {
  const { graph } = network;
  if (!graph || denseLayers(network)) return permuteWeights(network, seed);
  const parameters = graphParameters(graph);
  const flat = new Float64Array(parameterCount(parameters));
  const random = createRandom(seed);
  for (const { at, values, shared } of parameters) {
    if (shared) continue;
    const order = Uint32Array.from(values.keys());
    shuffle(order, random);
    order.forEach((from, i) => {
      flat[at + i] = values[from] as number;
    });
  }
  return { ...trainedNetwork(network, flat), name: `${network.name}, permuted` };
}
