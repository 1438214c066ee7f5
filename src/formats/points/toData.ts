import type { DataSet, Task } from '../../core/data/dataSet';
import { type PictureSize, pictureInputs } from '../../core/data/picture';
import { Fault, type FormatError, plainName, shown } from '../checks';
import { type Scaling, scaled, scalingOf } from './scaling';
import { Notes, type NumberColumn, type PointColumn, type PointTable } from './table';
import { targetOf } from './targets';

export interface DataChoice {
  /** Names of the columns that become inputs, in this order. */
  readonly inputs: readonly string[];
  /** Column of the targets. Null: a regression whose targets are all 0, to be filled in by the caller. */
  readonly target: string | null;
  readonly task: Task;
  /** Brings each input to mean 0 and standard deviation 1. */
  readonly standardiseInputs?: boolean;
  /** The same for the target of a regression. */
  readonly standardiseTarget?: boolean;
  readonly name?: string;
}

export type DataResult =
  | {
      readonly ok: true;
      readonly data: DataSet;
      /** Rows of the table that became points, from 0. */
      readonly rows: Int32Array;
      /** One an input, in order; null when they are as they were. */
      readonly inputScaling: readonly Scaling[] | null;
      readonly targetScaling: Scaling | null;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly error: FormatError };

/**
 * A data set from columns of a table. Rows without a value in a chosen column are left out and counted; so are rows with
 * a number beyond float32. Means and deviations are taken in float64 over all rows without a gap, before everything is
 * rounded to float32. Classes are the names of a column in its order, or the different numbers of one, ascending. Refused
 * with a message: unknown or repeated columns, names as inputs, no row left, another number of classes than the task has.
 */
export function tableToData(table: PointTable, choice: DataChoice): DataResult {
  try {
    return dataFrom(table, choice);
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

const label = (name: string): string => `column ${shown(name)}`;

function columnNamed({ columns }: PointTable, name: string): PointColumn {
  const column = columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const known = columns.slice(0, 12).map((candidate) => candidate.name);
  throw new Fault(label(name), `there is none; there are ${known.join(', ')}${columns.length > 12 ? ', …' : ''}`);
}

function inputColumns(table: PointTable, { inputs, target }: DataChoice): NumberColumn[] {
  if (inputs.length === 0) throw new Fault('inputs', 'none is chosen; at least one column is needed');
  const seen = new Set(target === null ? [] : [target]);
  return inputs.map((name) => {
    const column = columnNamed(table, name);
    if (column.kind !== 'number') throw new Fault(label(name), 'holds names, an input needs numbers');
    if (seen.has(name))
      throw new Fault(label(name), name === target ? 'is input and target at once' : 'is chosen twice');
    seen.add(name);
    return column;
  });
}

const lacks = (column: PointColumn, row: number): boolean =>
  column.kind === 'number' ? Number.isNaN(column.values[row]) : (column.indices[row] as number) < 0;

/** Rows that have a value in each of these columns. */
function wholeRows(rowCount: number, columns: readonly PointColumn[], notes: Notes): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const empty = columns.find((column) => lacks(column, row));
    if (empty) notes.add('lacking', `row ${row + 1} is left out: nothing in ${label(empty.name)}`);
    else rows.push(row);
  }
  if (rows.length === 0)
    throw new Fault('', `no row has a value in every one of ${columns.map(({ name }) => name).join(', ')}`);
  return Int32Array.from(rows);
}

const picked = ({ values }: NumberColumn, rows: Int32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row] as number);

/** Values that become float32, and how they were standardised. */
interface Prepared {
  readonly name: string;
  readonly values: Float64Array;
  readonly scaling: Scaling | null;
}

function prepare(column: NumberColumn, rows: Int32Array, standardise: boolean): Prepared {
  const { name } = column;
  const values = picked(column, rows);
  if (!standardise) return { name, values, scaling: null };
  const scaling = scalingOf(name, values);
  return { name, values: scaled(values, scaling), scaling };
}

/** Whether the inputs are every value of the table's pictures, in order. */
const areAll = (inputs: readonly NumberColumn[], { columns }: PointTable, picture: PictureSize): boolean =>
  inputs.length === pictureInputs(picture) && inputs.every((column, k) => column === columns[k]);

const fits = (value: number): boolean => Number.isFinite(Math.fround(value));

/** Rows all of whose numbers are float32 numbers; the places of these rows in `rows`. */
function withinFloat32(rows: Int32Array, columns: readonly Prepared[], notes: Notes): number[] {
  const kept: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const large = columns.find(({ values }) => !fits(values[i] as number));
    if (!large) kept.push(i);
    else
      notes.add(
        'large',
        `row ${(rows[i] as number) + 1} is left out: ${large.values[i]} in ${label(large.name)} is beyond float32`,
      );
  }
  if (kept.length === 0) throw new Fault('', 'every row has a number beyond float32 (3.4e38)');
  return kept;
}

function dataFrom(table: PointTable, choice: DataChoice): DataResult {
  const notes = new Notes();
  const inputs = inputColumns(table, choice);
  const target = choice.target === null ? null : columnNamed(table, choice.target);
  const whole = wholeRows(table.rowCount, target ? [...inputs, target] : inputs, notes);
  const prepared = inputs.map((column) => prepare(column, whole, choice.standardiseInputs ?? false));
  const regression = choice.task === 'regression' && target?.kind === 'number';
  const number = regression ? prepare(target, whole, choice.standardiseTarget ?? false) : null;
  const kept = withinFloat32(whole, number ? [...prepared, number] : prepared, notes);
  const rows = Int32Array.from(kept, (i) => whole[i] as number);
  const { targets, classNames } = number
    ? { targets: Float32Array.from(kept, (i) => number.values[i] as number), classNames: [] }
    : targetOf(target, choice.task, rows);
  const flat = new Float32Array(kept.length * prepared.length);
  kept.forEach((place, i) => {
    prepared.forEach(({ values }, k) => {
      flat[i * prepared.length + k] = values[place] as number;
    });
  });
  for (const { scaling } of number ? [...prepared, number] : prepared) if (scaling) noteScaling(scaling, notes);
  const { picture } = table;
  const grey = picture?.channels === 1 && !choice.standardiseInputs && areAll(inputs, table, picture);
  const data: DataSet = {
    name: plainName(choice.name ?? '', 'name') || 'points',
    inputSize: prepared.length,
    count: kept.length,
    inputs: flat,
    task: choice.task,
    targets,
    classNames,
    image: grey ? { width: picture.width, height: picture.height } : null,
  };
  const inputScaling = choice.standardiseInputs ? prepared.map(({ scaling }) => scaling as Scaling) : null;
  return { ok: true, data, rows, inputScaling, targetScaling: number?.scaling ?? null, notes: notes.list() };
}

function noteScaling({ name, mean, deviation }: Scaling, notes: Notes): void {
  const short = (value: number): string => String(Number(value.toPrecision(4)));
  notes.add('scaling', `${label(name)} is standardised: mean ${short(mean)}, standard deviation ${short(deviation)}`);
}
