import type { DataSet } from '../data/dataSet';
import { metric, type Slice } from './slice';

export interface ProjectedData {
  /** Slice coordinates [p, q, …] of the orthogonal projections, 2 a point. */
  readonly at: Float64Array;
  /** Distance from the plane in R^d, one a point. */
  readonly distance: Float64Array;
}

/**
 * Data points projected on a plane of R^d, with their distances from it. Cost: three products of length d a point. The
 * distance of a point in the plane is rounding alone, some 1e-8 of its distance from the origin.
 */
export function projectData({ inputs, count, inputSize }: DataSet, slice: Slice): ProjectedData {
  const { origin, e1, e2 } = slice;
  const { g11, g12, g22 } = metric(slice);
  const det = g11 * g22 - g12 * g12;
  const at = new Float64Array(2 * count);
  const distance = new Float64Array(count);
  for (let i = 0, k = 0; i < count; i++) {
    let [a, b, square] = [0, 0, 0];
    for (let j = 0; j < inputSize; j++, k++) {
      const r = (inputs[k] as number) - (origin[j] as number);
      a += r * (e1[j] as number);
      b += r * (e2[j] as number);
      square += r * r;
    }
    const p = (g22 * a - g12 * b) / det;
    const q = (g11 * b - g12 * a) / det;
    at[2 * i] = p;
    at[2 * i + 1] = q;
    distance[i] = Math.sqrt(Math.max(0, square - p * a - q * b));
  }
  return { at, distance };
}
