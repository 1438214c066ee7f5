import { f64, i32 } from '../math/typed';
import { preActivationsAfter, readOut } from '../network/forward';
import type { Layer, Network } from '../network/network';
import type { Slice } from '../slice/slice';
import type { CellComplex } from './complex';
import { loopOf } from './outputs';
import { firstColumns } from './tolerance';

/**
 * One output of the network at every vertex of a complex, by forward passes: on each face f is the affine map through
 * these heights. Cost: a forward pass a vertex, from the second layer on (the first is affine on the slice).
 */
export function vertexOutputs(
  network: Network,
  slice: Slice,
  { vertices }: Pick<CellComplex, 'vertices'>,
  output: number,
): Float64Array {
  const first = network.layers[0] as Layer;
  const columns = firstColumns(first, slice, [0, 0]);
  const n = first.outputSize;
  const z = new Float64Array(n);
  const heights = new Float64Array(vertices.length / 2);
  for (let v = 0; v < heights.length; v++) {
    const p = f64(vertices, 2 * v);
    const q = f64(vertices, 2 * v + 1);
    for (let j = 0; j < n; j++) z[j] = p * f64(columns, j) + q * f64(columns, n + j) + f64(columns, 2 * n + j);
    const all = preActivationsAfter(network, z);
    heights[v] = f64(readOut(network, all[all.length - 1] as Float64Array), output);
  }
  return heights;
}

/**
 * Lowest and highest of one value a vertex over the corners of a face: of a function that is affine on the face, its
 * extremes there. ±Infinity for a face without corners.
 */
export function faceRange(
  complex: CellComplex,
  values: Float64Array,
  face: number,
): readonly [low: number, high: number] {
  const [start, end] = loopOf(complex, face);
  let [low, high] = [Infinity, -Infinity];
  for (let i = start; i < end; i++) {
    const value = f64(values, i32(complex.faceVertices, i));
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
