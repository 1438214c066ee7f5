import { Fault, type JsonObject, listAt, objectAt, shown } from '../checks';
import { parseJsonText } from '../jsonText';
import {
  type Cell,
  type CellSource,
  type ColumnSpec,
  checkSize,
  columnsFrom,
  distinctNames,
  numberCell,
  Survey,
} from './columns';
import { type JsonRows, spreadLists } from './listColumns';
import { Notes, type PointTable } from './table';

/**
 * A table from JSON: a list of rows (lists, objects or single numbers), an object with a list for each column, either of
 * them under `data`, `points`, `rows` or `columns`, names under `columns` beside rows under `data`, or what
 * `writePointsJson` writes. A list of numbers in each row of a column is a column for each of them. Throws a `Fault`.
 */
export function tableFromJson(text: string, named?: boolean): { table: PointTable; named: boolean } {
  const notes = new Notes();
  const rows = spreadLists(rowsOf(parseJsonText(text), notes));
  checkSize(rows.rowCount, rows.width);
  const header = rows.columns === null && (named ?? firstRowNames(rows));
  const skipped = header ? 1 : 0;
  if (rows.rowCount === skipped) throw new Fault('', 'there are names of columns, but no rows');
  const written = Array.from(
    { length: rows.width },
    (_, k): ColumnSpec => (header ? { name: String(rows.cell(0, k) ?? '') } : (rows.columns?.[k] ?? { name: '' })),
  );
  const names = distinctNames(
    written.map(({ name }) => name),
    notes,
  );
  const cells: Cell[] = [];
  const source: CellSource = {
    columns: written.map((spec, k) => ({ ...spec, name: names[k] as string })),
    rowCount: rows.rowCount - skipped,
    decimalComma: false,
    rows: (visit) => {
      for (let row = 0; row < rows.rowCount - skipped; row++) {
        for (let k = 0; k < rows.width; k++) cells[k] = rows.cell(row + skipped, k);
        visit(cells, row, () => `row ${row + 1}`);
      }
    },
  };
  const survey = new Survey(false);
  source.rows((row) => survey.add(row));
  const columns = columnsFrom(source, survey, notes);
  return { table: { columns, rowCount: source.rowCount, notes: notes.list() }, named: header || rows.columns !== null };
}

/** Names in the first of several lists: texts that are no numbers, above a number. */
function firstRowNames({ rowCount, width, cell }: JsonRows): boolean {
  const columns = Array.from({ length: width }, (_, k) => k);
  const isName = (value: Cell): boolean => typeof value === 'string' && numberCell(value) === undefined;
  return rowCount > 1 && columns.every((k) => isName(cell(0, k))) && columns.some((k) => !isName(cell(1, k)));
}

const ROW_KEYS = ['data', 'points', 'rows'] as const;

function rowsOf(value: unknown, notes: Notes, names: readonly ColumnSpec[] | null = null, depth = 0): JsonRows {
  if (Array.isArray(value)) return rowsOfList(value, names);
  const file = objectAt(value, '');
  const key = ROW_KEYS.find((candidate) => isNested(file[candidate]) && !isOneOfColumns(file, candidate));
  if (key && depth < 2) {
    const list = file.columns;
    const texts = Array.isArray(list) && list.every((name) => typeof name === 'string') ? (list as string[]) : null;
    return rowsOf(file[key], notes, texts?.map((name) => ({ name })) ?? names, depth + 1);
  }
  if (Array.isArray(file.columns)) return rowsOfColumnList(file.columns);
  if (isNested(file.columns) && !isRowIndex(file.columns)) return rowsOfColumns(file.columns as JsonObject, notes);
  return rowsOfColumns(file, notes);
}

/** A list of values beside other lists: a column that happens to be called `data`. */
function isOneOfColumns(file: JsonObject, key: string): boolean {
  const list = file[key];
  const others = Object.entries(file).some(([other, value]) => other !== key && Array.isArray(value));
  return others && Array.isArray(list) && kindOf(list[0]) === 'value';
}

