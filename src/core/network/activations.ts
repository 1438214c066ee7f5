import { f64 } from '../math/typed';
import { type PiecewiseLinear, piecewiseLinear } from './activation';
import { affineOp } from './affine';
import { activate, preActivations } from './forward';
import { headNetwork, type Layer, type Network } from './network';

/** Activations of layer `layer` (from 1) for one input, in float64: what `tailNetwork(network, layer + 1)` takes. 0: the input. */
export function hiddenActivation(network: Network, x: ArrayLike<number>, layer: number): Float64Array {
  if (layer === 0) return Float64Array.from(x);
  const z = preActivations(headNetwork(network, layer), x)[layer - 1] as Float64Array;
  const f = piecewiseLinear((network.layers[layer - 1] as Layer).activation);
  return z.map((value) => activate(f, value));
}

/**
 * The same for many inputs (`inputs` is count × inputSize), count × units of the layer, rounded to float32 as all data are.
 * Zeros among the inputs and activations cost nothing: images and ReLUs have many.
 */
export function layerActivations(network: Network, inputs: Float32Array, count: number, layer: number): Float32Array {
  const layers = network.layers.slice(0, layer);
  const size = layers[layers.length - 1]?.outputSize ?? network.inputSize;
  const widest = Math.max(network.inputSize, ...layers.map(({ outputSize }) => outputSize));
  const units = new Int32Array(widest);
  const values = new Float64Array(widest);
  const outputs = layers.map(({ outputSize }) => new Float64Array(outputSize));
  const activations = layers.map(({ activation }) => piecewiseLinear(activation));
  const all = new Float32Array(count * size);
  for (let i = 0; i < count; i++) {
    let h: Float32Array | Float64Array = inputs.subarray(i * network.inputSize, (i + 1) * network.inputSize);
    layers.forEach((each, l) => {
      const z = outputs[l] as Float64Array;
      applySparse(each, activations[l] as PiecewiseLinear, gather(h, units, values), units, values, z);
      h = z;
    });
    all.set(h, i * size);
  }
  return all;
}

/** Lists the entries that are not 0; returns how many. */
function gather(h: Float32Array | Float64Array, units: Int32Array, values: Float64Array): number {
  let count = 0;
  for (let k = 0; k < h.length; k++) {
    const value = h[k] as number;
    if (value === 0) continue;
    units[count] = k;
    values[count++] = value;
  }
  return count;
}

function applySparse(
  layer: Layer,
  f: PiecewiseLinear,
  count: number,
  units: Int32Array,
  values: Float64Array,
  z: Float64Array,
): void {
  affineOp(layer).applyColumn(units, count, values, z);
  for (let j = 0; j < z.length; j++) z[j] = activate(f, f64(z, j) + f64(layer.bias, j));
}
