import { formatErrorText, type PointTable, parsePoints, readNpy, type Tensor } from '../../formats';
import { arrayRows } from '../../formats/arrays/rows';
import { Fault } from '../../formats/checks';
import { isArrayFile, isNpy, readDataFiles } from '../../formats/dataFile';
import { isPng } from '../../formats/png/chunks';
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

const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/**
 * The rows of a file of arrays (.npy, .npz, IDX, see `arrayRows`: pictures of bytes are divided by 255, which is noted) or of a table,
 * CSV or JSON (its columns of numbers, in order; columns of names are left out). All other values are taken as they stand, in float64.
 * `wanted`: of a table with one column more than these, the one that it suggests as the target is left out (`named`: only where the
 * table has names). What was odd goes to `note`. Throws a UsageError that names the file.
 */
export function inputRows(
  bytes: Uint8Array,
  file: string,
  note: (text: string) => void,
  wanted: number | null = null,
  named = false,
): InputRows {
  if (isPng(bytes) || isJpeg(bytes))
    throw new UsageError(`${file}: a picture; pictures are opened on the page, here their values as .npy are`);
  if (isArrayFile({ name: file, bytes })) return tensorRows(tensorIn(bytes, file, note), file, note);
  const result = parsePoints(new TextDecoder().decode(bytes));
  if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
  for (const text of result.table.notes) note(`${file}: ${text}`);
  return tableRows(result.table, file, note, wanted, named);
}

/** The inputs of a file of arrays. An .npy file may be as large as the limit of inputs. */
function tensorIn(bytes: Uint8Array, file: string, note: (text: string) => void): Tensor {
  if (isNpy(bytes)) {
    const result = readNpy(bytes);
    if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
    return result.tensor;
  }
  const result = readDataFiles([{ name: file, bytes }]);
  if (!result.ok) {
    const { where } = result.error;
    throw new UsageError(`${where === file ? '' : `${file}: `}${formatErrorText(result.error)}`);
  }
  for (const text of result.arrays.notes) note(`${file}: ${text}`);
  return result.arrays.inputs;
}

function tensorRows(tensor: Tensor, file: string, note: (text: string) => void): InputRows {
  try {
    const rows = arrayRows(tensor);
    if (rows.divisor !== 1) note(`${file}: pictures of bytes are divided by ${rows.divisor}: from 0 to 1`);
    return rows;
  } catch (error) {
    throw error instanceof Fault ? new UsageError(`${file}: ${error.message}`) : error;
  }
}

function tableRows(
  table: PointTable,
  file: string,
  note: (text: string) => void,
  wanted: number | null,
  named: boolean,
): InputRows {
  const { columns, rowCount } = table;
  const all = columns.filter((column): column is NumberColumn => column.kind === 'number');
  const suggested = wanted !== null && all.length === wanted + 1 ? suggestedChoice(table, file).target : null;
  const target = named && /^column \d+$/.test(suggested ?? '') ? null : suggested;
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
