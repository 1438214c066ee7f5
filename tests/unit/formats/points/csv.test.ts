import { describe, expect, it } from 'vitest';
import { MAX_POINT_COLUMNS, MAX_POINT_ROWS, MAX_POINTS_TEXT, parsePoints } from '../../../../src/formats/points';
import { plain, read, refusal } from './support';

describe('text with separators', () => {
  it('names, numbers and categories', () => {
    const table = read('height, width ,kind\n1.5,-2e3,b\n+.5,7.,a\n3,4,b\n');
    expect(plain(table)).toEqual({ height: [1.5, 0.5, 3], width: [-2000, 7, 4], kind: ['b', 'a', 'b'] });
    expect(table.columns[2]).toEqual({
      kind: 'category',
      name: 'kind',
      indices: Int32Array.of(1, 0, 1),
      names: ['a', 'b'],
    });
    expect([table.rowCount, table.notes]).toEqual([3, []]);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['semicolons and decimal commas', 'x;y\n1,5;-,5e1\n2;3,25', { x: [1.5, 2], y: [-5, 3.25] }],
    ['tabs from a spreadsheet', 'x\ty\r\n1\t2\r\n3\t4\r\n', { x: [1, 3], y: [2, 4] }],
    ['spaces', ' 1.0e+00  2.0e+00\n-3.0e+00 4.0e+00\n', { 'column 1': [1, -3], 'column 2': [2, 4] }],
    ['one column', 'x\n1\n2', { x: [1, 2] }],
    ['one column without a name', '1\n2', { 'column 1': [1, 2] }],
    ['one row', '1,2', { 'column 1': [1], 'column 2': [2] }],
    ['a byte order mark', '\uFEFFx,y\n1,2', { x: [1], y: [2] }],
    ['an index column', ',x\n0,5\n1,6', { 'column 1': [0, 1], x: [5, 6] }],
    ['numbers in quotes', '"1","2"\n"3","4"', { 'column 1': [1, 3], 'column 2': [2, 4] }],
    ['names in quotes that are numbers', '"1","2"\n3,4', { 1: [3], 2: [4] }],
    [
      'no names above a category',
      '5.1,setosa\n4.9,virginica',
      { 'column 1': [5.1, 4.9], 'column 2': ['setosa', 'virginica'] },
    ],
    ['categories only', 'a,b\nx,y\nz,w', { a: ['x', 'z'], b: ['y', 'w'] }],
    ['truth values', 'x,on\n1,true\n2,false', { x: [1, 2], on: ['true', 'false'] }],
    ['the minus of a word processor', 'x,y\n−1,2', { x: [-1], y: [2] }],
    ['an empty spreadsheet column', 'a,,b,\n1,,2,\n3,,4,', { a: [1, 3], b: [2, 4] }],
    ['comments and blank lines', '# data\n\nx,y\n# more\n1,2\n\n3,4\n', { x: [1, 3], y: [2, 4] }],
    ['names that come twice', 'x,x,x (2)\n1,2,3', { x: [1], 'x (2)': [2], 'x (2) (2)': [3] }],
    ['spaces in quotes', 'k,v\n" a ",1\n"b, c",2', { k: ['a', 'b, c'], v: [1, 2] }],
  ])('%s', (_, text, columns) => {
    expect(plain(read(text))).toEqual(columns);
  });

  it('says whether it found names, and can be told', () => {
    expect(parsePoints('a,b\n1,2')).toMatchObject({ ok: true, named: true });
    expect(parsePoints('3,4\n1,2')).toMatchObject({ ok: true, named: false });
    expect(plain(read('2020,2021\n1,2', true))).toEqual({ 2020: [1], 2021: [2] });
    expect(plain(read('a,b\nx,y', false))).toEqual({ 'column 1': ['a', 'x'], 'column 2': ['b', 'y'] });
  });

  it('leaves out what is no number, and says where', () => {
    const table = read('id,height\n1,1.5\n2,abc\n# note\n3,inf\n4,1e999\n5,\n6,NaN\n7,2\n8,3\n9,4\n10,5');
    expect(plain(table).height).toEqual([1.5, null, null, null, null, null, 2, 3, 4, 5]);
    expect(table.notes).toEqual([
      'row 2 (line 3): "abc" is not a number in column "height"',
      'row 3 (line 5): "inf" is not finite in column "height"',
      'row 4 (line 6): "1e999" is not finite in column "height"',
      'column "height": 2 of 10 rows have no number',
    ]);
  });

  it('counts notes of one kind beyond a few', () => {
    const rows = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? 'oops,1' : `${i},1`));
    expect(read(`x,y\n${rows.join('\n')}`).notes).toEqual([
      ...[1, 4, 7, 10, 13].map((row) => `row ${row} (line ${row + 1}): "oops" is not a number in column "x"`),
      '… and 5 more like this',
    ]);
  });

  it('says what of ragged rows is left out', () => {
    const table = read('x,y\n1\n1,2,3\n4,5,\n,,\n6,7');
    expect(plain(table)).toEqual({ x: [1, 1, 4, 6], y: [null, 2, 5, 7] });
    expect(table.notes).toEqual([
      '1 empty rows are left out',
      'row 1 (line 2): 1 fields, expected 2',
      'row 2 (line 3): 3 fields, expected 2; the rest is left out',
      'column "y": 1 of 4 rows have no number',
    ]);
  });

  it('says that it read commas as decimal points', () => {
    expect(read('x;y\n1,5;2\n2;3').notes).toEqual(['commas are read as decimal points: 1,5 is 1.5']);
    expect(read('x;y\n1,5;2\n1.5;3\n2;4').notes[0]).toBe('row 1 (line 2): "1,5" is not a number in column "x"');
  });

  it('takes a column for numbers when more than half of what is there are', () => {
    expect(plain(read('x,y\n1,a\n2,1\nb,2')).x).toEqual([1, 2, null]);
    expect(plain(read('x,y\n1,a\nc,1\nb,2')).x).toEqual(['1', 'c', 'b']);
    expect(plain(read('x,y\n,\n7,NA\nb,?\n8,none')).y).toEqual([null, null, null]);
  });

  it('keeps names as plain text', () => {
    expect(plain(read('"<b>x</b>\u202E\u0007",k\n1,"a\u200Bb"\n2,"c\nd"'))).toEqual({
      '<b>x</b>': [1, 2],
      k: ['ab', 'cd'],
    });
  });
});

