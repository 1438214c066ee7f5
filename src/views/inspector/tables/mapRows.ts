/** A local affine map that is drawn as pictures, as rows of a table. */
import type { AffineMap } from '../../../core/network';
import { type DataRow, numberCell } from '../../../ui/DataTable';

/** Entries of A that the table lists at most. */
export const MOST_ENTRIES = 200;

/** Indices of the entries of A (row-major) that are largest in size, largest first, at most MOST_ENTRIES. */
export function largestEntries(A: Float64Array): readonly number[] {
  const order = Array.from(A, (_, i) => i);
  const size = (i: number): number => Math.abs(A[i] as number);
  return order.sort((i, j) => size(j) - size(i) || i - j).slice(0, MOST_ENTRIES);
}

/** The offset c of each output, then the largest entries of A: output, input, value. */
export function mapRows(
  { A, c, cols }: AffineMap,
  outputs: readonly string[],
  inputName: (column: number) => string,
): readonly DataRow[] {
  const named = (row: number): string => outputs[row] ?? String(row);
  const offsets = Array.from(
    c,
    (value, row): DataRow => ({
      key: `c ${row}`,
      cells: [named(row), 'c', numberCell(value)],
    }),
  );
  const entries = largestEntries(A).map((i): DataRow => {
    const [row, column] = [Math.floor(i / cols), i % cols];
    return { key: i, cells: [named(row), inputName(column), numberCell(A[i] as number)] };
  });
  return [...offsets, ...entries];
}
