/** What a plane of another kind begins as, and how an input that is typed or painted comes to lie in the slice. */
import { pointInInput, projectOnSlice, type Slice } from '../../core/slice/slice';
import { MAX_VALUES } from '../limits';
import { type AnchorSliceSpec, exchangeAnchor } from '../slice';
import type { AnchorSpec, DataSet, LensState, LensStore, Offset, Point2, SliceKind, SliceSpec } from '../types';
import { anchorPoint } from './anchorPoints';
import { varyingInputs } from './dataFacts';
import { type AxesSpec, basePoint } from './planes';
import { firstAnchors, writtenOut } from './points';

/** What a space offers to begin with: its number of inputs, its data, the selected input in it. */
export interface Start {
  readonly inputSize: number;
  readonly data: DataSet | null;
  readonly x: Float64Array;
  /** The anchors of the scene's own slice, where they are data points. */
  readonly sceneAnchors: AnchorSliceSpec | null;
}

/** Two axes through a point. With two inputs or one there is nothing besides the axes. */
export function axesThrough(axes: AxesSpec['axes'], through: AnchorSpec | null, inputSize: number): AxesSpec {
  return inputSize > 2 && through ? { kind: 'axes', axes, through } : { kind: 'axes', axes };
}

/** The scene's anchors where they are data points, which every space has. */
export function sceneAnchors({ slice }: Pick<LensState, 'slice'>, data: DataSet | null): AnchorSliceSpec | null {
  if (slice.kind !== 'anchors' || !data) return null;
  return slice.anchors.every((anchor) => anchor.kind === 'mix') ? slice : null;
}

/** The spec that a kind begins with; null when the data or the point allow none (anchors on one line). */
export function firstSpec(kind: SliceKind, start: Start, through: AnchorSpec | null): SliceSpec | null {
  const { inputSize, data, x } = start;
  switch (kind) {
    case 'axes':
      return axesThrough(inputSize === 1 ? [0, 1] : varyingInputs(data), through, inputSize);
    case 'random':
      return { kind: 'random', seed: 1, offsets: [] };
    case 'principal':
      return { kind: 'principal', components: [0, 1], offsets: [] };
    case 'anchors':
      return start.sceneAnchors ?? firstAnchors(x, data);
  }
}

/** The kind that a space opens with. */
export const firstKind = (inputSize: number, data: DataSet | null): SliceKind =>
  data && inputSize > 1 ? 'principal' : 'axes';

/** An axes slice that goes through x: what differs from its base is listed, or x is written out where that is much. */
function axesAt(spec: AxesSpec, x: Float64Array, input: AnchorSpec, data: DataSet | null): AxesSpec {
  const { axes } = spec;
  if (input.kind === 'mix') return axesThrough(axes, input, x.length);
  const { values: _, ...plain } = spec;
  const base = basePoint(plain, x.length, data);
  const values: Offset[] = [];
  x.forEach((value, k) => {
    if (!axes.includes(k) && value !== base[k]) values.push([k, value + 0]);
  });
  if (values.length === 0) return plain;
  return values.length <= MAX_VALUES ? { ...plain, values } : axesThrough(axes, input, x.length);
}

/** Two other axes through the selected input: what was an axis keeps the point's value. */
export function turnedAxes({ lens, session }: LensStore, axes: AxesSpec['axes']): AxesSpec {
  const x = pointInInput(session.slice, lens.point);
  const through = lens.slice.kind === 'axes' ? lens.slice.through : undefined;
  return axesAt({ kind: 'axes', axes, ...(through ? { through } : {}) }, x, writtenOut(x), session.data);
}

/** A plane and the point of it that stands for an input; `refit`: its domain has to be found anew. */
export interface Placed {
  readonly slice: SliceSpec;
  readonly point: (slice: Slice) => Point2;
  readonly refit: boolean;
}

/**
 * The plane that an input lies in: the same kind where it can hold it (axes, anchors), else through anchors. Null when
 * there are no other two anchors to be had.
 */
export function placeInput(store: LensStore, input: AnchorSpec, scene: AnchorSliceSpec | null): Placed | null {
  const { lens, session } = store;
  const { data } = session;
  const x = anchorPoint(input, data);
  if (lens.slice.kind === 'axes') {
    const [i, j] = lens.slice.axes;
    const point: Point2 = [x[i] ?? 0, x.length > 1 ? (x[j] ?? 0) : 0];
    return { slice: axesAt(lens.slice, x, input, data), point: () => point, refit: false };
  }
  const anchors = lens.slice.kind === 'anchors' ? lens.slice : (scene ?? firstAnchors(x, data));
  if (!anchors) return null;
  const kept = lens.slice.kind === 'anchors';
  const slice = kept
    ? exchangeAnchor(anchors, session.slice, 0, input, data)
    : { ...anchors, anchors: [input, anchors.anchors[1], anchors.anchors[2]] as const };
  return { slice, point: (plane) => projectOnSlice(plane, x), refit: !kept };
}
