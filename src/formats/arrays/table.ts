/** Tables of points from arrays, so that they are used as those of CSV files are. */
import { Fault, type FormatError } from '../checks';
import { MAX_INPUTS } from '../limits';
import { MAX_CLASSES, MAX_POINT_ROWS, type NumberColumn, type PointColumn, type PointTable } from '../points';
import { isReal, numbersOf, type Tensor } from '../tensors';
import type { LabelledArrays } from './choose';
import { type ArrayRows, arrayRows } from './rows';

export type ArraysResult =
  | { readonly ok: true; readonly table: PointTable }
  | { readonly ok: false; readonly error: FormatError };

/** Real numbers that are whole are classes where there are at most so many of them. */
const FEW = 10;

/** Name of the column of targets. */
export const TARGET = 'target';

/**
 * A table with a column an input and, last, one of targets; pictures say so. Of more than `mostValues` input values the first rows
 * are taken, and it is noted. Targets: whole numbers are classes, and so are rows of one 1 among zeros; others are numbers. Refused
 * with a message: another number of targets than of rows, targets with several numbers each, values that are not finite. Never
 * throws on any arrays. Cost: linear in what is taken.
 */
export function tableFromArrays(arrays: LabelledArrays, mostValues: number): ArraysResult {
  try {
    return { ok: true, table: tableOf(arrays, mostValues) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

function tableOf({ inputs, targets, notes }: LabelledArrays, mostValues: number): PointTable {
  const rows = arrayRows(inputs);
  if (rows.count === 0 || rows.width === 0) throw new Fault('', `there are no values (${inputs.shape.join(' × ')})`);
  if (rows.width > MAX_INPUTS) throw new Fault('', `${rows.width} inputs a row; at most ${MAX_INPUTS} are taken`);
  const targetCount = targets?.shape[0] ?? rows.count;
  if (targetCount !== rows.count) throw new Fault('', `${targetCount} targets for ${rows.count} rows of inputs`);
  const taken = Math.min(rows.count, MAX_POINT_ROWS, Math.floor(mostValues / rows.width));
  if (taken === 0) throw new Fault('', `${rows.width} inputs a row; at most ${mostValues} values are taken`);
  const columns: PointColumn[] = inputColumns(rows, taken);
  if (targets) columns.push(targetColumn(targets, taken));
  const { picture } = rows;
  return {
    columns,
    rowCount: taken,
    notes: [...notes, ...notesOn(rows, taken, mostValues)],
    ...(picture ? { picture } : {}),
  };
}

function notesOn({ count, picture, divisor }: ArrayRows, taken: number, mostValues: number): string[] {
  const notes: string[] = [];
  if (picture) notes.push(`a row is a picture: ${picture.width} × ${picture.height}, ${colours(picture.channels)}`);
  if (divisor !== 1) notes.push('bytes are divided by 255: from 0 to 1');
  if (taken < count)
    notes.push(`the first ${taken} of ${count} rows are taken: at most ${mostValues} values, ${MAX_POINT_ROWS} rows`);
  return notes;
}

const colours = (channels: number): string => (channels === 1 ? 'grey' : `${channels} colours`);

function inputColumns({ width, picture, row }: ArrayRows, taken: number): NumberColumn[] {
  const values = Array.from({ length: width }, () => new Float64Array(taken));
  for (let i = 0; i < taken; i++) {
    const here = row(i);
    for (let k = 0; k < width; k++) (values[k] as Float64Array)[i] = finite(here[k] as number, i, k);
  }
  const grey = picture?.channels === 1 ? picture : null;
  return values.map((column, k) => ({
    kind: 'number',
    name: grey ? `pixel ${Math.floor(k / grey.width)},${k % grey.width}` : `x${k}`,
    values: column,
  }));
}

function finite(value: number, row: number, input: number): number {
  if (!Number.isFinite(value)) throw new Fault(`row ${row}`, `input ${input} is ${value}`);
  return value;
}

function targetColumn(targets: Tensor, taken: number): PointColumn {
  const { type, shape, data } = targets;
  const width = shape.slice(1).reduce((product, length) => product * length, 1);
  const values = numbersOf({ type, shape: [taken * width], data: data.subarray(0, taken * width) });
  const numbers = width === 1 ? values : oneHot(values, taken, width);
  const bad = numbers.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new Fault(`row ${bad}`, `its target is ${numbers[bad]}`);
  const found = Float64Array.from(new Set(numbers)).sort();
  const classes = found.length <= (isReal(type) ? FEW : MAX_CLASSES) && found.every(Number.isInteger);
  if (!classes) return { kind: 'number', name: TARGET, values: numbers };
  const places = new Map(Array.from(found, (value, k) => [value, k]));
  return {
    kind: 'category',
    name: TARGET,
    indices: Int32Array.from(numbers, (value) => places.get(value) as number),
    names: Array.from(found, String),
  };
}

/** The places of the ones. Throws a `Fault` where a row is anything but one 1 among zeros. */
function oneHot(values: Float64Array, rows: number, width: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    const row = values.subarray(i * width, (i + 1) * width);
    const at = row.indexOf(1);
    if (at < 0 || row.some((value, k) => value !== (k === at ? 1 : 0)))
      throw new Fault(`row ${i}`, `${width} numbers as its target; one, or a single 1 among zeros, is taken`);
    return at;
  });
}
