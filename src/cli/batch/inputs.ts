import { formatErrorText, numbersOf, type PointTable, parsePoints, readNpy, type Tensor } from '../../formats';
import { type NumberColumn, suggestedChoice } from '../../formats/points';
import { UsageError } from '../arguments';

/** Largest file of inputs, in bytes. Text is limited further, by its reader. */
export const MAX_INPUTS_FILE = 1024 * 1024 * 1024;

/** Inputs as rows of numbers, which are read off one at a time. */
export interface InputRows {
  readonly count: number;
  readonly width: number;
  /** Row i, `width` numbers in float64; NaN where the file has none. */
  row(i: number): Float64Array;
}

const NPY_START = '\x93NUMPY';

/**
 * The rows of a .npy file (its first axis; the others are laid out one after the other) or of a table, CSV or JSON (its columns
 * of numbers, in order; columns of names are left out). Values are taken as they stand, in float64. `wanted`: of a table with one
 * column more than these, the one that it suggests as the target is left out. What was odd goes to `note`. Throws a UsageError that
 * names the file.
 */
export function inputRows(
  bytes: Uint8Array,
  file: string,
  note: (text: string) => void,
  wanted: number | null = null,
): InputRows {
  const start = String.fromCharCode(...bytes.subarray(0, NPY_START.length));
  if (start === NPY_START) {
    const result = readNpy(bytes);
    if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
    return tensorRows(result.tensor, file);
  }
  const result = parsePoints(new TextDecoder().decode(bytes));
  if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
  for (const text of result.table.notes) note(`${file}: ${text}`);
  return tableRows(result.table, file, note, wanted);
}

function tensorRows({ type, shape, data }: Tensor, file: string): InputRows {
  const [count, ...others] = shape;
  if (count === undefined) throw new UsageError(`${file}: one value, an array of rows is needed`);
  const width = others.reduce((product, length) => product * length, 1);
  // Rows become float64 one by one: a file of bytes stays small.
  const row = (i: number): Float64Array =>
    numbersOf({ type, shape: [width], data: data.subarray(i * width, (i + 1) * width) });
  return { count, width, row };
}

function tableRows(table: PointTable, file: string, note: (text: string) => void, wanted: number | null): InputRows {
  const { columns, rowCount } = table;
  const all = columns.filter((column): column is NumberColumn => column.kind === 'number');
  const target = wanted !== null && all.length === wanted + 1 ? suggestedChoice(table, file).target : null;
  const numbers = all.filter(({ name }) => name !== target);
  if (numbers.length < all.length) note(`${file}: the column ${target} is taken for the target and left out`);
  const names = columns.filter(({ kind }) => kind === 'category').map(({ name }) => name);
  if (names.length > 0) note(`${file}: names are no inputs, so these columns are left out: ${names.join(', ')}`);
  const row = (i: number): Float64Array => Float64Array.from(numbers, ({ values }) => values[i] as number);
  return { count: rowCount, width: numbers.length, row };
}

/** Points a row: one, or two and more along a way. */
export type PointsInRow = 'one' | 'several';

/** How many points of `inputSize` numbers each stand in a row. Throws a UsageError where the width does not fit. */
export function pointsInRow({ width }: InputRows, inputSize: number, wanted: PointsInRow, file: string): number {
  const points = width / inputSize;
  if (wanted === 'one' && points !== 1)
    throw new UsageError(`${file}: ${width} columns of numbers, this network takes ${inputSize}`);
  if (wanted === 'several' && (!Number.isInteger(points) || points < 2))
    throw new UsageError(
      `${file}: ${width} columns of numbers; a way needs ${2 * inputSize} (from, to), ` +
        `or another multiple of the network's ${inputSize} with points between`,
    );
  return points;
}
