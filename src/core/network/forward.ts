import { f64 } from '../math/typed';
import { type PiecewiseLinear, pieceOf, piecewiseLinear } from './activation';
import { affineOp } from './affine';
import type { Layer, Network } from './network';

/** act(z) in place of a copy: value of the piece that z falls in. */
export function activate(f: PiecewiseLinear, z: number): number {
  if (f.thresholds.length === 0) return (f.slopes[0] as number) * z + (f.offsets[0] as number);
  const piece = pieceOf(f, z);
  return (f.slopes[piece] as number) * z + (f.offsets[piece] as number);
}

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
    const f = piecewiseLinear((network.layers[i] as Layer).activation);
    const h = (all[i] as Float64Array).map((value) => activate(f, value));
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
  const f = piecewiseLinear(last ? last.activation : { name: 'identity' });
  const out = new Float64Array(z.length);
  for (let j = 0; j < z.length; j++) out[j] = activate(f, f64(z, j));
  return out;
}