/** A column that happens to be called `columns`, in the row by row writing of pandas: values under numbers. */
const isRowIndex = (value: object): boolean => Object.keys(value).every((key) => /^\d+$/.test(key));

function rowsOfList(list: readonly unknown[], names: readonly ColumnSpec[] | null): JsonRows {
  const rowCount = list.length;
  const kind = kindOf(list[0]);
  const odd = list.findIndex((row) => kindOf(row) !== kind);
  if (odd >= 0) throw new Fault(`row ${odd + 1}`, `${shown(list[odd])}, unlike the rows before it`);
  if (kind === 'value') return { columns: names, rowCount, width: 1, cell: (row) => list[row] };
  if (kind === 'list') {
    const rows = list as readonly (readonly unknown[])[];
    const width = rows.reduce((most, row) => Math.max(most, row.length), names?.length ?? 0);
    return { columns: names, rowCount, width, cell: (row, k) => rows[row]?.[k] };
  }
  const rows = list as readonly JsonObject[];
  const found = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) found.add(key);
  const keys = [...found];
  const columns = keys.map((name) => ({ name }));
  return { columns, rowCount, width: keys.length, cell: (row, k) => own(rows[row] as JsonObject, keys[k] as string) };
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

const kindOf = (row: unknown): 'list' | 'object' | 'value' => {
  if (Array.isArray(row)) return 'list';
  return isNested(row) ? 'object' : 'value';
};

const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** An object with a list for each column, or (pandas) an object of values under the rows' keys. */
function rowsOfColumns(file: JsonObject, notes: Notes): JsonRows {
  const lists = new Map<string, readonly unknown[]>();
  for (const [name, column] of Object.entries(file)) {
    if (Array.isArray(column)) lists.set(name, column);
    else if (isNested(column)) lists.set(name, Object.values(column));
    else notes.add('keys', `${shown(name)} holds no column and is left out`);
  }
  if (lists.size === 0) throw new Fault('', 'no rows: expected a list of rows, or a list for each column');
  const columns = [...lists].map(([name]) => ({ name }));
  return columnwise(columns, [...lists.values()]);
}

/** What `writePointsJson` writes: a list of `{name, kind?, names?, values}`. */
function rowsOfColumnList(list: readonly unknown[]): JsonRows {
  const values: (readonly unknown[])[] = [];
  const columns = list.map((value, k): ColumnSpec => {
    const where = `columns[${k}]`;
    const column = objectAt(value, where);
    const { name, kind, names } = column;
    if (typeof name !== 'string') throw new Fault(`${where}.name`, `expected a text, found ${shown(name)}`);
    if (kind !== undefined && kind !== 'number' && kind !== 'category')
      throw new Fault(`${where}.kind`, `${shown(kind)} is neither "number" nor "category"`);
    values.push(listAt(column.values, `${where}.values`));
    const stated = names === undefined ? [] : listAt(names, `${where}.names`);
    const odd = stated.findIndex((text) => typeof text !== 'string');
    if (odd >= 0) throw new Fault(`${where}.names[${odd}]`, `expected a text, found ${shown(stated[odd])}`);
    return { name, ...(kind && { kind }), names: stated as readonly string[] };
  });
  return columnwise(columns, values);
}

function columnwise(columns: readonly ColumnSpec[], lists: readonly (readonly unknown[])[]): JsonRows {
  const rowCount = lists[0]?.length ?? 0;
  const odd = lists.findIndex((list) => list.length !== rowCount);
  if (odd >= 0) {
    const name = shown(columns[odd]?.name);
    throw new Fault(`column ${name}`, `${lists[odd]?.length} values, the first column has ${rowCount}`);
  }
  return { columns, rowCount, width: columns.length, cell: (row, k) => lists[k]?.[row] };
}
