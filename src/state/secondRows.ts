/** How far apart the maps of two points on a large network are, by the rows that are computed at both. */
import { euclideanNorm } from '../core/analysis/norms';
import { f64 } from '../core/math/typed';
import type { SecondInput } from './second';
import type { Inspection } from './types';

/** ‖A − A′‖_F of the rows that the inspection has; null until the second input has them all, too. */
export function rowDistance({ map: { A, cols }, mapOutputs = [] }: Inspection, { rows }: SecondInput): number | null {
  if (mapOutputs.length === 0) return null;
  const difference = A.slice();
  for (const [i, output] of mapOutputs.entries()) {
    const row = rows?.get(output);
    if (!row) return null;
    for (let k = 0; k < cols; k++) difference[i * cols + k] = f64(A, i * cols + k) - f64(row, k);
  }
  return euclideanNorm(difference);
}
