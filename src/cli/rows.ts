/** Points named by the rows of a file: `data.npz#1,#7,#9`. */
import { coordinates, UsageError } from './arguments';
import { inputRows, MAX_INPUTS_FILE } from './batch/inputs';
import { readBytes } from './files';

/** Whether a text names rows of a file rather than numbers. */
export const namesRows = (text: string): boolean => text.includes('#');

/** The file before the first #, and the rows after it, from 0. Throws a UsageError for what are no rows. */
function parts(name: string, text: string): { file: string; rows: readonly number[] } {
  const at = text.indexOf('#');
  const file = text.slice(0, at);
  if (at < 0 || file === '')
    throw new UsageError(`--${name}: '${text}' names no rows of a file, as data.npz#1,#7,#9 does`);
  const rows = text
    .slice(at)
    .split(',')
    .map((part) => {
      const number = part.trim().replace(/^#/, '');
      if (!/^\d{1,15}$/.test(number))
        throw new UsageError(`--${name}: '${part}' is no row of ${file}: #0 is the first`);
      return Number(number);
    });
  return { file, rows };
}

/**
 * The rows that a text names, each of `inputSize` finite numbers; how the file was read goes to `note`. `counted` says how many may be
 * named: null where that many may. Throws a UsageError that names option, file and row.
 */
export function rowsNamed(
  name: string,
  text: string,
  inputSize: number,
  note: (text: string) => void,
  counted: (rows: number) => string | null = () => null,
): Float64Array[] {
  const { file, rows } = parts(name, text);
  const fault = counted(rows.length);
  if (fault) throw new UsageError(`--${name}: ${fault}`);
  const read = inputRows(readBytes(file, MAX_INPUTS_FILE), file, note, inputSize);
  if (read.width !== inputSize)
    throw new UsageError(`--${name}: ${file} has ${read.width} numbers a row, this network takes ${inputSize}`);
  return rows.map((row) => {
    if (row >= read.count)
      throw new UsageError(`--${name}: there is no row ${row} in ${file}, which has ${read.count} (from 0)`);
    const point = read.row(row);
    const odd = point.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) throw new UsageError(`--${name}: row ${row} of ${file} has no finite number in input ${odd}`);
    return point;
  });
}

/** A point of the input space: `x1,…,xd`, or a row of a file, `data.npz#7`. */
export function inputPoint(name: string, text: string, inputSize: number, note: (text: string) => void): Float64Array {
  if (!namesRows(text)) return coordinates(name, text, inputSize, 'its inputs');
  const one = (rows: number): string | null => (rows === 1 ? null : `${rows} rows, one is needed`);
  const [point] = rowsNamed(name, text, inputSize, note, one);
  return point as Float64Array;
}
