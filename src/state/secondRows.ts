/** Rows of the map at the second input of a large network: those of the outputs whose rows the inspection of the first one has. */
import { euclideanNorm } from '../core/analysis/norms';
import { f64 } from '../core/math/typed';
import { codesEqual } from '../core/network/code';
import { type SecondInput, secondInput } from './second';
import type { LensStore } from './types';

/** By output. */
const known = new WeakMap<SecondInput, Map<number, Float64Array>>();

/** The output whose row is needed next, to be compared with the first input's; null: none is, or the two have one map. */
export function missingRow(state: LensStore): number | null {
  const { inspection } = state.session;
  const second = secondInput(state);
  if (!inspection || !second || codesEqual(inspection.code, second.code)) return null;
  return inspection.mapOutputs?.find((output) => !known.get(second)?.has(output)) ?? null;
}

/** Keeps a row that a worker found. */
export function learnRow(second: SecondInput, output: number, row: Float64Array): void {
  const rows = known.get(second) ?? new Map<number, Float64Array>();
  known.set(second, rows.set(output, row));
}

/** ‖A − A′‖_F of the rows that are computed at the first input; null until they are known at both. */
export function rowDistance(state: LensStore): number | null {
  const { inspection } = state.session;
  const second = secondInput(state);
  const outputs = inspection?.mapOutputs ?? [];
  if (!inspection || !second || outputs.length === 0) return null;
  const { A, cols } = inspection.map;
  const difference = A.slice();
  for (const [i, output] of outputs.entries()) {
    const row = known.get(second)?.get(output);
    if (!row) return null;
    for (let k = 0; k < cols; k++) difference[i * cols + k] = f64(A, i * cols + k) - f64(row, k);
  }
  return euclideanNorm(difference);
}
