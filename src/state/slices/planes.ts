/** Planes that no anchors span: along two axes through a point, along seeded directions, along principal components. */
import { planeAlong } from '../../core/slice/along';
import { axisSlice, type Slice } from '../../core/slice/slice';
import type { DataSet, Offset, SliceSpec } from '../types';
import { anchorFault, anchorPoint } from './anchorPoints';
import { componentAxes, type DataAxes, randomAxes } from './dataFacts';

export type SliceResult =
  | { readonly ok: true; readonly slice: Slice }
  | { readonly ok: false; readonly message: string };

export type PlaneSpec = Exclude<SliceSpec, { kind: 'anchors' }>;
export type AxesSpec = Extract<SliceSpec, { kind: 'axes' }>;

const fail = (message: string): SliceResult => ({ ok: false, message: `slice: ${message}` });

/** What the inputs not on the axes are, and the axes' own at 0: where the slice's coordinates are 0. */
export function basePoint({ axes, through, values }: AxesSpec, inputSize: number, data: DataSet | null): Float64Array {
  const base = through ? anchorPoint(through, data) : new Float64Array(inputSize);
  for (const [input, value] of values ?? []) base[input] = value;
  for (const axis of axes) base[axis] = 0;
  return base;
}

function axesFault({ axes, through, values }: AxesSpec, inputSize: number, data: DataSet | null): string | null {
  const [i, j] = axes;
  if (inputSize === 1) return i === 0 ? null : `input ${i} does not exist, the network has one input (0)`;
  const missing = [...axes, ...(values ?? []).map(([input]) => input)].find((input) => input >= inputSize);
  if (missing !== undefined) return `input ${missing} does not exist, the network has ${inputSize} (from 0)`;
  if (i === j) return `the two axes are both input ${i}`;
  return through ? anchorFault(through, 'its point', inputSize, data) : null;
}

function directionsFault(used: readonly number[], moved: readonly number[], known: number): string | null {
  const missing = [...used, ...moved].find((direction) => direction >= known);
  if (missing !== undefined) return `direction ${missing} does not exist, there are ${known} (from 0)`;
  if (used[0] === used[1]) return `the plane's two directions are both ${used[0]}`;
  const along = moved.find((direction) => used.includes(direction));
  return along === undefined ? null : `it is moved along direction ${along}, which lies in it`;
}

function alongAxes(
  { origin, directions, deviation }: DataAxes,
  used: readonly [number, number],
  offsets: readonly Offset[],
): SliceResult {
  const fault = directionsFault(
    used,
    offsets.map(([direction]) => direction),
    directions.length,
  );
  if (fault) return fail(fault);
  const shifts = offsets.map(([direction, amount]) => [direction, amount * deviation(direction)] as const);
  return { ok: true, slice: planeAlong(origin, directions, used, shifts) };
}

/** Whether a plane can only be built when the data's principal components are there. */
export const needsComponents = (spec: SliceSpec): boolean => spec.kind === 'principal';

function principalPlane(
  { components, offsets }: Extract<SliceSpec, { kind: 'principal' }>,
  data: DataSet | null,
): SliceResult {
  if (!data) return fail('principal components need data, and there are none');
  const axes = componentAxes(data);
  if (!axes) return fail('the principal components are still being computed');
  if (axes.directions.length < 2) return fail('the data vary along fewer than two directions');
  return alongAxes(axes, components, offsets);
}

/** The plane of a spec in R^inputSize. Fails with a message on what does not fit network or data. */
export function buildPlane(spec: PlaneSpec, inputSize: number, data: DataSet | null): SliceResult {
  if (spec.kind !== 'axes' && inputSize < 2) return fail('a plane needs at least two inputs');
  if (spec.kind === 'random') return alongAxes(randomAxes(data, inputSize, spec.seed), [0, 1], spec.offsets);
  if (spec.kind === 'principal') return principalPlane(spec, data);
  const fault = axesFault(spec, inputSize, data);
  if (fault) return fail(fault);
  // One input: the line itself. The second axis is 0, so that q has no effect.
  if (inputSize === 1)
    return { ok: true, slice: { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) } };
  return { ok: true, slice: axisSlice(inputSize, ...spec.axes, basePoint(spec, inputSize, data)) };
}
