/** Planes along directions through the data's mean: seeded ones, principal components. Loaded with the first of them. */
import { planeAlong } from '../../core/slice/along';
import type { DataSet, Offset, SliceSpec } from '../types';
import { componentAxes, type DataAxes, randomAxes } from './dataFacts';
import type { SliceResult } from './planes';

export type DirectionSpec = Extract<SliceSpec, { kind: 'random' | 'principal' }>;

const fail = (message: string): SliceResult => ({ ok: false, message: `slice: ${message}` });

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
  const moved = offsets.map(([direction]) => direction);
  const fault = directionsFault(used, moved, directions.length);
  if (fault) return fail(fault);
  const shifts = offsets.map(([direction, amount]) => [direction, amount * deviation(direction)] as const);
  return { ok: true, slice: planeAlong(origin, directions, used, shifts) };
}

/** The plane of a spec in R^inputSize. Fails with a message on what does not fit network or data. */
export function buildDirections(spec: DirectionSpec, inputSize: number, data: DataSet | null): SliceResult {
  if (inputSize < 2) return fail('a plane needs at least two inputs');
  if (spec.kind === 'random') return alongAxes(randomAxes(data, inputSize, spec.seed), [0, 1], spec.offsets);
  if (!data) return fail('principal components need data, and there are none');
  const axes = componentAxes(data);
  if (!axes) return fail('the principal components are still being computed');
  if (axes.directions.length < 2) return fail('the data vary along fewer than two directions');
  return alongAxes(axes, spec.components, spec.offsets);
}
