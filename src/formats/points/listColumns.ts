import type { Cell, ColumnSpec } from './columns';

/** Rows as JSON has them, with the columns' names where the file holds some. */
export interface JsonRows {
  readonly columns: readonly ColumnSpec[] | null;
  readonly rowCount: number;
  readonly cell: (row: number, column: number) => Cell;
  readonly width: number;
}

/**
 * The same rows with a column for each number where a column holds a list of numbers a row, as `{"inputs": [[0, 1], …]}` does;
 * its entries are named by their place, from 1. Lists of several lengths, or of anything else, stay one cell. Cost: linear in the cells.
 */
export function spreadLists(rows: JsonRows): JsonRows {
  const lengths = Array.from({ length: rows.width }, (_, k) => listLength(rows, k));
  if (lengths.every((length) => length === 0)) return rows;
  const from: number[] = [];
  const at: number[] = [];
  lengths.forEach((length, k) => {
    for (let i = 0; i < Math.max(1, length); i++) {
      from.push(k);
      at.push(length === 0 ? -1 : i);
    }
  });
  const columns = rows.columns && from.map((k, j) => named(rows.columns?.[k], at[j] as number));
  const cell = (row: number, j: number): Cell => {
    const value = rows.cell(row, from[j] as number);
    return (at[j] as number) < 0 ? value : Array.isArray(value) ? (value[at[j] as number] as Cell) : null;
  };
  return { columns, rowCount: rows.rowCount, width: from.length, cell };
}

function named(column: ColumnSpec | undefined, place: number): ColumnSpec {
  if (place < 0 || !column) return column ?? { name: '' };
  return { name: `${column.name} ${place + 1}` };
}

/** How many numbers each row's list in a column holds; 0 where they are no such lists. Rows may have none. */
function listLength({ rowCount, cell }: JsonRows, column: number): number {
  let length = 0;
  for (let row = 0; row < rowCount; row++) {
    const value = cell(row, column);
    if (value === null || value === undefined) continue;
    if (!Array.isArray(value) || value.length === 0 || (length > 0 && value.length !== length)) return 0;
    if (!value.every((one) => typeof one === 'number' || one === null)) return 0;
    length = value.length;
  }
  return length;
}
