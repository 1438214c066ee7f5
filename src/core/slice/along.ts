import { addScaled } from '../math/vectors';
import type { Slice } from './slice';

/** How far along which direction: the index of a direction and a length in R^d. */
export type Shift = readonly [direction: number, length: number];

/** The plane through `origin`, moved by the shifts, along two of the directions (orthonormal ones). */
export function planeAlong(
  origin: Float64Array,
  directions: readonly Float64Array[],
  [i, j]: readonly [number, number],
  shifts: readonly Shift[],
): Slice {
  const moved = origin.slice();
  for (const [k, length] of shifts) addScaled(moved, length, directions[k] as Float64Array);
  return { origin: moved, e1: directions[i] as Float64Array, e2: directions[j] as Float64Array };
}
