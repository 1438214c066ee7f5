import { dsvFormat } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../src/formats/checks';
import { hasDecimalCommas, separatorOf } from '../../../../src/formats/points/dialect';
import { RecordReader, type Separator } from '../../../../src/formats/points/records';
import { holds } from '../../../support/holds';

function records(text: string, separator: Separator = ','): { fields: string[]; line: number }[] {
  const reader = new RecordReader(text, separator);
  const list: { fields: string[]; line: number }[] = [];
  for (let record = reader.next(); record; record = reader.next())
    list.push({ fields: [...record.fields], line: record.line });
  return list;
}
const fields = (text: string, separator: Separator = ',') => records(text, separator).map((record) => record.fields);

describe('records', () => {
  it('have quotes, doubled quotes and lines in quotes', () => {
    expect(fields('a,"b, ""c""",d\n"x\r\ny", z ,""\n')).toEqual([
      ['a', 'b, "c"', 'd'],
      ['x\r\ny', 'z', ''],
    ]);
    expect(fields('5" pipe,a"b\n"a"b,c')).toEqual([
      ['5" pipe', 'a"b'],
      ['ab', 'c'],
    ]);
  });

  it('end at any line end, and count lines', () => {
    expect(records('\uFEFFa\r\nb\rc\n\n# note\n"d\ne"\nf')).toEqual([
      { fields: ['a'], line: 1 },
      { fields: ['b'], line: 2 },
      { fields: ['c'], line: 3 },
      { fields: ['d\ne'], line: 6 },
      { fields: ['f'], line: 8 },
    ]);
  });

  it('pass over comments, blank lines and empty rows', () => {
    const text = '  # one, two\n\n a,b\n , \n,,\n"",\n#N/A,1\n   \n"#",2';
    expect(fields(text)).toEqual([
      ['a', 'b'],
      ['', ''],
      ['#N/A', '1'],
      ['#', '2'],
    ]);
    const reader = new RecordReader(text, ',');
    while (reader.next());
    expect(reader.emptyRecords).toBe(2);
  });

  it('take runs of spaces as one separator', () => {
    expect(fields('  1   2 \n3 "a b" 4', ' ')).toEqual([
      ['1', '2'],
      ['3', 'a b', '4'],
    ]);
  });

  it('name the line of a quote that is never closed', () => {
    const open = () => fields('a\n"b\nc,d');
    expect(open).toThrow(Fault);
    expect(open).toThrow('a quote opens here and is never closed');
    expect(open).toThrow(expect.objectContaining({ where: 'line 2' }));
  });

  it('agree with another reader and writer on what it quotes', () => {
    const field = fc
      .oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a;b', 'a,b', '"', '""', 'x\ny', '\r\n', '\t'))
      .map((text) => text.trim())
      .filter((text) => !text.startsWith('#'));
    const width = fc.integer({ min: 2, max: 4 });
    const rows = width.chain((n) =>
      fc.array(fc.array(field, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 6 }),
    );
    holds(
      fc.property(rows, fc.constantFrom<Separator>(',', ';', '\t'), (list, separator) => {
        const filled = list.filter((row) => row.some((text) => text !== ''));
        const format = dsvFormat(separator);
        const text = format.formatRows(list);
        expect(fields(text, separator)).toEqual(filled);
        if (filled.length === list.length) expect(format.parseRows(text)).toEqual(fields(text, separator));
      }),
      14,
      1000,
    );
  });
});

describe('dialect', () => {
  it.each<[string, Separator]>([
    ['a,b\n1,2', ','],
    ['a;b\n1,5;2,5', ';'],
    ['a\tb\n1,5\t2;5', '\t'],
    ['name,note\n1,"a;b;c"\n2,"d;e;f"', ','],
    ['1,2;3\n4,5\n6,7', ','],
    ['1.5 2.5\n-3   4', ' '],
    ['x y class\n1 2 a\n3 4 b', ' '],
    ['two words\nof text', ','],
    ['x\n1\n2', ','],
    ['# a;b;c\nx,y\n1,2', ','],
    ['', ','],
  ])('of %j', (text, separator) => {
    expect(separatorOf(text)).toBe(separator);
  });

  it('finds decimal commas only where nothing speaks against them', () => {
    expect(hasDecimalCommas('a;b\n1,5;2', ';')).toBe(true);
    expect(hasDecimalCommas('a\tb\n-1,5e3\t2', '\t')).toBe(true);
    expect(hasDecimalCommas('a;b\n1,5;2.5', ';')).toBe(false);
    expect(hasDecimalCommas('a;b\nx,y;2', ';')).toBe(false);
    // Thousands, as likely as not.
    expect(hasDecimalCommas('x,y\n"1,234",2', ',')).toBe(false);
  });
});
