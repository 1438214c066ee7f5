import { f64 } from '../../math/typed';
import type { Chord } from './chord';
import type { GrowingRow } from './fold';
import type { OpenUnit, Reduced } from './reduced';

/**
 * From rows over what open units leave beyond their chords to rows over what they give beyond their piece 0 (`Reduced`): the
 * chord's slope and offset beyond piece 0 are taken out of the factors. Cost: the cube of the open units.
 */
export function withoutChords(
  generators: readonly { readonly unit: OpenUnit; readonly chord: Chord; readonly row: GrowingRow }[],
  outputs: readonly GrowingRow[],
  code: Uint32Array,
): Reduced {
  const n = generators.length;
  const rows = [...generators.map(({ row }) => row), ...outputs];
  const columns = new Float64Array(3 * rows.length);
  const matrix = new Float64Array(rows.length * n);
  rows.forEach((row, u) => {
    columns.set(row.columns, 3 * u);
    // Beyond the chord: δ + (s0 − λ) z + (o0 − μ), with z the row of the unit, which has no chords left.
    for (let v = 0; v < Math.min(u, row.factors.length); v++) {
      const factor = f64(row.factors, v);
      if (factor === 0) continue;
      const { chord, unit } = generators[v] as (typeof generators)[number];
      const slope = factor * ((unit.activation.slopes[0] as number) - chord.slope);
      const offset = factor * ((unit.activation.offsets[0] as number) - chord.offset);
      for (let c = 0; c < 3; c++) columns[3 * u + c] = f64(columns, 3 * u + c) + slope * f64(columns, 3 * v + c);
      columns[3 * u + 2] = f64(columns, 3 * u + 2) + offset;
      for (let w = 0; w < v; w++) matrix[u * n + w] = f64(matrix, u * n + w) + slope * f64(matrix, v * n + w);
      matrix[u * n + v] = f64(matrix, u * n + v) + factor;
    }
  });
  const noise = Float64Array.from(rows, (row) => row.noise);
  return { units: generators.map(({ unit }) => unit), outputs: outputs.length, columns, matrix, noise, code };
}
