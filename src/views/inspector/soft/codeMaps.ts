/** The maps of the listed codes: in the table where they are small, and as JSON. */
import { type AffineMap, type CodeLayout, codeEntries } from '../../../core/network';
import type { KnownStatus, ListedCode } from '../../../state/softCodes';
import { type DataCell, type DataColumn, numberCell } from '../../../ui/DataTable';
import { markOf } from './codeWords';

/** Entries of A and c that have a column each. */
const MOST_COLUMNS = 12;

/** A column for each entry of A and c, row by row: “f · x₁”, “f · c”. None where there are too many. */
export function mapColumns(
  map: Pick<AffineMap, 'rows' | 'cols'> | null,
  outputs: readonly string[],
  inputs: readonly string[],
): readonly DataColumn[] {
  const { rows, cols } = map ?? { rows: Infinity, cols: 0 };
  if (rows * (cols + 1) > MOST_COLUMNS) return [];
  return Array.from({ length: rows }, (_, r) =>
    [...inputs.slice(0, cols), 'c'].map((input) => ({ name: `${outputs[r] ?? ''} · ${input}` })),
  ).flat();
}

/** The entries in the order of the columns. */
export function mapCells(map: AffineMap | null): readonly DataCell[] {
  if (!map || map.rows * (map.cols + 1) > MOST_COLUMNS) return [];
  const { rows, cols, A, c } = map;
  return Array.from({ length: rows }, (_, r) =>
    [...A.subarray(r * cols, (r + 1) * cols), c[r] as number].map(numberCell),
  ).flat();
}

/** A list of the codes: `p`, `logP`, `code` (entries by layer), `where`, and the map on R^d, f(x) = A x + c. */
export function codesJson(
  layout: CodeLayout,
  codes: readonly ListedCode[],
  statusOf: (code: Uint32Array) => KnownStatus | undefined,
): string {
  return JSON.stringify(
    codes.map((listed) => {
      const { map } = listed;
      return {
        p: listed.probability,
        logP: listed.logProbability,
        code: codeEntries(layout, listed.code).map((entries) => Array.from(entries)),
        where: markOf(listed, statusOf(listed.code)).text,
        ...(map && {
          A: Array.from({ length: map.rows }, (_, r) => Array.from(map.A.subarray(r * map.cols, (r + 1) * map.cols))),
          c: Array.from(map.c),
        }),
      };
    }),
  );
}
