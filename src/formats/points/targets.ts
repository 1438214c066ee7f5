import type { Task } from '../../core/data/dataSet';
import { Fault, shown } from '../checks';
import { shortest } from '../numberText';
import type { PointColumn } from './table';

/** Most classes of a task: each is an output of the network and a colour. */
export const MAX_CLASSES = 100;

/** Whole numbers, up to this many different ones, are taken for classes at first. */
const FEW = 10;

export interface Targets {
  readonly targets: Float32Array;
  readonly classNames: readonly string[];
}

/** Classes of a column over some rows: names in the column's order, or different numbers ascending. */
function classesOf(column: PointColumn, rows: Int32Array): { classNames: string[]; classAt: (row: number) => number } {
  const value = (row: number): number =>
    (column.kind === 'number' ? column.values[row] : column.indices[row]) as number;
  const found = new Set<number>();
  for (const row of rows) if (found.size <= MAX_CLASSES) found.add(value(row));
  const classes = Float64Array.from(found).sort();
  const places = new Map(Array.from(classes, (entry, i) => [entry, i]));
  const classNames = Array.from(classes, (entry) =>
    column.kind === 'number' ? shortest(entry) : (column.names[entry] as string),
  );
  return { classNames, classAt: (row) => places.get(value(row)) as number };
}

/**
 * Class indices of a column over these rows; zeros for a regression without a target. Throws a `Fault` when a regression is
 * given names, or when there are not two classes for `binary`, two to MAX_CLASSES for `classes`.
 */
export function targetOf(column: PointColumn | null, task: Task, rows: Int32Array): Targets {
  if (task === 'regression') {
    if (column) throw new Fault(`column ${shown(column.name)}`, 'holds names, a regression needs numbers');
    return { targets: new Float32Array(rows.length), classNames: [] };
  }
  if (!column) throw new Fault('target', 'none is chosen; classes need a column');
  const where = `column ${shown(column.name)}`;
  const { classNames, classAt } = classesOf(column, rows);
  const count = classNames.length;
  if (count > MAX_CLASSES)
    throw new Fault(where, `has more than ${MAX_CLASSES} different values: too many for classes`);
  const list = `${classNames.slice(0, 5).join(', ')}${count > 5 ? ', …' : ''}`;
  if (task === 'binary' && count !== 2)
    throw new Fault(where, `has ${count} classes (${list}); a binary task needs two`);
  if (count < 2) throw new Fault(where, `has one class only (${list})`);
  return { targets: Float32Array.from(rows, classAt), classNames };
}

/**
 * The task that a column suggests: names, or at most ten different whole numbers, are classes (two of them: binary); all
 * else is a regression.
 */
export function suggestTask(column: PointColumn): Task {
  if (column.kind === 'category') return column.names.length === 2 ? 'binary' : 'classes';
  const found = new Set<number>();
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    found.add(value);
    if (!Number.isInteger(value) || found.size > FEW) return 'regression';
  }
  if (found.size < 2) return 'regression';
  return found.size === 2 ? 'binary' : 'classes';
}
