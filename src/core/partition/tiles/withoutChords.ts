import type { Chord } from './chord';
import type { GrowingRow } from './fold';
import type { OpenUnit, Reduced } from './reduced';
import { RowSum } from './rowSum';
import { GrowingRows } from './sparseRows';

/**
 * From rows over what open units leave beyond their chords to rows over what they give beyond their piece 0 (`Reduced`): the
 * chord's slope and offset beyond piece 0 are taken out of the factors. Cost: linear in the factors that meet.
 */
export function withoutChords(
  generators: readonly { readonly unit: OpenUnit; readonly chord: Chord; readonly row: GrowingRow }[],
  outputs: readonly GrowingRow[],
  code: Uint32Array,
): Reduced {
  const rows = [...generators.map(({ row }) => row), ...outputs];
  const columns = new Float64Array(3 * rows.length);
  const matrix = new GrowingRows(rows.length);
  const sum = new RowSum(generators.length);
  rows.forEach((row, u) => {
    row.columns.forEach((value, c) => {
      sum.addColumn(c, value);
    });
    // Beyond the chord: δ + (s0 − λ) z + (o0 − μ), with z the row of the unit, which has no chords left.
    row.factors.forEach((factor, i) => {
      const v = row.generators[i] as number;
      const { chord, unit } = generators[v] as (typeof generators)[number];
      sum.addRow(columns, matrix, v, factor * ((unit.activation.slopes[0] as number) - chord.slope));
      sum.addColumn(2, factor * ((unit.activation.offsets[0] as number) - chord.offset));
      sum.addFactor(v, factor);
    });
    sum.finish(columns, u, matrix);
  });
  const noise = Float64Array.from(rows, (row) => row.noise);
  return { units: generators.map(({ unit }) => unit), outputs: outputs.length, columns, matrix, noise, code };
}
