/** The second input: what the network makes of it, to be set beside the selected one. */
import { euclideanNorm } from '../core/analysis/norms';
import { f64 } from '../core/math/typed';
import { boundaryUnits, codeLayout, codesEqual, type Network, preActivations, type UnitRef } from '../core/network';
import { codeOf } from '../core/network/code';
import { readOut } from '../core/network/forward';
import { pointInInput, type Slice } from '../core/slice/slice';
import { isLarge } from './large';
import type { LensState, LensStore, Point2 } from './types';

export interface SecondInput {
  readonly x: Float64Array;
  readonly output: Float64Array;
  /** Bit-packed over all gated layers; on a boundary that of one side. */
  readonly code: Uint32Array;
  readonly preActivations: readonly Float64Array[];
  /** Units whose boundary it lies on, where a worker has looked for them. */
  readonly onBoundary?: readonly UnitRef[];
  /** The row of its map that was asked for. */
  readonly row?: Float64Array;
}

/** What the network makes of a place of the slice. Cost: a forward pass. */
export function inspectSecond(network: Network, slice: Slice, point: Point2): SecondInput {
  const x = pointInInput(slice, point);
  const z = preActivations(network, x);
  const output = readOut(network, z[z.length - 1] ?? new Float64Array(0));
  return { x, output, code: codeOf(codeLayout(network), z), preActivations: z };
}

interface Known {
  readonly slice: Slice;
  readonly point: Point2;
  readonly input: SecondInput;
  /** Rows of the local affine map there, by output, where they are asked for one by one. */
  readonly rows: Map<number, Float64Array>;
}

/** What was last asked about, by network: several views ask for the same at every step of a drag. */
const known = new WeakMap<Network, Known>();

/**
 * The second input of the state; null where there is none, or where a large network's is still awaited from its worker
 * (`learnSecond`). Cost: a forward pass when it has moved.
 */
export function secondInput({ lens, session: { network, slice } }: LensStore): SecondInput | null {
  const point = lens.second;
  if (!point) return null;
  const last = known.get(network);
  if (last && last.slice === slice && last.point === point) return last.input;
  if (isLarge(network)) return null;
  const input = inspectSecond(network, slice, point);
  known.set(network, { slice, point, input, rows: new Map() });
  return input;
}

/** Keeps what a worker found. */
export function learnSecond(network: Network, slice: Slice, point: Point2, input: SecondInput): void {
  known.set(network, { slice, point, input, rows: new Map() });
}

/** Rows of the second input's map that are known: those of the outputs whose rows the inspection of the first one has. */
function rowsOf({ lens, session: { network, slice } }: LensStore): Map<number, Float64Array> | null {
  const last = known.get(network);
  return last && last.slice === slice && last.point === lens.second ? last.rows : null;
}

/** The output whose row of the second input's map is needed next, to be compared with the first one's; null: none is. */
export function missingRow(state: LensStore): number | null {
  const { inspection } = state.session;
  const [rows, second] = [rowsOf(state), secondInput(state)];
  if (!inspection || !rows || !second || codesEqual(inspection.code, second.code)) return null;
  return inspection.mapOutputs?.find((output) => !rows.has(output)) ?? null;
}

/** Keeps a row that a worker found for the second input at this place. */
export function learnRow(state: LensStore, point: Point2, output: number, row: Float64Array): void {
  if (state.lens.second === point) rowsOf(state)?.set(output, row);
}

/** ‖A − A′‖_F of the rows that are computed at the first input; null until they are known at both. */
export function rowDistance(state: LensStore): number | null {
  const { inspection } = state.session;
  const rows = rowsOf(state);
  const outputs = inspection?.mapOutputs ?? [];
  if (!inspection || !rows || outputs.length === 0) return null;
  const { A, cols } = inspection.map;
  const difference = A.slice();
  for (const [i, output] of outputs.entries()) {
    const row = rows.get(output);
    if (!row) return null;
    for (let k = 0; k < cols; k++) difference[i * cols + k] = f64(A, i * cols + k) - f64(row, k);
  }
  return euclideanNorm(difference);
}

/** Units whose boundary the second input lies on. Cost: a forward pass with magnitudes, where no worker has looked for them. */
export const secondBoundary = (
  network: Network,
  { x, preActivations: z, onBoundary }: SecondInput,
): readonly UnitRef[] => onBoundary ?? boundaryUnits(network, x, [...z]);

/** Share of what is in view between the selected input and a new second one. */
const AWAY = 0.2;

/** Where a second input first stands: beside the selected one, towards the middle of what is in view. */
export function firstSecond({ point, viewport: { centre, span } }: Pick<LensState, 'point' | 'viewport'>): Point2 {
  const [dp, dq] = [centre[0] - point[0], centre[1] - point[1]];
  const length = Math.sqrt(dp * dp + dq * dq);
  if (!(length > 1e-6 * span)) return [point[0] + AWAY * span, point[1]];
  // From a point far outside the view it would not be seen: then the middle itself.
  const share = length > span ? 1 : (AWAY * span) / length;
  return [point[0] + share * dp, point[1] + share * dq];
}
