/** Pre-activations of a layer as bars from zero, in two paths: what is drawn, and in which order. */
import type { GatedLayer } from '../../../core/network';

/** The layer's units in the order of their bars: as they are, or from the largest z to the smallest. */
export function barOrder(values: ArrayLike<number>, sorted: boolean): number[] {
  const order = Array.from(values, (_, unit) => unit);
  return sorted ? order.sort((i, j) => (values[j] as number) - (values[i] as number) || i - j) : order;
}

/** Largest |z| of the layer; 1 where all are 0. */
export function largestOf(values: ArrayLike<number>): number {
  let top = 0;
  for (let i = 0; i < values.length; i++) top = Math.max(top, Math.abs(values[i] as number));
  return top || 1;
}

export interface BarPaths {
  readonly positive: string;
  readonly negative: string;
}

const WIDTH = 0.8;
const INSET = (1 - WIDTH) / 2;
const short = (value: number): number => Math.round(value * 1e3) / 1e3;

/**
 * SVG paths in a box of one unit of width a bar and 2 of height, zero in its middle; a bar of ±`top` fills its half. A value
 * that is not 0 can be seen however small it is.
 */
export function barPaths(values: ArrayLike<number>, order: readonly number[], top: number): BarPaths {
  const parts: { positive: string[]; negative: string[] } = { positive: [], negative: [] };
  order.forEach((unit, place) => {
    const value = values[unit] as number;
    if (value === 0 || Number.isNaN(value)) return;
    const height = short(Math.sign(value) * Math.min(1, Math.max(0.03, Math.abs(value) / top)));
    parts[value > 0 ? 'positive' : 'negative'].push(`M${short(place + INSET)} 1v${-height}h${WIDTH}v${height}z`);
  });
  return { positive: parts.positive.join(''), negative: parts.negative.join('') };
}

/** Lines at thresholds other than zero, where the box reaches them. */
export function thresholdPath({ activation, size }: GatedLayer, top: number): string {
  return activation.thresholds
    .filter((threshold) => threshold !== 0 && Math.abs(threshold) <= top)
    .map((threshold) => `M0 ${short(1 - threshold / top)}h${size}`)
    .join('');
}
