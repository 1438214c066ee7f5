/** How much the soft codes between two places of a line may turn back, from what is known at the two. */
import { f64 } from '../math/typed';
import type { PiecewiseLinear } from '../network/activation';
import type { LayerGate } from './gate';
import { softUnit } from './unit';

/** A unit at one place of the line. */
export interface UnitAt {
  readonly z: number;
  /** dz/ds along the line. */
  readonly rate: number;
}

/** Values of z that the unit passes between two places, in their order. */
export type Way = readonly number[];

/**
 * The ways between a and b (`length` apart) on which the unit's code turns: where its tangents meet if z itself turns (exact at
 * the bend of a hard boundary, a bound where z is concave or convex); the two places where the cubic through both, with their
 * tangents, turns there and back; and between two thresholds, where a piece in the middle is at its likeliest. Empty where the
 * code only grows or falls, as far as the tangents tell.
 */
export function turningWays({ thresholds }: PiecewiseLinear, a: UnitAt, b: UnitAt, length: number): Way[] {
  const ways: Way[] = [];
  if (a.rate * b.rate < 0) {
    const at = (b.z - a.z - b.rate * length) / (a.rate - b.rate);
    ways.push([at > 0 && at < length ? a.z + a.rate * at : a.z + (a.rate * length) / 2]);
  } else {
    const there = thereAndBack(a, b, length);
    if (there) ways.push(there);
  }
  for (let r = 0; r + 1 < thresholds.length; r++) {
    const middle = ((thresholds[r] as number) + (thresholds[r + 1] as number)) / 2;
    if (a.z < middle !== b.z < middle) ways.push([middle]);
  }
  return ways;
}

/** Where the cubic of two values and two slopes of one sign turns twice between them, its values there; null where it does not. */
function thereAndBack(a: UnitAt, b: UnitAt, length: number): Way | null {
  const [first, last, rise] = [a.rate * length, b.rate * length, b.z - a.z];
  // Its derivative is p s² + q s + first, s from 0 to 1.
  const p = 3 * (first + last) - 6 * rise;
  const q = 6 * rise - 4 * first - 2 * last;
  const root = Math.sqrt(q * q - 4 * p * first);
  if (!(root > 0) || p === 0) return null;
  const places = [(-q - root) / (2 * p), (-q + root) / (2 * p)].sort((s, t) => s - t);
  if (!places.every((s) => s > 0 && s < 1)) return null;
  return places.map((s) => a.z + s * (first + s * (q / 2 + (s * p) / 3)));
}

/** ½ Σ_r |p_r − q_r| more on a way than straight from one code to the other: rows of `from` and `to` at `start`. */
export function detour(
  f: PiecewiseLinear,
  gate: LayerGate,
  way: Way,
  from: Float64Array,
  to: Float64Array,
  start: number,
): number {
  const pieces = f.slopes.length;
  let before = from.subarray(start, start + pieces);
  const end = to.subarray(start, start + pieces);
  let sum = -distance(before, end);
  for (const z of way) {
    const there = new Float64Array(pieces);
    softUnit(f, gate, z, there, 0);
    sum += distance(before, there);
    before = there;
  }
  return (sum + distance(before, end)) / 2;
}

function distance(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < p.length; r++) sum += Math.abs(f64(p, r) - f64(q, r));
  return sum;
}
