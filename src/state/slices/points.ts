/** The selected input in the terms of a state, and anchors to begin with. */
import { anchorSlice } from '../../core/slice/anchors';
import { pointInInput, projectOnSlice } from '../../core/slice/slice';
import { type AnchorSliceSpec, anchorPoints, mixAt } from '../slice';
import type { AnchorSpec, DataSet, LensStore } from '../types';

/** Inputs up to this many are written out exactly. */
const FEW = 64;

export type WrittenInput = Extract<AnchorSpec, { kind: 'input' }>;

/** A point of R^d written out as it is. */
export const writtenExactly = (x: ArrayLike<number>): WrittenInput => ({
  kind: 'input',
  values: Array.from(x, (value) => value + 0),
});

/**
 * A point of R^d written out; with many inputs each value is rounded to so many figures of the largest (three: to about a
 * thousandth of it), since a link must hold them.
 */
export function writtenOut(x: ArrayLike<number>, figures = 3): WrittenInput {
  const exact = writtenExactly(x);
  const { values } = exact;
  if (values.length <= FEW) return exact;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return exact;
  const grain = 10 ** Math.ceil(Math.log10(largest)) / 10 ** figures;
  return {
    kind: 'input',
    values: values.map((value) => Number((Math.round(value / grain) * grain).toPrecision(figures + 3)) + 0),
  };
}

/** The selected input in R^d, always that of the point and the plane in force. */
export const selectedValues = ({ lens, session }: LensStore): Float64Array => pointInInput(session.slice, lens.point);

/** The selected input: as a mix of data points where the anchors are such, else written out. */
export function selectedInput({ lens, session }: LensStore): AnchorSpec {
  const { slice } = lens;
  const mix =
    slice.kind === 'anchors' ? mixAt(slice, session.slice, anchorPoints(slice, session.data), lens.point) : null;
  return mix ?? writtenOut(pointInInput(session.slice, lens.point));
}

const pick = (index: number): AnchorSpec => ({ kind: 'mix', terms: [[index, 1]] });

type Three = AnchorSliceSpec['anchors'];

/** The first data point of each of three classes; of fewer classes, or of a regression, the first points that are left. */
function firstOfClasses({ task, targets, count }: DataSet): readonly number[] {
  const firsts: number[] = [];
  const seen = new Set<number>();
  for (let i = 0; i < count && firsts.length < 3 && task !== 'regression'; i++) {
    const target = targets[i] as number;
    if (!seen.has(target)) firsts.push(i);
    seen.add(target);
  }
  for (let i = 0; i < count && firsts.length < 3; i++) if (!firsts.includes(i)) firsts.push(i);
  return firsts;
}

/** The data point farthest from what `distance` measures from. */
function farthest(data: DataSet, distance: (x: Float32Array) => number): number {
  let [at, most] = [0, -1];
  for (let i = 0; i < data.count; i++) {
    const value = distance(data.inputs.subarray(i * data.inputSize, (i + 1) * data.inputSize));
    if (value > most) [at, most] = [i, value];
  }
  return at;
}

/** The first data point, the one farthest from it, and the one farthest from the line through both. */
function farApart(data: DataSet): readonly number[] {
  const d = data.inputSize;
  const a = data.inputs.subarray(0, d);
  const squared = (x: Float32Array, y: Float32Array): number =>
    x.reduce((sum, v, k) => sum + (v - (y[k] as number)) ** 2, 0);
  const second = farthest(data, (x) => squared(x, a));
  const b = data.inputs.subarray(second * d, (second + 1) * d);
  const length = squared(b, a);
  const third = farthest(data, (x) => {
    const along = x.reduce((sum, v, k) => sum + (v - (a[k] as number)) * ((b[k] as number) - (a[k] as number)), 0);
    return squared(x, a) - (along * along) / (length || 1);
  });
  return [0, second, third];
}

/** The plane through three anchors with their centroid in the middle; null when they span none. */
export function anchorsThrough(anchors: Three, data: DataSet | null): AnchorSliceSpec | null {
  const spec: AnchorSliceSpec = { kind: 'anchors', anchors, at: [0, 0], angle: 0, handed: 1 };
  const points = anchorPoints(spec, data);
  const plane = anchorSlice(...points, [0, 0], 0, 1);
  if (!plane.ok) return null;
  const places = points.map((point) => projectOnSlice(plane.slice, point));
  const middle = (axis: 0 | 1): number => places.reduce((sum, place) => sum + place[axis], 0) / 3;
  return { ...spec, at: [-middle(0) + 0, -middle(1) + 0] };
}

/** Without data: the point and its neighbours one step along two inputs. */
function besides(x: Float64Array): Three {
  const step = (input: number): AnchorSpec => writtenOut(x.map((value, k) => (k === input ? value + 1 : value)));
  return [writtenOut(x), step(0), step(1)];
}

/** Three anchors to begin with: data points of different classes, or the selected input `x` and two beside it. */
export function firstAnchors(x: Float64Array, data: DataSet | null): AnchorSliceSpec | null {
  if (!data) return anchorsThrough(besides(x), null);
  for (const choose of [firstOfClasses, farApart]) {
    const [a = 0, b = 0, c = 0] = choose(data);
    const spec = anchorsThrough([pick(a), pick(b), pick(c)], data);
    if (spec) return spec;
  }
  return null;
}
