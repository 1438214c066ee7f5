/** Signs at the vertices of a face under its own code: where one is wrong, a cut is missing. */
import { f64, i32 } from '../math/typed';
import type { CellComplex } from './complex';
import { type Columns, loopOf } from './outputs';
import { MERGE_TOLERANCE } from './tolerance';

/**
 * A unit may pass its threshold by this much of its largest value in the domain at a vertex before that counts as a
 * violation: vertices are rounded, and cells thinner than the merge tolerance are not cut off.
 */
export const SIGN_TOLERANCE = 16 * MERGE_TOLERANCE;

/** Whether the face's class wins at every vertex of it (always true where no decision was asked for). */
export function keepsWinner(
  complex: CellComplex,
  face: number,
  output: Columns,
  { values: noise, diameter }: { readonly values: Float64Array; readonly diameter: number },
  threshold: number,
): boolean {
  if (!complex.classes) return true;
  const [start, end] = loopOf(complex, face);
  const winner = i32(complex.classes, face);
  const k = output.length / 3;
  // A single output is a race of its value against the threshold.
  const rivals = k === 1 ? 1 : k;
  for (let m = 0; m < rivals; m++) {
    const sign = k === 1 && winner === 0 ? -1 : 1;
    const lead = [0, 1, 2].map((c) =>
      k === 1 ? sign * f64(output, c) : f64(output, c * k + winner) - f64(output, c * k + m),
    ) as [number, number, number];
    const offset = k === 1 ? sign * threshold : 0;
    const slack =
      4 * (f64(noise, m) + f64(noise, k === 1 ? 0 : winner)) +
      SIGN_TOLERANCE * diameter * (Math.abs(lead[0]) + Math.abs(lead[1]));
    for (let i = start; i < end; i++) {
      const v = i32(complex.faceVertices, i);
      const value = lead[0] * f64(complex.vertices, 2 * v) + lead[1] * f64(complex.vertices, 2 * v + 1) + lead[2];
      if (!(value - offset >= -slack)) return false;
    }
  }
  return true;
}
