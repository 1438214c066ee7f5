/** Slices of the store: from what a link says (`SliceSpec`) to a plane in R^d, and anchors moved or exchanged on it. */
import { type Anchors, anchorSlice, type Gauge, gaugeAbout, gaugeOf } from '../core/slice/anchors';
import { pointInInput, projectOnSlice, type Slice } from '../core/slice/slice';
import { MAX_MIX_TERMS } from './limits';
import { anchorFault, anchorPoint } from './slices/anchorPoints';
import { buildPlane, type SliceResult } from './slices/planes';
import type { AnchorSpec, DataSet, Point2, SliceSpec } from './types';

export type { SliceResult } from './slices/planes';
export { anchorPoint };

export type AnchorSliceSpec = Extract<SliceSpec, { kind: 'anchors' }>;

const LETTERS = ['A', 'B', 'C'] as const;

/** What of an anchor slice does not fit the network's inputs or the data, or null. */
export function sliceFault(spec: AnchorSliceSpec, inputSize: number, data: DataSet | null): string | null {
  for (const [k, anchor] of spec.anchors.entries()) {
    const fault = anchorFault(anchor, `anchor ${LETTERS[k]}`, inputSize, data);
    if (fault) return `slice: ${fault}`;
  }
  return null;
}

export const anchorPoints = (spec: AnchorSliceSpec, data: DataSet | null): Anchors => {
  const [a, b, c] = spec.anchors;
  return [anchorPoint(a, data), anchorPoint(b, data), anchorPoint(c, data)];
};

/** The plane of a spec. Fails with a message on what does not fit, and on equal or collinear anchors. */
export function buildSlice(spec: SliceSpec, inputSize: number, data: DataSet | null): SliceResult {
  if (spec.kind !== 'anchors') return buildPlane(spec, inputSize, data);
  const fault = sliceFault(spec, inputSize, data);
  if (fault) return { ok: false, message: fault };
  return anchorSlice(...anchorPoints(spec, data), spec.at, spec.angle, spec.handed);
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
export function mixAt(spec: AnchorSliceSpec, slice: Slice, points: Anchors, to: Point2): AnchorSpec | null {
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
