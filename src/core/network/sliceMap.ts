import { f64 } from '../math/typed';
import type { Slice } from '../slice/slice';
import { affineOp } from './affine';
import { gradientsOnSlice } from './boundary';
import type { AffineMap, Gates } from './localMap';
import type { Layer, Network } from './network';

/**
 * The map of the polytope that holds a slice point, in slice coordinates: A is outputs × 2, c at the slice's origin. `output` is
 * what the network's last layer gives at the point. Forward, by two columns: cost of two passes, whatever the number of outputs.
 */
export function sliceMapAt(
  network: Network,
  gates: readonly Gates[],
  slice: Slice,
  [p, q]: readonly [number, number],
  output: Float64Array,
): AffineMap {
  const { layers } = network;
  let rows = gradientsOnSlice(layers[0] as Layer, slice);
  for (let l = 1; l < layers.length; l++) {
    const layer = layers[l] as Layer;
    const next = new Float64Array(2 * layer.outputSize);
    affineOp(layer).applyRows(rows, 2, (gates[l - 1] as Gates).slopes, next);
    rows = next;
  }
  const { slopes } = gates[layers.length - 1] as Gates;
  const A = rows.map((value, i) => value * f64(slopes, i >> 1));
  const c = output.map((value, r) => value - f64(A, 2 * r) * p - f64(A, 2 * r + 1) * q);
  return { rows: network.outputSize, cols: 2, A, c };
}
