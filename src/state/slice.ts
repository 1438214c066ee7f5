/** Slices of the store: from what a link says (`SliceSpec`) to a plane in R^d, and anchors moved or exchanged on it. */
import { type Anchors, anchorSlice, type Gauge, gaugeAbout, gaugeOf } from '../core/slice/anchors';
import { axisSlice, pointInInput, projectOnSlice, type Slice } from '../core/slice/slice';
import { MAX_MIX_TERMS } from './limits';
import type { AnchorSpec, DataSet, Point2, SliceSpec } from './types';

export type SliceResult =
  | { readonly ok: true; readonly slice: Slice }
  | { readonly ok: false; readonly message: string };

type AnchorSliceSpec = Extract<SliceSpec, { kind: 'anchors' }>;

const LETTERS = ['A', 'B', 'C'] as const;

/** What of a slice does not fit the network's inputs or the data, or null. */
export function sliceFault(spec: SliceSpec, inputSize: number, data: DataSet | null): string | null {
  if (spec.kind === 'axes') {
    const [i, j] = spec.axes;
    if (inputSize === 1) return i === 0 ? null : `slice: input ${i} does not exist, the network has one input (0)`;
    const missing = spec.axes.find((axis) => axis >= inputSize);
    if (missing !== undefined) return `slice: input ${missing} does not exist, the network has ${inputSize} (from 0)`;
    return i === j ? `slice: the two axes are both input ${i}` : null;
  }
  for (const [k, anchor] of spec.anchors.entries()) {
    if (anchor.kind === 'input' && anchor.values.length !== inputSize)
      return `slice: anchor ${LETTERS[k]} has ${anchor.values.length} values, the network takes ${inputSize}`;
    if (anchor.kind !== 'mix') continue;
    if (!data) return `slice: anchor ${LETTERS[k]} names a data point, but there are no data`;
    const missing = anchor.terms.find(([index]) => index >= data.count);
    if (missing) return `slice: anchor ${LETTERS[k]} names data point ${missing[0]} of ${data.count} (from 0)`;
  }
  return null;
}

/** The point of R^d that an anchor stands for; it must fit the data (`sliceFault`). */
export function anchorPoint(anchor: AnchorSpec, data: DataSet | null): Float64Array {
  if (anchor.kind === 'input' || !data) return Float64Array.from(anchor.kind === 'input' ? anchor.values : []);
  const point = new Float64Array(data.inputSize);
  for (const [index, weight] of anchor.terms)
    for (let i = 0; i < point.length; i++)
      point[i] = (point[i] as number) + weight * (data.inputs[index * data.inputSize + i] as number);
  return point;
}

export const anchorPoints = (spec: AnchorSliceSpec, data: DataSet | null): Anchors => {
  const [a, b, c] = spec.anchors;
  return [anchorPoint(a, data), anchorPoint(b, data), anchorPoint(c, data)];
};

/** The plane of a spec. Fails with a message on what does not fit, and on equal or collinear anchors. */
export function buildSlice(spec: SliceSpec, inputSize: number, data: DataSet | null): SliceResult {
  const fault = sliceFault(spec, inputSize, data);
  if (fault) return { ok: false, message: fault };
  if (spec.kind === 'anchors') return anchorSlice(...anchorPoints(spec, data), spec.at, spec.angle, spec.handed);
  if (inputSize > 1) return { ok: true, slice: axisSlice(inputSize, ...spec.axes) };
  // One input: the line itself. The second axis is 0, so that q has no effect.
  return { ok: true, slice: { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) } };
}

const withGauge = (anchors: AnchorSliceSpec['anchors'], gauge: Gauge): AnchorSliceSpec => ({
  kind: 'anchors',
  anchors,
  at: [gauge.at[0] + 0, gauge.at[1] + 0],
  angle: gauge.angle + 0,
  handed: gauge.handed,
});

const replaceAnchor = (spec: AnchorSliceSpec, index: 0 | 1 | 2, anchor: AnchorSpec): AnchorSliceSpec['anchors'] => {
  const [a, b, c] = spec.anchors;
  if (index === 0) return [anchor, b, c];
  return index === 1 ? [a, anchor, c] : [a, b, anchor];
};

/** Another anchor in place of one; the other two stay where they are in the picture of `slice`. */
export function exchangeAnchor(
  spec: AnchorSliceSpec,
  slice: Slice,
  index: 0 | 1 | 2,
  anchor: AnchorSpec,
  data: DataSet | null,
): AnchorSliceSpec {
  const anchors = replaceAnchor(spec, index, anchor);
  const points = anchorPoints({ ...spec, anchors }, data);
  return withGauge(anchors, gaugeAbout(slice, points, index, spec.handed));
}

/** An anchor moved inside the plane to slice coordinates `to`; the picture of `slice` stays where it is. */
export function moveAnchorInside(
  spec: AnchorSliceSpec,
  slice: Slice,
  index: 0 | 1 | 2,
  to: Point2,
  data: DataSet | null,
): AnchorSliceSpec {
  const old = anchorPoints(spec, data);
  const anchor = mixAt(spec, slice, old, to) ?? {
    kind: 'input',
    values: Array.from(pointInInput(slice, to), (v) => v + 0),
  };
  const anchors = replaceAnchor(spec, index, anchor);
  return withGauge(anchors, gaugeOf(slice, ...anchorPoints({ ...spec, anchors }, data)));
}

/** The point `to` as a mix of the data points behind the three anchors; null when an anchor is no mix or it grows long. */
function mixAt(spec: AnchorSliceSpec, slice: Slice, points: Anchors, to: Point2): AnchorSpec | null {
  const [[ap, aq], [bp, bq], [cp, cq]] = points.map((point) => projectOnSlice(slice, point)) as [
    Point2,
    Point2,
    Point2,
  ];
  const area = (bp - ap) * (cq - aq) - (bq - aq) * (cp - ap);
  const s = ((to[0] - ap) * (cq - aq) - (to[1] - aq) * (cp - ap)) / area;
  const t = ((bp - ap) * (to[1] - aq) - (bq - aq) * (to[0] - ap)) / area;
  const shares = [1 - s - t, s, t];
  const terms = new Map<number, number>();
  for (const [k, anchor] of spec.anchors.entries()) {
    if (anchor.kind !== 'mix') return null;
    for (const [index, weight] of anchor.terms)
      terms.set(index, (terms.get(index) ?? 0) + (shares[k] as number) * weight);
  }
  const kept = [...terms].filter(([, weight]) => weight !== 0);
  const usable = kept.length > 0 && kept.length <= MAX_MIX_TERMS && kept.every(([, weight]) => Number.isFinite(weight));
  return usable ? { kind: 'mix', terms: kept } : null;
}
