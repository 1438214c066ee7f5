import { Fault, plainName, shown } from '../checks';
import { numberField } from '../fieldText';
import { MAX_POINT_CELLS, MAX_POINT_COLUMNS, MAX_POINT_ROWS, type Notes, type PointColumn } from './table';

/** A value as a file has it: a text, or what JSON holds. */
export type Cell = unknown;

/** How a column is named and read. Without a kind it is numbers when more than half of its filled cells are. */
export interface ColumnSpec {
  readonly name: string;
  readonly kind?: 'number' | 'category';
  /** Names in the order that the file states; others follow, sorted. */
  readonly names?: readonly string[];
}

/** Rows of cells, which can be gone through any number of times. */
export interface CellSource {
  readonly columns: readonly ColumnSpec[];
  readonly rowCount: number;
  readonly decimalComma: boolean;
  /** Visits the rows in order. `cells` is used again; `place` names the row (`row 17`) and is only called for a message. */
  readonly rows: (visit: (cells: readonly Cell[], row: number, place: () => string) => void) => void;
}

/** A cell as a number, in `numberField`'s way; truth values are text, lists and objects are nothing. */
export function numberCell(cell: Cell, decimalComma = false): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string') return numberField(cell, decimalComma);
  return typeof cell === 'boolean' ? undefined : Number.NaN;
}

/** Numbers (finite or not) and texts of each column. */
export class Survey {
  readonly numbers: number[] = [];
  readonly texts: number[] = [];

  constructor(private readonly decimalComma: boolean) {}

  add(cells: readonly Cell[]): void {
    for (let k = 0; k < cells.length; k++) {
      const value = numberCell(cells[k], this.decimalComma);
      if (value === undefined) this.texts[k] = (this.texts[k] ?? 0) + 1;
      else if (!Number.isNaN(value)) this.numbers[k] = (this.numbers[k] ?? 0) + 1;
    }
  }

  /** No filled cell at all counts as numbers. */
  isNumber(column: number): boolean {
    const texts = this.texts[column] ?? 0;
    return texts === 0 || (this.numbers[column] ?? 0) > texts;
  }

  /** As many filled cells are numbers as are not: which of them are meant cannot be told. */
  isTied(column: number): boolean {
    const texts = this.texts[column] ?? 0;
    return texts > 0 && this.numbers[column] === texts;
  }

  isEmpty(column: number): boolean {
    return (this.texts[column] ?? 0) + (this.numbers[column] ?? 0) === 0;
  }
}

/** Throws a `Fault` when a table is larger than the limits, or has nothing in it. */
export function checkSize(rows: number, columns: number): void {
  if (rows === 0) throw new Fault('', 'there are no rows');
  if (columns === 0) throw new Fault('', 'there are no columns');
  if (rows > MAX_POINT_ROWS) throw new Fault('', `more than ${MAX_POINT_ROWS} rows`);
  if (columns > MAX_POINT_COLUMNS) throw new Fault('', `${columns} columns; at most ${MAX_POINT_COLUMNS} are taken`);
  if (rows * columns > MAX_POINT_CELLS)
    throw new Fault('', `${rows} rows of ${columns} columns; at most ${MAX_POINT_CELLS} cells are taken`);
}

/** Characters of a name that are looked at: far more than are kept, far fewer than a field may have. */
const NAME_SOURCE = 1000;

const plain = (text: string): string => plainName(text.slice(0, NAME_SOURCE), 'name');

/** Names as plain text, made different: empty ones count their place, those that come again get a number. */
export function distinctNames(names: readonly string[], notes: Notes): string[] {
  const taken = new Set<string>();
  return names.map((written, k) => {
    const name = plain(written) || `column ${k + 1}`;
    let own = name;
    for (let n = 2; taken.has(own); n++) own = `${name} (${n})`;
    if (own !== name) notes.add('names', `two columns are named ${shown(name)}: column ${k + 1} is now ${shown(own)}`);
    taken.add(own);
    return own;
  });
}

