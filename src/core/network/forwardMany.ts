import { f64 } from '../math/typed';
import { pieceOf } from './activation';
import { affineOp } from './affine';
import { isHeld, layerPieces } from './held';
import type { Layer, Network } from './network';

/**
 * Pre-activations z_1 … z_L of `count` inputs at once, one array a layer, and the outputs after them. Inputs and results lie side by
 * side: entry k of input c is at k·count + c. Each weight is read once for all. Cost: `count` forward passes.
 */
export function preActivationsOfMany(network: Network, inputs: Float64Array, count: number): Float64Array[] {
  const all: Float64Array[] = [];
  let h = inputs;
  for (const layer of network.layers) {
    const z = new Float64Array(layer.outputSize * count);
    affineOp(layer).applyRows(h, count, null, z);
    for (let j = 0, at = 0; j < layer.outputSize; j++)
      for (let c = 0; c < count; c++, at++) z[at] = f64(z, at) + f64(layer.bias, j);
    all.push(z);
    h = activatedMany(layer, z, count);
  }
  all.push(h);
  return all;
}

/** act(z), each unit on its own piece, into a new array. */
function activatedMany(layer: Layer, z: Float64Array, count: number): Float64Array {
  const f = layerPieces(layer);
  if (f.slopes.length === 1 && f.slopes[0] === 1 && f.offsets[0] === 0) return z;
  const { slopes, offsets } = f;
  const h = new Float64Array(z.length);
  for (let j = 0, at = 0; j < layer.outputSize; j++) {
    const held = isHeld(layer.held, j) ? (layer.held?.[j] as number) : -1;
    for (let c = 0; c < count; c++, at++) {
      const value = f64(z, at);
      const piece = held < 0 ? pieceOf(f, value) : held;
      h[at] = (slopes[piece] as number) * value + (offsets[piece] as number);
    }
  }
  return h;
}
