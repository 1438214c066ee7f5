import type { DataSet } from '../../core/data/dataSet';
import { shortest } from '../numberText';
import { writeCsv } from '../writeCsv';
import type { PointColumn, PointTable } from './table';

const namesOf = (indices: Int32Array, names: readonly string[]): (string | null)[] =>
  Array.from(indices, (i) => names[i] ?? null);

/**
 * A table as CSV, with a line of names. Numbers read back as the same float64. CSV has no kinds of columns: names come
 * back sorted, and a column of names most of which are numbers comes back as numbers.
 */
export function writePointsCsv({ columns }: Pick<PointTable, 'columns'>): string {
  return writeCsv(
    columns.map((column) => ({
      name: column.name,
      values: column.kind === 'number' ? column.values : namesOf(column.indices, column.names),
    })),
  );
}

function columnJson(column: PointColumn): string {
  const head = `"name":${JSON.stringify(column.name)},"kind":"${column.kind}"`;
  if (column.kind === 'category')
    return `{${head},"names":${JSON.stringify(column.names)},"values":${JSON.stringify(namesOf(column.indices, column.names))}}`;
  const values = Array.from(column.values, (value) => (Number.isNaN(value) ? 'null' : shortest(value)));
  return `{${head},"values":[${values.join(',')}]}`;
}

/** A table as JSON, `{"columns":[{name, kind, names?, values}]}`: it comes back unchanged, the order of names included. */
export const writePointsJson = ({ columns }: Pick<PointTable, 'columns'>): string =>
  `{"columns":[\n${columns.map(columnJson).join(',\n')}\n]}\n`;

/** A data set as a table: its inputs x1, x2, … and its targets, as classes by name or as numbers. */
export function dataToTable({ count, inputSize, inputs, task, targets, classNames }: DataSet): PointTable {
  const columns = Array.from({ length: inputSize }, (_, k): PointColumn => {
    const values = Float64Array.from({ length: count }, (_, row) => inputs[row * inputSize + k] as number);
    return { kind: 'number', name: `x${k + 1}`, values };
  });
  const last: PointColumn =
    task === 'regression'
      ? { kind: 'number', name: 'target', values: Float64Array.from(targets) }
      : { kind: 'category', name: 'class', indices: Int32Array.from(targets), names: classNames };
  return { columns: [...columns, last], rowCount: count, notes: [] };
}
