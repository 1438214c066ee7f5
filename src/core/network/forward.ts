import { affineOp } from './affine';
import { activated } from './held';
import type { Layer, Network } from './network';

/**
 * Pre-activations z_1 … z_L of one input, one array a layer. `x` has length network.inputSize.
 * Float64, sums in the order of the inputs, so the same on every machine.
 */
export function preActivations(network: Network, x: ArrayLike<number>): Float64Array[] {
  const [first] = network.layers;
  if (!first) return [];
  const z = new Float64Array(first.outputSize);
  affineOp(first).apply(Float64Array.from(x), z, 1);
  return preActivationsAfter(network, z);
}

/** Pre-activations z_1 … z_L, given those of the first layer. */
export function preActivationsAfter(network: Network, first: Float64Array): Float64Array[] {
  const all = [first];
  for (const [i, layer] of network.layers.slice(1).entries()) {
    const h = activated(network.layers[i] as Layer, all[i] as Float64Array);
    const z = new Float64Array(layer.outputSize);
    affineOp(layer).apply(h, z, 1);
    all.push(z);
  }
  return all;
}

/** Output f(x), after the last layer's activation (the identity as a rule). Length network.outputSize. */
export function forward(network: Network, x: ArrayLike<number>): Float64Array {
  const z = preActivations(network, x);
  return readOut(network, z[z.length - 1] as Float64Array);
}

/** The network's output from its last pre-activation. */
export function readOut(network: Network, z: Float64Array): Float64Array {
  const last = network.layers[network.layers.length - 1];
  return last ? activated(last, z) : z.slice();
}
