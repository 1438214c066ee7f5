/** The boundary of a unit of layer 1 as a line of a slice, and back: with two inputs a line says all of a unit's weights. */
import { piecewiseLinear } from '../network/activation';
import type { Network } from '../network/network';
import { pointInInput, type Slice, type SlicePoint } from './slice';

/** The line { normal·(p, q) + offset = 0 } in slice coordinates. On the side that the normal points to, z is larger. */
export interface UnitLine {
  readonly normal: SlicePoint;
  readonly offset: number;
}

/** Incoming weights and bias of a unit. */
export interface UnitValues {
  readonly weights: readonly [number, number];
  readonly bias: number;
}

/** The threshold that stands for a unit's boundary: the one nearest to 0, of two as near the lower. */
const threshold = (network: Network): number | undefined => {
  const { thresholds } = piecewiseLinear((network.layers[0] as Network['layers'][number]).activation);
  return [...thresholds].sort((a, b) => Math.abs(a) - Math.abs(b))[0];
};

/**
 * The line of unit `unit` (from 0) of layer 1, z = threshold, for a network with two inputs. Null where there is none:
 * other numbers of inputs, no such unit, an activation without a threshold, weights of 0.
 */
export function unitLine(network: Network, slice: Slice, unit: number): UnitLine | null {
  const layer = network.layers[0];
  const level = threshold(network);
  if (layer?.kind !== 'dense' || network.inputSize !== 2 || slice.origin.length !== 2) return null;
  if (unit >= layer.outputSize || level === undefined) return null;
  const [w1, w2] = layer.weights.subarray(2 * unit) as unknown as [number, number];
  const along = (axis: Float64Array): number => w1 * (axis[0] as number) + w2 * (axis[1] as number);
  const normal: SlicePoint = [along(slice.e1), along(slice.e2)];
  if (normal[0] === 0 && normal[1] === 0) return null;
  return { normal, offset: along(slice.origin) + (layer.bias[unit] as number) - level };
}

/** The point of a line that is nearest to `point` in slice coordinates. */
export function footOn({ normal: [a, b], offset }: UnitLine, [p, q]: SlicePoint): SlicePoint {
  const t = (a * p + b * q + offset) / (a * a + b * b);
  return [p - t * a, q - t * b];
}

/** A vector of the length of `normal` that is perpendicular to `direction`: the normal of the line along it. */
export function normalAlong([dp, dq]: SlicePoint, length: number): SlicePoint {
  const scale = length / Math.sqrt(dp * dp + dq * dq);
  return [dq * scale, -dp * scale];
}

/**
 * Weights and bias, as float32, of the unit of layer 1 whose line passes through `through` with the given normal (in
 * slice coordinates, not 0). Weights are rounded first and the bias then makes up for it, so that the line misses the
 * point by a rounding of the bias alone. The slice's axes must be independent.
 */
export function unitThrough(network: Network, slice: Slice, normal: SlicePoint, through: SlicePoint): UnitValues {
  const [a1, a2] = slice.e1 as unknown as [number, number];
  const [b1, b2] = slice.e2 as unknown as [number, number];
  const det = a1 * b2 - a2 * b1;
  const w1 = Math.fround((normal[0] * b2 - normal[1] * a2) / det);
  const w2 = Math.fround((normal[1] * a1 - normal[0] * b1) / det);
  const [x1, x2] = pointInInput(slice, through) as unknown as [number, number];
  return { weights: [w1, w2], bias: Math.fround((threshold(network) ?? 0) - w1 * x1 - w2 * x2) };
}
