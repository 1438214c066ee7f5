/** Planes that no anchors span. Those along directions come with a module of their own: `prepareSlice` before them. */
import { axisSlice, type Slice } from '../../core/slice/slice';
import type { DataSet, SliceSpec } from '../types';
import { anchorFault, anchorPoint } from './anchorPoints';

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

type Directions = typeof import('./directions') & typeof import('./dataFacts');

let directions: Directions | null = null;

/** Whether a plane can be built without waiting (`prepareSlice`). */
export const isPrepared = ({ kind }: SliceSpec, data: DataSet | null): boolean =>
  kind === 'axes' ||
  kind === 'anchors' ||
  (directions !== null && (kind === 'random' || data === null || directions.principalOf(data) !== null));

/** Waits for what a plane needs: the module of its kind, the data's principal components. */
export async function prepareSlice(spec: SliceSpec, data: DataSet | null): Promise<void> {
  if (isPrepared(spec, data)) return;
  directions ??= { ...(await import('./directions')), ...(await import('./dataFacts')) };
  if (spec.kind === 'principal' && data) await directions.preparePrincipal(data);
}

/** The plane of a spec in R^inputSize. Fails with a message on what does not fit network or data. */
export function buildPlane(spec: PlaneSpec, inputSize: number, data: DataSet | null): SliceResult {
  if (spec.kind !== 'axes')
    return directions?.buildDirections(spec, inputSize, data) ?? fail('its kind is still being loaded');
  const fault = axesFault(spec, inputSize, data);
  if (fault) return fail(fault);
  // One input: the line itself. The second axis is 0, so that q has no effect.
  if (inputSize === 1)
    return { ok: true, slice: { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) } };
  return { ok: true, slice: axisSlice(inputSize, ...spec.axes, basePoint(spec, inputSize, data)) };
}
