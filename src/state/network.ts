/** Networks of the store: a scene's or an imported one, with the weights in force put in. */

import { type DenseLayer, denseNetwork, type Network } from '../core/network';
import type { ActivationName, ActivationSpec } from '../core/network/activation';
import type { CustomNetwork, FlatWeights } from './types';

/** Sizes of a network's dense layers: inputs × outputs each. */
type Shape = { readonly inputSize: number; readonly layers: readonly { readonly size: number }[] };

/** Weights and biases of a chain of dense layers; Infinity rather than a wrong sum when it is absurd. */
export function parameterCount({ inputSize, layers }: Shape): number {
  let inputs = inputSize;
  let count = 0;
  for (const { size } of layers) {
    count += (inputs + 1) * size;
    inputs = size;
  }
  return count;
}

export const networkParameters = (network: Network): number =>
  network.layers.reduce((count, layer) => count + layer.weights.length + layer.bias.length, 0);

/** All weights, layer by layer: W row-major, then b. */
export function flattenWeights(network: Network): number[] {
  return network.layers.flatMap((layer) => [...layer.weights, ...layer.bias].map((value) => value + 0));
}

/** The same layers with other weights (shared, not copied, where `weights` is null). Throws when the count is wrong. */
export function withWeights(network: Network, weights: FlatWeights | ArrayLike<number> | null): Network {
  if (!weights) return network;
  if (weights.length !== networkParameters(network))
    throw new RangeError(`${weights.length} weights for a network of ${networkParameters(network)}`);
  let at = 0;
  const take = (count: number): Float64Array => {
    const part = Float64Array.from({ length: count }, (_, i) => weights[at + i] as number);
    at += count;
    return part;
  };
  const layers = network.layers.map((layer): DenseLayer => {
    const own = take(layer.weights.length);
    return { ...layer, weights: own, bias: take(layer.bias.length) };
  });
  return denseNetwork(network.name, layers);
}

const activationSpec = (name: string, alpha: number | undefined): ActivationSpec =>
  alpha === undefined ? { name: name as ActivationName } : { name: name as ActivationName, alpha };

/** An imported network as engine data. It must have been validated (`schema.ts`). */
export function customToNetwork(custom: CustomNetwork): Network {
  let inputSize = custom.inputSize;
  const layers = custom.layers.map(({ size, activation, alpha }): DenseLayer => {
    const layer: DenseLayer = {
      kind: 'dense',
      inputSize,
      outputSize: size,
      weights: new Float64Array(inputSize * size),
      bias: new Float64Array(size),
      activation: activationSpec(activation, alpha),
    };
    inputSize = size;
    return layer;
  });
  return withWeights(denseNetwork(custom.name, layers), custom.weights);
}

/** The plain form of an imported network. `precision` says whether its values are float32. */
export function networkToCustom(network: Network, precision: CustomNetwork['precision']): CustomNetwork {
  return {
    name: network.name,
    precision,
    inputSize: network.inputSize,
    layers: network.layers.map(({ outputSize, activation }) =>
      activation.alpha === undefined
        ? { size: outputSize, activation: activation.name }
        : { size: outputSize, activation: activation.name, alpha: activation.alpha },
    ),
    weights: flattenWeights(network),
  };
}

/** Plain JSON of a network, in the format that `importNetwork` and the command line read. */
export function networkJson(network: Network): string {
  const layers = network.layers.map(({ inputSize, outputSize, weights, bias, activation }) => ({
    activation: activation.name,
    ...(activation.name === 'leakyRelu' ? { alpha: activation.alpha ?? 0.01 } : {}),
    W: Array.from({ length: outputSize }, (_, row) =>
      Array.from(weights.subarray(row * inputSize, (row + 1) * inputSize)),
    ),
    b: Array.from(bias),
  }));
  return `${JSON.stringify({ name: network.name, layers }, null, 1)}\n`;
}
