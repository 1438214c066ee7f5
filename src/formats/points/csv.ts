import { Fault } from '../checks';
import { type CellSource, checkSize, columnsFrom, distinctNames, numberCell, Survey } from './columns';
import { hasDecimalCommas, separatorOf } from './dialect';
import { RecordReader, type Separator, type TextRecord } from './records';
import { MAX_POINT_COLUMNS, MAX_POINT_ROWS, Notes, type PointTable } from './table';

/** The first two records and what the others hold: all that decides about the first line and the width. */
interface Reading {
  readonly first: TextRecord;
  readonly second: TextRecord | null;
  /** Records after the first. */
  readonly others: number;
  /** Of the records after the first. */
  readonly survey: Survey;
  /** How many records have how many fields, in the order of the text. */
  readonly widths: Map<number, number>;
  readonly emptyRecords: number;
}

const copyOf = ({ fields, quoted, line }: TextRecord): TextRecord => ({
  fields: [...fields],
  quoted: [...quoted],
  line,
});

function readThrough(text: string, separator: Separator, decimalComma: boolean): Reading {
  const reader = new RecordReader(text, separator);
  const survey = new Survey(decimalComma);
  const record = reader.next();
  if (!record) throw new Fault('', 'there are no rows');
  const first = copyOf(record);
  const widths = new Map([[first.fields.length, 1]]);
  let second: TextRecord | null = null;
  let others = 0;
  for (let next = reader.next(); next; next = reader.next()) {
    others++;
    second ??= copyOf(next);
    const width = next.fields.length;
    if (others > MAX_POINT_ROWS) throw new Fault(`line ${next.line}`, `more than ${MAX_POINT_ROWS} rows`);
    if (width > MAX_POINT_COLUMNS)
      throw new Fault(`line ${next.line}`, `${width} fields; at most ${MAX_POINT_COLUMNS} columns are taken`);
    widths.set(width, (widths.get(width) ?? 0) + 1);
    survey.add(next.fields);
  }
  return { first, second, others, survey, widths, emptyRecords: reader.emptyRecords };
}

/**
 * Whether the first record holds names: text above numbers; where no column has numbers, different names in every
 * field. A number in quotes above one without is a name.
 */
function holdsNames({ first, second, survey }: Reading, decimalComma: boolean): boolean {
  const isText = first.fields.map((field, k) => {
    if (numberCell(field, decimalComma) === undefined) return true;
    const below = second?.quoted[k] ? numberCell(second.fields[k], decimalComma) : undefined;
    return second !== null && first.quoted[k] === true && !(below !== undefined && Number.isFinite(below));
  });
  const numeric = first.fields.map((_, k) => second !== null && survey.isNumber(k) && !survey.isEmpty(k));
  if (!numeric.includes(true)) return isText.every(Boolean) && new Set(first.fields).size === first.fields.length;
  return isText.includes(true) && numeric.every((is, k) => !is || isText[k] === true || first.fields[k] === '');
}

/** The commonest number of fields; among equals that of the earliest record. */
const commonest = (widths: ReadonlyMap<number, number>): number =>
  [...widths].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];

/**
 * A table from text with separators. `named` says whether its first record holds the columns' names; without it that is
 * decided by `holdsNames`. Throws a `Fault`.
 */
export function tableFromCsv(text: string, named?: boolean): { table: PointTable; named: boolean } {
  const separator = separatorOf(text);
  const decimalComma = hasDecimalCommas(text, separator);
  const notes = new Notes();
  if (decimalComma) notes.add('comma', 'commas are read as decimal points: 1,5 is 1.5');
  const reading = readThrough(text, separator, decimalComma);
  const { first, others, survey, widths, emptyRecords } = reading;
  const header = named ?? holdsNames(reading, decimalComma);
  if (header && others === 0 && first.fields.length === 1)
    throw new Fault('', 'no table was found: there is one word or line of text, and no rows of numbers');
  if (header && others === 0) throw new Fault('', 'there are names of columns, but no rows');
  if (!header) survey.add(first.fields);
  else if (named === undefined && others === 1)
    notes.add('few', 'the first line is read as the columns’ names: one row of values is left');
  const width = Math.max(commonest(widths), header ? first.fields.length : 0);
  const rowCount = others + (header ? 0 : 1);
  checkSize(rowCount, width);
  if (emptyRecords > 0) notes.add('empty', `${emptyRecords} empty rows are left out`);
  const names = Array.from({ length: width }, (_, k) => (header ? (first.fields[k] ?? '') : ''));
  // Spreadsheets write columns that have neither a name nor a value.
  const kept = [...names.keys()].filter((k) => names[k] !== '' || !survey.isEmpty(k));
  checkSize(rowCount, kept.length);
  if (kept.length < width) notes.add('empty', `${width - kept.length} empty columns are left out`);
  const distinct = distinctNames(names, notes);
  const source: CellSource = {
    columns: distinct.map((name) => ({ name })),
    rowCount,
    decimalComma,
    rows: (visit) => visitRecords(text, separator, { header, width, notes }, visit),
  };
  const columns = columnsFrom(source, survey, notes);
  const table = {
    columns: kept.map((k) => columns[k] as PointTable['columns'][number]),
    rowCount,
    notes: notes.list(),
  };
  return { table, named: header };
}

function visitRecords(
  text: string,
  separator: Separator,
  { header, width, notes }: { header: boolean; width: number; notes: Notes },
  visit: Parameters<CellSource['rows']>[0],
): void {
  const reader = new RecordReader(text, separator);
  if (header) reader.next();
  let row = 0;
  for (let record = reader.next(); record; record = reader.next()) {
    const { fields, line } = record;
    const place = (): string => `row ${row + 1} (line ${line})`;
    if (fields.length < width) notes.add('short', `${place()}: ${fields.length} fields, expected ${width}`);
    if (fields.slice(width).some((field) => field !== ''))
      notes.add('long', `${place()}: ${fields.length} fields, expected ${width}; the rest is left out`);
    visit(fields, row, place);
    row++;
  }
}
