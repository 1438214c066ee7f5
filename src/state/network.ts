/** Networks of the store: a scene's or an imported one, with the weights in force put in. */

import { type DenseLayer, denseNetwork, type Network } from '../core/network';
import type { ActivationName, ActivationSpec } from '../core/network/activation';
import { flatWeights, withWeights } from '../core/network/flatWeights';
import { builtOfNetwork, trainedGraph } from './graphs/kept';
import type { CustomNetwork, FlatWeights } from './types';

/** All weights as a plain list, in the order of `flatWeights`; −0 becomes 0. */
export const plainWeights = (weights: ArrayLike<number>): number[] => Array.from(weights, (value) => value + 0);

/**
 * The same network with other weights; itself where `weights` is null. `layers`: those of a graph with these weights, where they are
 * known. Throws when the count is wrong.
 */
export function weighted(network: Network, weights: FlatWeights | null, layers?: Network['layers']): Network {
  if (!weights) return network;
  return network.graph ? trainedGraph(network, weights, layers) : withWeights(network, weights);
}

/** The weights of a network in force that a training begins with, in float32. */
export const trainableWeights = (network: Network): Float32Array =>
  builtOfNetwork(network)?.weights ?? Float32Array.from(flatWeights(network));

/** A layer's activation as engine data, from its plain form; only what is there is set. */
export const activationSpec = ({ activation, alpha, eta }: PlainActivation): ActivationSpec => ({
  name: activation as ActivationName,
  ...(alpha === undefined ? {} : { alpha }),
  ...(eta === undefined ? {} : { eta }),
});

interface PlainActivation {
  readonly activation: string;
  readonly alpha?: number;
  readonly eta?: number;
}

/** The plain form of an activation. */
export const plainActivation = ({ name, alpha, eta }: ActivationSpec) => ({
  activation: name,
  ...(alpha === undefined ? {} : { alpha }),
  ...(eta === undefined ? {} : { eta }),
});

/** An imported network as engine data. It must have been validated (`schema/`). */
export function customToNetwork(custom: CustomNetwork): Network {
  let inputSize = custom.inputSize;
  const layers = custom.layers.map(({ size, ...activation }): DenseLayer => {
    const layer: DenseLayer = {
      kind: 'dense',
      inputSize,
      outputSize: size,
      weights: new Float64Array(inputSize * size),
      bias: new Float64Array(size),
      activation: activationSpec(activation),
    };
    inputSize = size;
    return layer;
  });
  const plain = denseNetwork(custom.name, layers);
  const { codeOutput } = custom;
  return withWeights(codeOutput ? { ...plain, codeOutput } : plain, custom.weights);
}

/** The plain form of an imported network. `precision` says whether its values are float32. */
export function networkToCustom(network: Network, precision: CustomNetwork['precision']): CustomNetwork {
  return {
    name: network.name,
    precision,
    inputSize: network.inputSize,
    layers: network.layers.map(({ outputSize, activation }) => ({ size: outputSize, ...plainActivation(activation) })),
    ...(network.codeOutput ? { codeOutput: network.codeOutput } : {}),
    weights: plainWeights(flatWeights(network)),
  };
}
