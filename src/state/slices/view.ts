/** The domain and the viewport that a plane opens with: what holds the data's projection, with a margin. */
import { projectData } from '../../core/slice/projected';
import { projectOnSlice, type Slice } from '../../core/slice/slice';
import { viewOf } from '../actions/viewActions';
import { anchorPoints } from '../slice';
import type { DataSet, LensState, Point2, SliceSpec } from '../types';

export type SliceView = Pick<LensState, 'domain' | 'viewport'>;

/** Share of the extent that is left free on every side. */
const MARGIN = 0.1;

/** The shorter side is at least this share of the longer one. */
const SLENDER = 0.5;

type Range = readonly [lo: number, hi: number];

function rangeOf(values: readonly number[]): Range {
  let [lo, hi] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    lo = Math.min(lo, value);
    hi = Math.max(hi, value);
  }
  return [lo, hi];
}

/** A range widened to at least `least` and by the margin, with ends of two or three figures, so that links stay short. */
function widened([lo, hi]: Range, least: number): Range {
  const half = Math.max((hi - lo) / 2, least / 2) * (1 + 2 * MARGIN);
  const middle = (lo + hi) / 2;
  const step = 10 ** (Math.floor(Math.log10(half)) - 1);
  const short = (x: number): number => Number((x * step).toPrecision(12)) + 0;
  return [short(Math.floor((middle - half) / step)), short(Math.ceil((middle + half) / step))];
}

/** Where points of the slice lie; `fallback` is the extent where they give none. */
function viewAround(points: readonly Point2[], fallback: number, line: boolean): SliceView {
  const p = rangeOf(points.map(([value]) => value));
  const q = rangeOf(points.map(([, value]) => value));
  const largest = Math.max(p[1] - p[0], line ? 0 : q[1] - q[0]);
  const least = largest > 0 ? SLENDER * largest : fallback;
  const [p0, p1] = widened(p, least);
  if (line) return lineView(p0, p1);
  const [q0, q1] = widened(q, least);
  const domain: LensState['domain'] = [
    [p0, q0],
    [p1, q0],
    [p1, q1],
    [p0, q1],
  ];
  return { domain, viewport: viewOf(domain) };
}

function lineView(lo: number, hi: number): SliceView {
  const domain: LensState['domain'] = [
    [lo, 0],
    [hi, 0],
  ];
  return { domain, viewport: viewOf(domain) };
}

function dataPoints(slice: Slice, data: DataSet | null): Point2[] {
  if (!data) return [];
  if (data.inputSize === 1) return Array.from(data.inputs, (x): Point2 => [x, 0]);
  const { at } = projectData(data, slice);
  return Array.from({ length: data.count }, (_, i): Point2 => [at[2 * i] as number, at[2 * i + 1] as number]);
}

/**
 * A domain that holds the point and the data's projection (on a plane through anchors: the anchors), and a viewport that
 * shows it whole. Where they give no extent it is as large as the domain before.
 */
export function fittedView(
  spec: SliceSpec,
  slice: Slice,
  data: DataSet | null,
  point: Point2,
  before: LensState['domain'],
): SliceView {
  const points =
    spec.kind === 'anchors'
      ? anchorPoints(spec, data).map((anchor) => projectOnSlice(slice, anchor))
      : dataPoints(slice, data);
  const extent = Math.max(
    ...[0, 1].map((axis) => {
      const [lo, hi] = rangeOf(before.map((corner) => corner[axis] as number));
      return hi - lo;
    }),
  );
  return viewAround([...points, point], extent || 2, slice.origin.length === 1);
}
