import { SparseVector } from '../../linear/sparseVector';
import { f64, i32 } from '../../math/typed';
import { writeEntry } from '../../network/entries';
import type { CodeLayout } from '../../network/network';
import { chordOf, pieceWithin } from './chord';
import { settleLost } from './lost';
import { type Box, beyondFirst, type OpenUnit, type Reduced } from './reduced';
import { RowSum } from './rowSum';
import { GrowingRows, rowFrom, rowTo, type SparseRows } from './sparseRows';

/** Bounds of the open units on a box: a piece each, −1 where it stays open. */
function piecesOn({ units, columns, matrix, noise }: Reduced, box: Box): Int8Array {
  const n = units.length;
  const pieces = new Int8Array(n).fill(-1);
  // z_u = affine_u · (p, q, 1) + Σ_w errors_uw ε_w with |ε_w| ≤ 1: an open unit w is a chord ± what it leaves.
  const affine = columns.slice(0, 3 * n);
  const errors = new GrowingRows(n);
  const chords = new Float64Array(3 * n);
  const error = new SparseVector(n);
  for (let u = 0; u < n; u++) {
    const slack = f64(noise, u);
    const to = rowTo(matrix, u);
    for (let e = rowFrom(matrix, u); e < to; e++) {
      const v = i32(matrix.columns, e);
      const weight = f64(matrix.weights, e);
      const slope = weight * f64(chords, 3 * v);
      for (let c = 0; c < 3; c++) affine[3 * u + c] = f64(affine, 3 * u + c) + slope * f64(affine, 3 * v + c);
      affine[3 * u + 2] = f64(affine, 3 * u + 2) + weight * f64(chords, 3 * v + 1);
      if (slope !== 0) addErrors(errors, v, slope, error);
      if (chords[3 * v + 2] !== 0) error.add(v, weight * f64(chords, 3 * v + 2));
    }
    const spread = moveErrors(error, errors);
    const middle = f64(affine, 3 * u) * box.x + f64(affine, 3 * u + 1) * box.y + f64(affine, 3 * u + 2);
    const half = Math.abs(f64(affine, 3 * u)) * box.halfX + Math.abs(f64(affine, 3 * u + 1)) * box.halfY + spread;
    const { activation } = units[u] as OpenUnit;
    const piece = pieceWithin(activation, middle, half, slack);
    pieces[u] = piece;
    const [s0, o0] = [activation.slopes[0] as number, activation.offsets[0] as number];
    if (piece >= 0) {
      const [slope, offset] = beyondFirst(activation, piece);
      chords.set([slope, offset, 0], 3 * u);
    } else {
      const { slope, offset, radius } = chordOf(activation, middle - half - slack, middle + half + slack);
      chords.set([slope - s0, offset - o0, radius], 3 * u);
    }
  }
  return pieces;
}

/** Adds `scale` times a row of errors. */
function addErrors(errors: SparseRows, row: number, scale: number, sum: SparseVector): void {
  const to = rowTo(errors, row);
  for (let e = rowFrom(errors, row); e < to; e++) sum.add(i32(errors.columns, e), scale * f64(errors.weights, e));
}

/** Makes a sum of errors the next row; returns what it can come to. The sum is empty then. */
function moveErrors(sum: SparseVector, errors: GrowingRows): number {
  let spread = 0;
  for (let t = 0; t < sum.count; t++) {
    const at = i32(sum.touched, t);
    const value = f64(sum.values, at);
    spread += Math.abs(value);
    if (value !== 0) errors.add(at, value);
  }
  errors.end();
  sum.clear();
  return spread;
}

/**
 * The reduction on a smaller box: units that keep their piece there are folded into the rows behind them. Cost: linear
 * in the entries that meet: rows have a few hundredths of what they could have.
 */
export function restrictReduced(reduced: Reduced, box: Box, layout: CodeLayout): Reduced {
  const { units, outputs } = reduced;
  const pieces = piecesOn(reduced, box);
  settleLost(reduced, pieces, layout);
  const kept = Int32Array.from(units.keys()).filter((u) => pieces[u] === -1);
  const code = reduced.code.slice();
  units.forEach(({ firstBit, bits }, u) => {
    if ((pieces[u] as number) > 0) writeEntry(code, 0, firstBit, bits, pieces[u] as number);
  });
  return { units: Array.from(kept, (u) => units[u] as OpenUnit), outputs, code, ...foldedRows(reduced, pieces, kept) };
}

/** Rows over the kept units alone. Those of settled units are made only where later ones need them. */
function foldedRows(
  { units, outputs, columns, matrix, noise }: Reduced,
  pieces: Int8Array,
  kept: Int32Array,
): Pick<Reduced, 'columns' | 'matrix' | 'noise'> {
  const n = units.length;
  const m = kept.length;
  const folded = { columns: new Float64Array(3 * (n - m)), rows: new GrowingRows(n - m) };
  const made = { columns: new Float64Array(3 * (m + outputs)), rows: new GrowingRows(m + outputs) };
  const left = new Float64Array(m + outputs);
  const sum = new RowSum(m);
  /** How many units are kept before each. */
  const before = new Int32Array(n + 1);
  for (let u = 0; u < n; u++) before[u + 1] = i32(before, u) + (pieces[u] === -1 ? 1 : 0);
  const addFolded = (u: number): void => {
    for (let c = 0; c < 3; c++) sum.addColumn(c, f64(columns, 3 * u + c));
    for (let e = rowFrom(matrix, u); e < rowTo(matrix, u); e++) {
      const v = i32(matrix.columns, e);
      const weight = f64(matrix.weights, e);
      const piece = pieces[v] as number;
      if (piece < 0) sum.addFactor(i32(before, v), weight);
      if (piece <= 0) continue;
      // Row v holds open units alone: it was folded before.
      const [slope, offset] = beyondFirst((units[v] as OpenUnit).activation, piece);
      sum.addRow(folded.columns, folded.rows, v - i32(before, v), weight * slope);
      sum.addColumn(2, weight * offset);
    }
  };
  for (let u = 0; u < n + outputs; u++) {
    const piece = u < n ? (pieces[u] as number) : -1;
    if (piece !== 0) addFolded(u);
    if (piece >= 0) {
      sum.finish(folded.columns, u - i32(before, u), folded.rows);
      continue;
    }
    const row = u < n ? i32(before, u) : m + u - n;
    sum.finish(made.columns, row, made.rows);
    left[row] = f64(noise, u);
  }
  return { columns: made.columns, matrix: made.rows, noise: left };
}
