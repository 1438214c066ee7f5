/** Where data are looked at first. */
import { square } from '../../core/slice/slice';
import { viewOf } from '../actions/viewActions';
import type { DataSpec } from '../dataTypes';
import type { LoadedScene } from '../scenes';
import type { DataSet, LensState, Point2 } from '../types';
import { givenData } from './built';

export type FirstView = Pick<LensState, 'space' | 'slice' | 'domain' | 'point' | 'viewport' | 'reach'>;

/** The first two inputs, all others 0. */
const FLAT = { space: 0, slice: { kind: 'axes', axes: [0, 1] }, reach: null } as const;

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
  return { ...FLAT, domain, point: [p, q], viewport: viewOf(domain) };
}

function lineView(centre: number, half: number): FirstView {
  const domain: readonly Point2[] = [
    [centre - half, 0],
    [centre + half, 0],
  ];
  return { ...FLAT, domain, point: [centre, 0], viewport: viewOf(domain) };
}

/** How far the farthest point lies from the plane of the first two inputs: so that all are drawn. Two figures. */
function farthest({ inputs, inputSize, count }: DataSet): number | null {
  let most = 0;
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = 2; k < inputSize; k++) sum += (inputs[i * inputSize + k] as number) ** 2;
    most = Math.max(most, sum);
  }
  return most > 0 ? roundUp(Math.sqrt(most)) : null;
}

/** The plane of the first two inputs (the line of one), with all data and a margin in the domain. */
function firstView(spec: DataSpec, data: DataSet): FirstView {
  const inputs = Math.min(2, data.inputSize);
  if (spec.kind !== 'points') return inputs === 1 ? lineView(0, HALF) : planeView([0, 0], HALF);
  const { centre, half } = around(Array.from({ length: inputs }, (_, i) => rangeOf(data, i)));
  if (inputs === 1) return lineView(centre[0] as number, half);
  return { ...planeView(centre, half), reach: farthest(data) };
}

/** Where data are looked at first; the scene's own as the scene opens. */
export function openingView(spec: DataSpec | null, loaded: LoadedScene): FirstView {
  const data = givenData(spec, loaded);
  if (spec && data) return firstView(spec, data);
  const { space, slice, domain, point, viewport, reach } = loaded.initial;
  return { space, slice, domain, point, viewport, reach };
}

/** Data of the same place are looked at where the last ones were. */
export const placeOf = (spec: DataSpec | null | undefined): string | null => {
  if (!spec || spec.kind === 'points') return null;
  return spec.kind === 'formula' && spec.inputSize === 1 ? 'line' : 'square';
};
