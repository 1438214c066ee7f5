/** The inspection of a network too large for the page's thread, pass by pass. No worker in here. */
import { boundaryUnits, codeLayout, type Network, nearestBoundary, preActivations } from '../../core/network';
import { codeOf } from '../../core/network/code';
import { readOut } from '../../core/network/forward';
import { type AffineMap, applyMap, type Gates, gatesAt, rowsOfMap } from '../../core/network/localMap';
import { sliceMapAt } from '../../core/network/sliceMap';
import { pointInInput, type Slice } from '../../core/slice/slice';
import { inspectPoint } from '../inspect';
import { isLarge } from '../large';
import type { Point2 } from '../types';
import type { Found, FoundRows } from './protocol';

/** Rows of the map that are computed: those of the largest outputs. All would be outputs passes and outputs × inputs values. */
const ROWS = 4;

const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

const NO_ROWS = { rows: 0, A: new Float64Array(0), c: new Float64Array(0) } as const;

/** The outputs with the largest values, largest first; of equal ones the first. */
function largestOutputs(output: Float64Array): number[] {
  const order = Array.from(output.keys()).sort((a, b) => (output[b] as number) - (output[a] as number) || a - b);
  return order.slice(0, ROWS);
}

/** |A x + c − f(x)|, relative, of the rows that there are. */
function residualOf(map: AffineMap, outputs: readonly number[], x: Float64Array, output: Float64Array): number {
  const difference = applyMap(map, x).map((value, i) => value - (output[outputs[i] as number] as number));
  return norm(difference) / (norm(map.A) * norm(x) + norm(map.c) + 1);
}

/** In one step where the network is not large: then it is found whole, and no rows follow. */
export function* inspectAside(
  network: Network,
  slice: Slice,
  point: Point2,
): Generator<Found | null, FoundRows | null, undefined> {
  if (isLarge(network)) return yield* inspectLarge(network, slice, point);
  yield inspectPoint(network, slice, point);
  return null;
}

/**
 * Yields null between passes, and what is known of the point before the map in all inputs (its rows missing, the residual NaN), in
 * arrays that are not needed here any more; returns the rows of the largest outputs. Each step costs one to three passes
 * through the network.
 */
function* inspectLarge(network: Network, slice: Slice, point: Point2): Generator<Found | null, FoundRows, undefined> {
  const x = pointInInput(slice, point);
  const z = preActivations(network, x);
  yield null;
  const gates: readonly Gates[] = gatesAt(network, z);
  const code = codeOf(codeLayout(network), z);
  const output = readOut(network, z[z.length - 1] ?? new Float64Array(0));
  yield null;
  const sliceMap = sliceMapAt(network, gates, slice, point, output);
  yield null;
  const nearestBoundaryInSlice = nearestBoundary(network, x, slice, z, gates);
  yield null;
  const onBoundary = boundaryUnits(network, x, z);
  const known = {
    x: x.slice(),
    output: output.slice(),
    preActivations: z,
    code,
    sliceMap,
    nearestBoundaryInSlice,
    onBoundary,
  };
  const without = { nearestBoundary: null, map: { ...NO_ROWS, cols: x.length }, mapOutputs: [], residual: Number.NaN };
  yield { ...known, ...without };
  const mapOutputs = largestOutputs(output);
  const rows: AffineMap[] = [];
  for (const row of mapOutputs) {
    rows.push(rowsOfMap(network, gates, [row]));
    yield null;
  }
  const map = joined(rows, x.length);
  return { map, mapOutputs, residual: residualOf(map, mapOutputs, x, output) };
}

function joined(rows: readonly AffineMap[], cols: number): AffineMap {
  const A = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    A.set(row.A, i * cols);
  });
  return { rows: rows.length, cols, A, c: Float64Array.from(rows, ({ c }) => c[0] as number) };
}
