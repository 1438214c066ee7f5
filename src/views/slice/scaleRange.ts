/** Ends and ticks of a scale of values: linear, whole numbers, or logarithmic. */
import { ticks } from 'd3';
import { formatCount, formatNumber } from '../../ui/format';
import { niceCeiling } from './colours';

/** A mark on the scale: `at` in [0, 1]. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** From a value to its place in [0, 1] (clamped), and what stands beside it. */
export interface ScaleRange {
  readonly place: (value: number) => number;
  readonly ticks: readonly Tick[];
}

const clamp = (t: number): number => Math.min(1, Math.max(0, t || 0));

/** Two significant figures without trailing zeros: 0.5, 0.001, 1e−6, 20. */
export function shortNumber(value: number): string {
  const text = formatNumber(value, 2);
  return text.includes('.') ? text.replace(/\.?0+(?=e|$)/, '') : text;
}

/**
 * The values below which a share of the weight lies, one for each of `shares` (rising). Values that are not finite are
 * left out; NaN where none is. Cost: a sort.
 */
export function weightedQuantiles(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  shares: readonly number[],
): readonly number[] {
  const order: number[] = [];
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    order.push(i);
    total += weights[i] as number;
  }
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  let at = 0;
  let below = 0;
  return shares.map((share) => {
    while (at < order.length - 1 && below + (weights[order[at] as number] as number) <= share * total)
      below += weights[order[at++] as number] as number;
    return order.length > 0 ? (values[order[at] as number] as number) : Number.NaN;
  });
}

/** Least and largest of the finite values; [0, 1] of none. */
export function extentOf(values: ArrayLike<number>): readonly [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least <= most ? [least, most] : [0, 1];
}

/** From `from` to `to`, marked at both ends and between. */
export function linearRange(from: number, to: number, text: (value: number) => string = shortNumber): ScaleRange {
  const length = to - from || 1;
  const marks = [from, (from + to) / 2, to];
  return {
    place: (value) => clamp((value - from) / length),
    ticks: marks.map((value) => ({ at: (value - from) / length, text: text(value) })),
  };
}

/**
 * Around values that lie close together, from below `least` to above `most` (larger), but not beyond `possible`, with as many
 * figures as tell the ends apart.
 */
export function narrowRange(least: number, most: number, possible = Infinity): ScaleRange {
  const power = Math.floor(Math.log10(most - least));
  const step = 10 ** power;
  const places = Math.max(0, 1 - power);
  const end = Math.min(possible, Math.ceil(most / step) * step);
  return linearRange(Math.floor(least / step) * step, end, (value) => value.toFixed(places));
}

/** Whole numbers from `from` to `to`, which end the scale; round ones between. */
export function countRange(from: number, to: number): ScaleRange {
  const length = Math.max(1, to - from);
  const between = ticks(from, to, 4).filter(
    (value) => Number.isInteger(value) && value - from > length / 6 && to - value > length / 6,
  );
  const marks = [...new Set([from, ...between, to])];
  return {
    place: (value) => clamp((value - from) / length),
    ticks: marks.map((value) => ({ at: (value - from) / length, text: formatCount(value) })),
  };
}

/** ±limit about zero. */
export function divergingRange(limit: number): ScaleRange {
  return linearRange(-limit, limit);
}

const LADDER = [1, 2, 5] as const;
const ENDS = [1, 1.5, 2, 3, 4, 5, 7, 10] as const;

/** The nearest round number (see ENDS, × 10^n) on one side of a positive one. */
function rung(value: number, up: boolean): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const rungs = ENDS.map((step) => step * power);
  const near = rungs.find((step) => step >= value * (1 - 1e-9)) ?? 10 * power;
  if (up || Math.abs(near - value) <= 1e-9 * value) return near;
  return rungs.filter((step) => step <= value).at(-1) ?? power;
}

/** A label takes about this share of the scale. */
const LABEL = 0.2;

/** Some marks on [from, to], its ends among them: powers of ten, or 1, 2, 5 of each where these are few. */
function logMarks(from: number, to: number): readonly number[] {
  const decades = Math.log10(to / from);
  const first = Math.floor(Math.log10(from) + 1e-9);
  const powers = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => Number(`1e${first + i}`));
  const share = (value: number): number => Math.log10(value / from) / decades;
  const inside = (value: number): boolean => share(value) > LABEL && share(value) < 1 - LABEL;
  const between = powers.filter(inside);
  if (between.length > 3) {
    const every = Math.ceil(between.length / 3);
    return [from, ...between.filter((_, i) => i % every === every >> 1), to];
  }
  if (between.length > 1) return [from, ...between, to];
  const fine = powers.flatMap((power) => LADDER.map((step) => step * power)).filter(inside);
  return [from, ...(fine.length <= 3 ? fine : between), to];
}

/**
 * Logarithmic from `from` to `to` (both positive, widened to round numbers). `below`, `above`: values beyond the ends
 * occur, so that the end colours stand for them, too.
 */
export function logRange(from: number, to: number, below: boolean, above: boolean): ScaleRange {
  let [low, high] = [rung(from, false), rung(Math.max(to, from), true)];
  if (high <= low * (1 + 1e-9)) [low, high] = [low / 2, high * 2];
  const length = Math.log(high / low);
  const at = (value: number): number => Math.log(value / low) / length;
  return {
    place: (value) => (value > 0 ? clamp(at(value)) : 0),
    ticks: logMarks(low, high).map((value) => {
      const ends = `${below && value <= low * (1 + 1e-9) ? '≤' : ''}${above && value >= high * (1 - 1e-9) ? '≥' : ''}`;
      return { at: clamp(at(value)), text: `${ends}${shortNumber(value)}` };
    }),
  };
}

/** Where a count that follows the pointer ends its scale: a round number, so that the legend seldom changes. */
export const roundedCount = (most: number): number => Math.max(5, Math.ceil(niceCeiling(most)));
