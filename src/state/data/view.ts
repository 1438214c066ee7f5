/** Where data are looked at first. */
import { square } from '../../core/slice/slice';
import { viewOf } from '../actions/viewActions';
import type { DataSpec } from '../dataTypes';
import type { DataSet, LensState, Point2 } from '../types';

export type FirstView = Pick<LensState, 'slice' | 'domain' | 'point' | 'viewport'>;

/** Room around the data, as a share of their extent. */
const MARGIN = 0.1;

/** Generated points lie in about [−1, 1]². */
const HALF = 1.1;

/** Least and largest value of an input. */
function rangeOf({ inputs, inputSize, count }: DataSet, input: number): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const value = inputs[i * inputSize + input] as number;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** Two figures, away from zero: 1.1 × 3.7 is 4.1. */
function roundUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2));
}

/** A centre near `value` that is written with few digits, off by at most a hundredth of `half`. */
function roundNear(value: number, half: number): number {
  const unit = 10 ** (Math.floor(Math.log10(half)) - 1);
  return Number((Math.round(value / unit) * unit).toPrecision(12)) + 0;
}

function around(ranges: readonly (readonly [number, number])[]): { centre: number[]; half: number } {
  const extent = Math.max(...ranges.map(([low, high]) => high - low));
  const half = roundUp((0.5 + MARGIN) * (extent || 2));
  return { centre: ranges.map(([low, high]) => roundNear((low + high) / 2, half)), half };
}

function planeView([p = 0, q = 0]: readonly number[], half: number): FirstView {
  const domain = square(half).map(([x, y]): Point2 => [x + p, y + q]);
  return { slice: { kind: 'axes', axes: [0, 1] }, domain, point: [p, q], viewport: viewOf(domain) };
}

function lineView(centre: number, half: number): FirstView {
  const domain: readonly Point2[] = [
    [centre - half, 0],
    [centre + half, 0],
  ];
  return { slice: { kind: 'axes', axes: [0, 1] }, domain, point: [centre, 0], viewport: viewOf(domain) };
}

/** The plane of the first two inputs (the line of one), with all data and a margin in the domain. */
export function firstView(spec: DataSpec, data: DataSet): FirstView {
  const inputs = Math.min(2, data.inputSize);
  if (spec.kind !== 'points') return inputs === 1 ? lineView(0, HALF) : planeView([0, 0], HALF);
  const { centre, half } = around(Array.from({ length: inputs }, (_, i) => rangeOf(data, i)));
  return inputs === 1 ? lineView(centre[0] as number, half) : planeView(centre, half);
}

/** Data of the same place are looked at where the last ones were. */
export const placeOf = (spec: DataSpec | null | undefined): string | null => {
  if (!spec || spec.kind === 'points') return null;
  return spec.kind === 'formula' && spec.inputSize === 1 ? 'line' : 'square';
};
