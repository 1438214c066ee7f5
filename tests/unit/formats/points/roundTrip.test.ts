import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moons, spirals } from '../../../../src/core/data/planar';
import { tentData } from '../../../../src/core/data/tentMap';
import { formatErrorText } from '../../../../src/formats/checks';
import {
  dataToTable,
  type PointTable,
  parsePoints,
  tableToData,
  writePointsCsv,
  writePointsJson,
} from '../../../../src/formats/points';
import { writeCsv } from '../../../../src/formats/writeCsv';
import { holds } from '../../../support/holds';
import { read, tables } from './support';

/** What CSV cannot say: that a column of names which look like numbers holds names. */
const readsAsNumbers = ({ columns }: PointTable): boolean =>
  columns.some(
    ({ kind, name }, k) =>
      kind === 'category' &&
      read(writePointsCsv({ columns: [columns[k] as never] }), true).columns[0]?.kind === 'number' &&
      name !== '',
  );

describe('what is written', () => {
  it('comes back unchanged from CSV', () => {
    let compared = 0;
    holds(
      fc.property(tables, (table) => {
        fc.pre(!readsAsNumbers(table));
        compared++;
        const text = writePointsCsv(table);
        const result = parsePoints(text);
        expect(result).toMatchObject({ ok: true, named: true });
        expect(read(text).columns).toEqual(table.columns);
        expect(writePointsCsv(read(text))).toBe(text);
      }),
      15,
      800,
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('comes back unchanged from JSON, whatever the names and their order', () => {
    const reversed = tables.map(
      (table): PointTable => ({
        ...table,
        columns: table.columns.map((column) =>
          column.kind === 'number'
            ? column
            : {
                ...column,
                names: [...column.names].reverse(),
                indices: column.indices.map((i) => (i < 0 ? -1 : column.names.length - 1 - i)),
              },
        ),
      }),
    );
    holds(
      fc.property(fc.oneof(tables, reversed), (table) => {
        const text = writePointsJson(table);
        expect(read(text).columns).toEqual(table.columns);
        expect(writePointsJson(read(text))).toBe(text);
      }),
      16,
      500,
    );
  });

  it('gives a data set back bit for bit', () => {
    const spec = { count: 60, seed: 3, noise: 0.1 };
    for (const data of [moons(spec), spirals(spec), tentData({ count: 40, seed: 1, depth: 3 })]) {
      const table = dataToTable(data);
      const inputs = table.columns.slice(0, -1).map(({ name }) => name);
      const target = table.columns.at(-1)?.name ?? '';
      const back = (text: string) => tableToData(read(text), { inputs, target, task: data.task, name: data.name });
      expect(back(writePointsJson(table))).toMatchObject({ ok: true, data, notes: [] });
      const fromCsv = back(writePointsCsv(table));
      if (!fromCsv.ok) throw new Error(formatErrorText(fromCsv.error));
      expect(fromCsv.data.inputs).toEqual(data.inputs);
      const name = (set: typeof data, i: number) => set.classNames[set.targets[i] as number] ?? set.targets[i];
      for (let i = 0; i < data.count; i++) expect(name(fromCsv.data, i)).toBe(name(data, i));
    }
  });
});

describe('writeCsv', () => {
  it('quotes what needs it, and nothing else', () => {
    const columns = [
      { name: 'plain', values: [1, -0, 1e-7, null, Number.NaN, Number.POSITIVE_INFINITY] },
      { name: 'a, "b"', values: ['x', 'y z', '"', ';', '', '#'] },
      { name: '2020', values: Float32Array.of(0.5, 0.1, 3, 4, 5, 6) },
    ];
    expect(writeCsv(columns)).toBe(
      'plain,"a, ""b""","2020"\n1,x,0.5\n-0,"y z",0.10000000149011612\n1e-7,"""",3\n,";",4\n,"",5\nInfinity,"#",6\n',
    );
    expect(writeCsv([{ name: 'x', values: [null, 1] }])).toBe('x\n""\n1\n');
  });

  it('refuses columns of unequal length', () => {
    expect(() =>
      writeCsv([
        { name: 'a', values: [1] },
        { name: 'b', values: [] },
      ]),
    ).toThrow(RangeError);
    expect(() => writeCsv([])).toThrow(RangeError);
  });
});

it('never throws, whatever the text', () => {
  const pieces = fc.constantFrom(
    ',',
    ';',
    '\t',
    ' ',
    '\n',
    '\r\n',
    '"',
    '""',
    '#',
    '1',
    '2.5',
    '-1,5',
    'abc',
    'NaN',
    'inf',
    '{',
    '}',
    '[',
    ']',
    ':',
    '"x"',
    '"columns":',
    '"data":',
    '"name":',
    '"values":',
    'null',
    '\u0000',
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.tuple(tables, fc.nat(200), pieces).map(([table, at, piece]) => {
      const text = at % 2 === 0 ? writePointsCsv(table) : writePointsJson(table);
      return text.slice(0, at) + piece + text.slice(at + 1);
    }),
  );
  let accepted = 0;
  holds(
    fc.property(texts, fc.option(fc.boolean(), { nil: undefined }), (text, named) => {
      const result = parsePoints(text, named === undefined ? {} : { named });
      if (!result.ok) {
        expect(formatErrorText(result.error)).toMatch(/./);
        return;
      }
      accepted++;
      const { columns, rowCount } = result.table;
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
      for (const column of columns) {
        if (column.kind === 'number') {
          expect(column.values).toHaveLength(rowCount);
          expect(column.values.every((value) => Number.isFinite(value) || Number.isNaN(value))).toBe(true);
        } else {
          expect(column.indices).toHaveLength(rowCount);
          expect(column.indices.every((i) => i >= -1 && i < column.names.length)).toBe(true);
        }
      }
    }),
    17,
    2500,
  );
  expect(accepted).toBeGreaterThan(250);
});
