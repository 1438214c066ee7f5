import { f64 } from '../math/typed';
import { addScaled, allZero } from './many';

/** Neighbouring positions of one kernel place and channel. One record is filled in again for each: they are too many to allocate. */
export interface Stretch {
  readonly wide: Float64Array;
  readonly narrow: Float64Array;
  readonly weights: Float64Array;
  /** From one position to the next on either side. */
  readonly wideStep: number;
  readonly narrowStep: number;
  /** On the narrow side, from one filter to the next. */
  readonly filterStep: number;
  readonly filters: number;
  wideAt: number;
  narrowAt: number;
  /** Place of the first filter's weight. */
  weight: number;
  count: number;
}

/** narrow += w · wide at `count` positions, for filters that are neighbours. */
export function alongFilters(stretch: Stretch): void {
  const { wide, narrow, weights, wideStep, narrowStep, filters, wideAt, narrowAt, weight, count } = stretch;
  for (let i = 0; i < count; i++) {
    const value = f64(wide, wideAt + i * wideStep);
    if (value === 0) continue;
    const to = narrowAt + i * narrowStep;
    for (let f = 0; f < filters; f++) narrow[to + f] = f64(narrow, to + f) + f64(weights, weight + f) * value;
  }
}

/** The same where positions are neighbours. */
export function alongRow(stretch: Stretch): void {
  const { wide, narrow, weights, wideStep, filterStep, filters, wideAt, narrowAt, weight, count } = stretch;
  for (let f = 0; f < filters; f++) {
    const value = f64(weights, weight + f);
    if (value === 0) continue;
    const to = narrowAt + f * filterStep;
    for (let i = 0, from = wideAt; i < count; i++, from += wideStep)
      narrow[to + i] = f64(narrow, to + i) + value * f64(wide, from);
  }
}

/**
 * The same for four channels at once, `channel` apart in wide and `filters` in the weights: narrow is read and written once
 * for them. Sums are in the order of the channels, as if one came after the other.
 */
export function alongFourRows(stretch: Stretch, channel: number, filters: number): void {
  const { wide, narrow, weights, wideStep, filterStep, wideAt, narrowAt, count } = stretch;
  for (let f = 0, w = stretch.weight; f < stretch.filters; f++, w++) {
    const a = f64(weights, w);
    const b = f64(weights, w + filters);
    const c = f64(weights, w + 2 * filters);
    const d = f64(weights, w + 3 * filters);
    const end = narrowAt + f * filterStep + count;
    for (let to = narrowAt + f * filterStep, from = wideAt; to < end; to++, from += wideStep)
      narrow[to] =
        f64(narrow, to) +
        a * f64(wide, from) +
        b * f64(wide, from + channel) +
        c * f64(wide, from + 2 * channel) +
        d * f64(wide, from + 3 * channel);
  }
}

/** narrow += w · wide for `columns` vectors side by side. What is 0 in all of them costs nothing. */
export const gatherMany = (columns: number) => (stretch: Stretch) => {
  const { wide, narrow, weights, wideStep, narrowStep, filterStep, filters, weight, count } = stretch;
  for (let i = 0; i < count; i++) {
    const from = (stretch.wideAt + i * wideStep) * columns;
    if (allZero(wide, from, columns)) continue;
    let to = (stretch.narrowAt + i * narrowStep) * columns;
    for (let f = 0; f < filters; f++, to += filterStep * columns)
      addScaled(f64(weights, weight + f), wide, from, narrow, to, columns);
  }
};
