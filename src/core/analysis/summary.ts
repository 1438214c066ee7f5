import { log } from '../math/elementary';
import { f64 } from '../math/typed';

/** What a list of numbers is like. Of none, `count` is 0 and the rest NaN. */
export interface Summary {
  readonly count: number;
  readonly min: number;
  /** Mean of the middle two when their number is even. */
  readonly median: number;
  readonly max: number;
  readonly mean: number;
}

/** Sums up the numbers that are finite; NaN (the bend of a border edge) and infinities are left out. Cost: a sort. */
export function summarise(values: ArrayLike<number>): Summary {
  const sorted = finite(values).sort();
  const count = sorted.length;
  if (count === 0) return { count, min: Number.NaN, median: Number.NaN, max: Number.NaN, mean: Number.NaN };
  const middle = count >> 1;
  const upper = f64(sorted, middle);
  const lower = f64(sorted, count % 2 === 1 ? middle : middle - 1);
  const [min, max] = [f64(sorted, 0), f64(sorted, count - 1)];
  // Shares are summed, so that a sum of huge numbers does not overflow; rounding does not take the mean out of [min, max].
  let mean = 0;
  for (let i = 0; i < count; i++) mean += f64(sorted, i) / count;
  return { count, min, median: lower + (upper - lower) / 2, max, mean: Math.min(max, Math.max(min, mean)) };
}

function finite(values: ArrayLike<number>): Float64Array {
  const all = Float64Array.from(values);
  return all.filter(Number.isFinite);
}

/** Counts of numbers in equal bins: bin i is [edges[i], edges[i + 1]), the last one closed. */
export interface Histogram {
  readonly edges: Float64Array;
  readonly counts: Uint32Array;
  /** Numbers in no bin: those that have no logarithm. */
  readonly leftOut: number;
}

/**
 * Histogram of log10 of the values in bins of 1/perDecade, whose edges are multiples of that and reach from the smallest
 * value to the largest. Values that are not positive and finite are left out and counted.
 */
export function logHistogram(values: ArrayLike<number>, perDecade = 4): Histogram {
  const positive = finite(values).filter((value) => value > 0);
  const positions = positive.map((value) => (log(value) / Math.LN10) * perDecade);
  const leftOut = values.length - positive.length;
  if (positions.length === 0) return { edges: new Float64Array(0), counts: new Uint32Array(0), leftOut };
  const low = Math.floor(positions.reduce((least, at) => Math.min(least, at), Infinity));
  const high = Math.ceil(positions.reduce((most, at) => Math.max(most, at), -Infinity));
  const bins = Math.max(1, high - low);
  const counts = new Uint32Array(bins);
  for (const at of positions) {
    const bin = Math.min(bins - 1, Math.floor(at) - low);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { edges: Float64Array.from({ length: bins + 1 }, (_, i) => (low + i) / perDecade), counts, leftOut };
}

/** How often each whole number from 0 to the largest occurs. Throws a RangeError on what is no such number. */
export function occurrences(values: ArrayLike<number>): Uint32Array {
  const whole = Array.from(values);
  const bad = whole.find((value) => !(Number.isInteger(value) && value >= 0));
  if (bad !== undefined) throw new RangeError(`invalid count: ${bad}`);
  const counts = new Uint32Array(whole.reduce((most, value) => Math.max(most, value + 1), 0));
  for (const value of whole) counts[value] = (counts[value] as number) + 1;
  return counts;
}