describe('what is refused', () => {
  it.each([
    ['', 'there are no rows'],
    ['\n# only a note\n,,\n', 'there are no rows'],
    ['hello', 'no table was found: there is one word or line of text, and no rows of numbers'],
    ['a,b\n', 'there are names of columns, but no rows'],
    ['x,y\n1,2\n3,"4\n5,6', 'line 3: a quote opens here and is never closed'],
    ['"",""\n"",""', 'there are no columns'],
  ])('%j', (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  it('has limits', () => {
    expect(refusal(' '.repeat(MAX_POINTS_TEXT + 1))).toBe(
      'the text has 16777217 characters; at most 16777216 are read',
    );
    expect(refusal('1\n'.repeat(MAX_POINT_ROWS + 1))).toBe(
      'line 200001: more than 200000 rows'.replace('line 200001: ', ''),
    );
    expect(refusal('1\n'.repeat(MAX_POINT_ROWS + 2))).toBe('line 200002: more than 200000 rows');
    expect(refusal(`x${',y'.repeat(MAX_POINT_COLUMNS)}\n1,2`)).toBe('2049 columns; at most 2048 are taken');
    expect(refusal(`x,y\n1${',2'.repeat(MAX_POINT_COLUMNS)}`)).toBe(
      'line 2: 2049 fields; at most 2048 columns are taken',
    );
    const names = Array.from({ length: MAX_POINT_COLUMNS }, (_, k) => `c${k}`).join(',');
    expect(refusal(`${names}\n${'1\n'.repeat(10_000)}`)).toBe(
      '10000 rows of 2048 columns; at most 16777216 cells are taken',
    );
  });
});
