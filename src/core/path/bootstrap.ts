import type { Random } from '../math/random';
import { f64, i32 } from '../math/typed';

/** An estimate and the ends of its interval. NaN where there is nothing to estimate from. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Level of every interval here. */
export const BOOTSTRAP_LEVEL = 0.99;

/** Samples drawn anew for an interval: ten lie beyond each end. */
export const RESAMPLES = 2000;

/** Means of `RESAMPLES` samples drawn with replacement from the values, each of the same size. Empty of none. */
export function resampledMeans(values: Float64Array, random: Random): Float64Array {
  const n = values.length;
  if (n === 0) return new Float64Array(0);
  const drawn = new Int32Array(n);
  return new Float64Array(RESAMPLES).map(() => {
    for (let i = 0; i < n; i++) drawn[i] = random.below(n);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += f64(values, i32(drawn, i));
    return sum / n;
  });
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += f64(values, i);
  return sum / values.length;
}

/**
 * Percentile interval: the estimate, and what leaves (1 − BOOTSTRAP_LEVEL)/2 of the resampled estimates on either side (Efron
 * & Tibshirani, "An Introduction to the Bootstrap", §13.3). Resamples that are NaN count for nothing.
 */
export function percentileInterval(mean: number, resampled: Float64Array): Interval {
  const sorted = resampled.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return { mean, low: Number.NaN, high: Number.NaN };
  const outside = Math.floor(((1 - BOOTSTRAP_LEVEL) / 2) * sorted.length + 1e-9);
  return { mean, low: f64(sorted, outside), high: f64(sorted, sorted.length - 1 - outside) };
}

/** Mean of values with its interval. */
export const bootstrapMean = (values: Float64Array, random: Random): Interval =>
  percentileInterval(meanOf(values), resampledMeans(values, random));
