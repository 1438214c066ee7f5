import { type PiecewiseLinear, piecewiseLinear } from './activation';
import { isHeld, layerPieces } from './held';
import type { Layer } from './network';

/** Least and largest value that an activation takes; ±Infinity where it has none. ReLU: [0, ∞); hard tanh: [−1, 1]. */
export function activationRange({ slopes, offsets, thresholds }: PiecewiseLinear): readonly [number, number] {
  const last = slopes.length - 1;
  const values = thresholds.map((t, r) => (slopes[r] as number) * t + (offsets[r] as number));
  // The ends of the line: a slope goes on for ever, a flat piece keeps its value.
  const end = (piece: number, sign: 1 | -1): number => {
    const slope = slopes[piece] as number;
    return slope === 0 ? (offsets[piece] as number) : sign * slope * Number.POSITIVE_INFINITY;
  };
  const all = [...values, end(0, -1), end(last, 1)];
  return [Math.min(...all), Math.max(...all)];
}

/** The same for one unit of a layer: one that is clamped takes the values of the piece it is held on. */
export function unitRange(layer: Layer, unit: number): readonly [number, number] {
  if (!isHeld(layer.held, unit)) return activationRange(piecewiseLinear(layer.activation));
  const piece = layer.held?.[unit] as number;
  const { slopes, offsets } = layerPieces(layer);
  const constant = offsets[piece] as number;
  return slopes[piece] === 0 ? [constant, constant] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}
