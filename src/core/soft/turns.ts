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

/**
 * The places z between those of a and b (`length` apart) where the unit's code turns: where its tangents meet if z itself turns
 * (exact at the bend of a hard boundary, a bound where z is concave or convex), and between two thresholds, where a piece in
 * the middle is at its likeliest. Empty where the code only grows or falls.
 */
export function turningPlaces({ thresholds }: PiecewiseLinear, a: UnitAt, b: UnitAt, length: number): number[] {
  const places: number[] = [];
  if (a.rate * b.rate < 0) {
    const at = (b.z - a.z - b.rate * length) / (a.rate - b.rate);
    places.push(at > 0 && at < length ? a.z + a.rate * at : a.z + (a.rate * length) / 2);
  } else if ((b.z - a.z) * (a.rate + b.rate) < 0) {
    // It ends below where it began, but rises at both ends: it turns twice.
    places.push(a.z + (a.rate * length) / 4, b.z - (b.rate * length) / 4);
  }
  for (let r = 0; r + 1 < thresholds.length; r++) {
    const middle = ((thresholds[r] as number) + (thresholds[r + 1] as number)) / 2;
    if (a.z < middle !== b.z < middle) places.push(middle);
  }
  return places;
}

/** ½ Σ_r |p_r − q_r| more by way of z than straight from one code to the other: rows of `from` and `to` at `start`. */
export function detour(
  f: PiecewiseLinear,
  gate: LayerGate,
  z: number,
  from: Float64Array,
  to: Float64Array,
  start: number,
): number {
  const pieces = f.slopes.length;
  const there = new Float64Array(pieces);
  softUnit(f, gate, z, there, 0);
  let sum = 0;
  for (let r = 0; r < pieces; r++) {
    const [p, q, t] = [f64(from, start + r), f64(to, start + r), f64(there, r)];
    sum += Math.abs(t - p) + Math.abs(q - t) - Math.abs(q - p);
  }
  return sum / 2;
}
