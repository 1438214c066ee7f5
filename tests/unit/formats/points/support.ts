import fc from 'fast-check';
import { formatErrorText } from '../../../../src/formats/checks';
import { type PointColumn, type PointTable, parsePoints } from '../../../../src/formats/points';

/** The table of a text, or an Error with the message of its refusal. */
export function read(text: string, named?: boolean): PointTable {
  const result = parsePoints(text, named === undefined ? {} : { named });
  if (!result.ok) throw new Error(formatErrorText(result.error));
  return result.table;
}

export const refusal = (text: string): string => {
  const result = parsePoints(text);
  return result.ok ? `read: ${JSON.stringify(plain(result.table))}` : formatErrorText(result.error);
};

/** A table as lists: NaN and −1 as null. */
export const plain = ({ columns }: PointTable): Record<string, (number | string | null)[]> =>
  Object.fromEntries(
    columns.map((column) => [
      column.name,
      column.kind === 'number'
        ? Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))
        : Array.from(column.indices, (i) => column.names[i] ?? null),
    ]),
  );

const texts = fc.oneof(
  fc.constantFrom('a', 'b', 'NA', 'x y', 'a;b', 'a,b', '"q"', '#no', '1', '2.5', 'inf', 'Ünï', '-', 'true', '{a', '['),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
/** Texts as the reader leaves them: nothing invisible, no spaces around. */
const names = texts
  .map((text) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim())
  .filter((text) => text !== '');
const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 5e-324, 0.1 + 0.2, 1e21, 3, Number.NaN),
);

const numberColumn = (name: string, rows: number): fc.Arbitrary<PointColumn> =>
  fc
    .array(numbers, { minLength: rows, maxLength: rows })
    .map((values) => ({ kind: 'number', name, values: Float64Array.from(values) }));

/** Sorted names, each of which occurs. */
const categoryColumn = (name: string, rows: number): fc.Arbitrary<PointColumn> =>
  fc.array(fc.option(names), { minLength: rows, maxLength: rows }).map((values) => {
    const sorted = [...new Set(values.filter((value) => value !== null))].sort();
    const indices = Int32Array.from(values, (value) => (value === null ? -1 : sorted.indexOf(value)));
    return { kind: 'category', name, indices, names: sorted };
  });

/** Tables as reading makes them. */
export const tables: fc.Arbitrary<PointTable> = fc
  .tuple(fc.uniqueArray(names, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 6 }))
  .chain(([list, rowCount]) =>
    fc
      .tuple(
        ...list.map((name) =>
          fc.oneof(
            { weight: 2, arbitrary: numberColumn(name, rowCount) },
            { weight: 1, arbitrary: categoryColumn(name, rowCount) },
          ),
        ),
      )
      .map((columns): PointTable => ({ columns, rowCount, notes: [] })),
  );
