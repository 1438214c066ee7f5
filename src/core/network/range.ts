import type { PiecewiseLinear } from './activation';

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
