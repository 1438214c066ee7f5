import { numberField } from './fieldText';
import { shortest } from './numberText';

/** A column of a table. A missing value is null, undefined or NaN. */
export interface CsvColumn {
  readonly name: string;
  readonly values: ArrayLike<number | string | null | undefined>;
}

/**
 * What must stand in quotes: separators that some readers take, quotes, line ends, spaces, the sign of a comment, and a
 * bracket at the beginning, which would make a file look like JSON.
 */
const SPECIAL = /[\s,;"#]|^[[{]/;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function field(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isNaN(value) ? '' : shortest(value);
  return SPECIAL.test(value) || value === '' ? quoted(value) : value;
}

/**
 * A table as CSV (RFC 4180 with bare line feeds): a line of names, then a line a row. Numbers have as many digits as they
 * need to read back as the same float64; missing values are empty fields. Names that look like numbers, or like nothing,
 * are quoted, and so is the first field of a row in which all are missing: else it would be a blank line. Throws a
 * RangeError when the columns are not equally long, or when there is none.
 */
export function writeCsv(columns: readonly CsvColumn[]): string {
  const count = columns[0]?.values.length ?? -1;
  if (columns.some(({ values }) => values.length !== count) || count < 0)
    throw new RangeError(`invalid columns: of ${columns.map(({ values }) => values.length).join(', ') || 'no'} values`);
  const lines = [columns.map(({ name }) => (numberField(name) === undefined ? field(name) : quoted(name))).join(',')];
  for (let row = 0; row < count; row++) {
    const fields = columns.map(({ values }) => field(values[row]));
    lines.push(fields.every((text) => text === '') ? `""${','.repeat(fields.length - 1)}` : fields.join(','));
  }
  return `${lines.join('\n')}\n`;
}
