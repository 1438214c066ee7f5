import { f64 } from '../../math/typed';
import { writeEntry } from '../../network/entries';
import type { CodeLayout } from '../../network/network';
import { chordOf, pieceWithin } from './chord';
import { settleLost } from './lost';
import { type Box, beyondFirst, type OpenUnit, type Reduced } from './reduced';
import { RowSum } from './rowSum';

/** Bounds of the open units on a box: a piece each, −1 where it stays open. */
function piecesOn({ units, columns, matrix, noise }: Reduced, box: Box): Int8Array {
  const n = units.length;
  const pieces = new Int8Array(n).fill(-1);
  // z_u = affine_u · (p, q, 1) + Σ_w errors_uw ε_w with |ε_w| ≤ 1: an open unit w is a chord ± what it leaves.
  const affine = columns.slice(0, 3 * n);
  const errors = new Float64Array(n * n);
  const chords = new Float64Array(3 * n);
  for (let u = 0; u < n; u++) {
    let spread = 0;
    const slack = f64(noise, u);
    for (let v = 0; v < u; v++) {
      const weight = f64(matrix, u * n + v);
      if (weight === 0) continue;
      const slope = weight * f64(chords, 3 * v);
      for (let c = 0; c < 3; c++) affine[3 * u + c] = f64(affine, 3 * u + c) + slope * f64(affine, 3 * v + c);
      affine[3 * u + 2] = f64(affine, 3 * u + 2) + weight * f64(chords, 3 * v + 1);
      if (slope !== 0)
        for (let w = 0; w < v; w++) errors[u * n + w] = f64(errors, u * n + w) + slope * f64(errors, v * n + w);
      errors[u * n + v] = f64(errors, u * n + v) + weight * f64(chords, 3 * v + 2);
    }
    for (let w = 0; w < u; w++) spread += Math.abs(f64(errors, u * n + w));
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

/**
 * The reduction on a smaller box: units that keep their piece there are folded into the rows behind them. Cost: the cube of
 * the open units.
 */
export function restrictReduced(reduced: Reduced, box: Box, layout: CodeLayout): Reduced {
  const { units, outputs, noise } = reduced;
  const n = units.length;
  const pieces = piecesOn(reduced, box);
  settleLost(reduced, pieces, layout);
  const kept = Int32Array.from(units.keys()).filter((u) => pieces[u] === -1);
  const code = reduced.code.slice();
  units.forEach(({ firstBit, bits }, u) => {
    if ((pieces[u] as number) > 0) writeEntry(code, 0, firstBit, bits, pieces[u] as number);
  });
  const columns = new Float64Array(reduced.columns.length);
  const matrix = new Float64Array(reduced.matrix.length);
  const sum = new RowSum(n);
  for (let u = 0; u < n + outputs; u++) {
    sum.clear();
    for (let c = 0; c < 3; c++) sum.addColumn(c, f64(reduced.columns, 3 * u + c));
    for (let v = 0; v < Math.min(u, n); v++) {
      const piece = pieces[v] as number;
      const weight = f64(reduced.matrix, u * n + v);
      if (weight === 0 || piece === 0) continue;
      if (piece < 0) sum.addFactor(v, weight);
      else {
        // Row v holds open units alone: it was folded before.
        const [slope, offset] = beyondFirst((units[v] as OpenUnit).activation, piece);
        sum.addRow(columns, matrix, v, v, weight * slope);
        sum.addColumn(2, weight * offset);
      }
    }
    sum.finish(columns, matrix, u);
  }
  return {
    units: Array.from(kept, (u) => units[u] as OpenUnit),
    outputs,
    code,
    ...keptRows(kept, n, outputs, columns, matrix, noise),
  };
}

function keptRows(
  kept: Int32Array,
  n: number,
  outputs: number,
  columns: Float64Array,
  matrix: Float64Array,
  noise: Float64Array,
): Pick<Reduced, 'columns' | 'matrix' | 'noise'> {
  const rows = [...kept, ...Array.from({ length: outputs }, (_, k) => n + k)];
  const m = kept.length;
  const out = {
    columns: new Float64Array(3 * rows.length),
    matrix: new Float64Array(rows.length * m),
    noise: new Float64Array(rows.length),
  };
  rows.forEach((row, i) => {
    out.columns.set(columns.subarray(3 * row, 3 * row + 3), 3 * i);
    for (let w = 0; w < m; w++) out.matrix[i * m + w] = f64(matrix, row * n + (kept[w] as number));
    out.noise[i] = f64(noise, row);
  });
  return out;
}
