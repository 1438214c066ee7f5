import { f64 } from '../math/typed';

/** Neighbouring positions of one kernel place and channel. One record is filled in again for each: they are too many to allocate. */
export interface Stretch {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
  /** From one position of x to the next. */
  readonly stride: number;
  /** In y, from one position to the next where filters are neighbours, else from one filter to the next. */
  readonly step: number;
  readonly filters: number;
  at: number;
  out: number;
  weight: number;
  count: number;
}

/** y[out + i·step + f] += w[f] · x[at + i·stride] for `count` positions i and all filters f. */
export function alongFilters({ x, y, weights, stride, step, filters, at, out, weight, count }: Stretch): void {
  for (let i = 0; i < count; i++) {
    const value = f64(x, at + i * stride);
    if (value === 0) continue;
    const to = out + i * step;
    for (let f = 0; f < filters; f++) y[to + f] = f64(y, to + f) + f64(weights, weight + f) * value;
  }
}

/** The same where positions are neighbours: y[out + f·step + i] += w[f] · x[at + i·stride]. */
export function alongRow({ x, y, weights, stride, step, filters, at, out, weight, count }: Stretch): void {
  for (let f = 0; f < filters; f++) {
    const value = f64(weights, weight + f);
    if (value === 0) continue;
    const to = out + f * step;
    for (let i = 0, from = at; i < count; i++, from += stride) y[to + i] = f64(y, to + i) + value * f64(x, from);
  }
}

/**
 * The same for four channels at once, `channel` apart in x and `filters` in the weights: y is read and written once for
 * them. Sums are in the order of the channels, as if one came after the other.
 */
export function alongFourRows(stretch: Stretch, channel: number, filters: number): void {
  const { x, y, weights, stride, step, at, out, count } = stretch;
  for (let f = 0, w = stretch.weight; f < stretch.filters; f++, w++) {
    const a = f64(weights, w);
    const b = f64(weights, w + filters);
    const c = f64(weights, w + 2 * filters);
    const d = f64(weights, w + 3 * filters);
    const end = out + f * step + count;
    for (let to = out + f * step, from = at; to < end; to++, from += stride)
      y[to] =
        f64(y, to) +
        a * f64(x, from) +
        b * f64(x, from + channel) +
        c * f64(x, from + 2 * channel) +
        d * f64(x, from + 3 * channel);
  }
}
