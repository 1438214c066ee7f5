/** What the pairs of an experiment say about a measure: means within and between classes, with their intervals. */
import { createRandom } from '../math/random';
import { f64, i32 } from '../math/typed';
import { type Interval, meanOf, percentileInterval, resampledMeans } from './bootstrap';

/** A measure within and between classes, each with its bootstrap interval of 99 %. */
export interface Contrast {
  readonly within: Interval;
  readonly between: Interval;
  /** Between / within. */
  readonly ratio: Interval;
  /** Classes × classes, row-major, symmetric: means over the pairs of each two; NaN where there was none. */
  readonly matrix: Float64Array;
}

/** For each pair done, the places of its two classes among so many. */
export interface PairClasses {
  readonly classes: number;
  readonly firsts: Int32Array;
  readonly seconds: Int32Array;
}

/** Values of pairs (NaN: left out) within a class and between two, without those left out. */
export function splitPairs(
  values: Float64Array,
  { firsts, seconds }: PairClasses,
): readonly [within: Float64Array, between: Float64Array] {
  const kind = (same: boolean) => (value: number, pair: number) =>
    !Number.isNaN(value) && (i32(firsts, pair) === i32(seconds, pair)) === same;
  return [values.filter(kind(true)), values.filter(kind(false))];
}

/** One value a pair, NaN where it is left out. The same bits for the same values and seed. */
export function contrastOf(values: Float64Array, pairs: PairClasses, seed: number): Contrast {
  const [within, between] = splitPairs(values, pairs);
  const random = createRandom(seed);
  const [meanWithin, meanBetween] = [meanOf(within), meanOf(between)];
  const fromWithin = resampledMeans(within, random);
  const fromBetween = resampledMeans(between, random);
  const ratios = fromWithin.map((mean, i) => f64(fromBetween, i) / mean);
  return {
    within: percentileInterval(meanWithin, fromWithin),
    between: percentileInterval(meanBetween, fromBetween),
    ratio: percentileInterval(meanBetween / meanWithin, ratios),
    matrix: matrixOf(values, pairs),
  };
}

function matrixOf(values: Float64Array, { classes: n, firsts, seconds }: PairClasses): Float64Array {
  const sums = new Float64Array(n * n);
  const counts = new Float64Array(n * n);
  for (let pair = 0; pair < values.length; pair++) {
    if (Number.isNaN(values[pair])) continue;
    const [i, j] = [i32(firsts, pair), i32(seconds, pair)];
    for (const at of new Set([i * n + j, j * n + i])) {
      sums[at] = f64(sums, at) + f64(values, pair);
      counts[at] = f64(counts, at) + 1;
    }
  }
  return sums.map((sum, at) => sum / f64(counts, at));
}