/** The columns of a source. What is not a number in a column of numbers is left out; that is noted, and where a column could be either. */
export function columnsFrom(source: CellSource, survey: Survey, notes: Notes): PointColumn[] {
  const { columns, rowCount, decimalComma } = source;
  const fillers = columns.map((spec, k) => {
    if (spec.kind === undefined && survey.isTied(k))
      notes.add('tied', `column ${shown(spec.name)}: as many numbers as other texts; all are read as names`);
    return (spec.kind ?? (survey.isNumber(k) ? 'number' : 'category')) === 'number'
      ? new NumberFiller(spec.name, rowCount, decimalComma, notes)
      : new CategoryFiller(spec, rowCount, notes);
  });
  source.rows((cells, row, place) => {
    for (let k = 0; k < fillers.length; k++) (fillers[k] as Filler).set(row, cells[k], place);
  });
  return fillers.map((filler) => filler.column());
}

const isNested = (cell: Cell): boolean => typeof cell === 'object' && cell !== null;

interface Filler {
  set(row: number, cell: Cell, place: () => string): void;
  column(): PointColumn;
}

class NumberFiller implements Filler {
  private readonly values: Float64Array;
  private readonly label: string;
  private missing = 0;

  constructor(
    private readonly name: string,
    rowCount: number,
    private readonly decimalComma: boolean,
    private readonly notes: Notes,
  ) {
    this.values = new Float64Array(rowCount).fill(Number.NaN);
    this.label = `column ${shown(name)}`;
  }

  set(row: number, cell: Cell, place: () => string): void {
    const value = numberCell(cell, this.decimalComma);
    if (value !== undefined && Number.isFinite(value)) this.values[row] = value;
    else if (value === undefined || isNested(cell)) this.odd(cell, place, 'a number');
    else if (Number.isNaN(value)) this.missing++;
    else this.odd(cell, place, 'finite');
  }

  private odd(cell: Cell, place: () => string, wanted: string): void {
    this.notes.add(this.label, `${place()}: ${shown(cell)} is not ${wanted} in ${this.label}`);
  }

  column(): PointColumn {
    const { name, values, missing } = this;
    if (missing > 0) this.notes.add('missing', `${this.label}: ${missing} of ${values.length} rows have no number`);
    return { kind: 'number', name, values };
  }
}

class CategoryFiller implements Filler {
  private readonly indices: Int32Array;
  private readonly found: string[] = [];
  private readonly places = new Map<string, number>();
  private readonly label: string;
  private missing = 0;

  constructor(
    private readonly spec: ColumnSpec,
    rowCount: number,
    private readonly notes: Notes,
  ) {
    this.indices = new Int32Array(rowCount).fill(-1);
    this.label = `column ${shown(spec.name)}`;
    for (const name of spec.names ?? []) this.placeOf(name);
  }

  set(row: number, cell: Cell, place: () => string): void {
    if (isNested(cell)) this.notes.add(this.label, `${place()}: ${shown(cell)} is not a name in ${this.label}`);
    else if (cell === null || cell === undefined || cell === '') this.missing++;
    else this.indices[row] = this.placeOf(String(cell));
  }

  /** Place of a name among those found so far; −1 for one without a visible character. */
  private placeOf(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    const name = plain(text);
    const place = name === '' ? -1 : (this.places.get(name) ?? this.found.push(name) - 1);
    this.places.set(name, place).set(text, place);
    return place;
  }

  column(): PointColumn {
    const { spec, indices, found, missing } = this;
    if (missing > 0) this.notes.add('missing', `${this.label}: ${missing} of ${indices.length} rows have no name`);
    const stated = new Set(spec.names?.map((name) => this.places.get(name)));
    const others = found.filter((_, i) => !stated.has(i)).sort();
    const names = [...found.filter((_, i) => stated.has(i)), ...others];
    const order = new Map(names.map((name, i) => [name, i]));
    const moved = found.map((name) => order.get(name) as number);
    return {
      kind: 'category',
      name: spec.name,
      indices: indices.map((i) => (i < 0 ? -1 : (moved[i] as number))),
      names,
    };
  }
}
