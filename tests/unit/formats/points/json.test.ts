import { describe, expect, it } from 'vitest';
import { parsePoints } from '../../../../src/formats/points';
import { plain, read, refusal } from './support';

const json = (value: unknown) => JSON.stringify(value);

describe('JSON', () => {
  it.each<[string, unknown, Record<string, unknown>]>([
    [
      'rows as lists',
      [
        [1, 2],
        [3, 4],
      ],
      { 'column 1': [1, 3], 'column 2': [2, 4] },
    ],
    [
      'rows as lists, names first',
      [
        ['x', 'k'],
        [1, 'a'],
        [2, 'b'],
      ],
      { x: [1, 2], k: ['a', 'b'] },
    ],
    ['rows of unequal length', [[1, 2], [3]], { 'column 1': [1, 3], 'column 2': [2, null] }],
    [
      'rows as objects',
      [
        { x: 1, k: 'a' },
        { k: 'b', x: null, z: 3 },
      ],
      { x: [1, null], k: ['a', 'b'], z: [null, 3] },
    ],
    ['numbers', [1, 2.5, null], { 'column 1': [1, 2.5, null] }],
    ['a list for each column', { x: [1, 2], k: ['a', null] }, { x: [1, 2], k: ['a', null] }],
    [
      'a list of inputs a row',
      { inputs: [[1, 2], null, [3, null]], targets: [0, 1, 1] },
      { 'inputs 1': [1, null, 3], 'inputs 2': [2, null, null], targets: [0, 1, 1] },
    ],
    [
      'rows as objects with a list',
      [
        { k: 'a', x: [1, 2] },
        { k: 'b', x: [3, 4] },
      ],
      { k: ['a', 'b'], 'x 1': [1, 3], 'x 2': [2, 4] },
    ],
    ['lists under columns', { columns: { x: [1, 2], y: [3, 4] } }, { x: [1, 2], y: [3, 4] }],
    ['rows under data', { data: [[1, 2]], name: 'n' }, { 'column 1': [1], 'column 2': [2] }],
    ['objects under points', { points: [{ x: 1 }] }, { x: [1] }],
    ['lists under data', { data: { x: [1], y: [2] } }, { x: [1], y: [2] }],
    [
      'pandas, split',
      {
        columns: ['a', 'b'],
        index: [0, 1],
        data: [
          [1, 2],
          [3, 4],
        ],
      },
      { a: [1, 3], b: [2, 4] },
    ],
    ['pandas, columns', { a: { 0: 1, 1: 2 }, k: { 0: 'u', 1: 'v' } }, { a: [1, 2], k: ['u', 'v'] }],
    ['pandas, table', { schema: { fields: [] }, data: [{ a: 1 }, { a: 2 }] }, { a: [1, 2] }],
    [
      'columns that are called data and columns',
      { data: [1, 2], columns: [3, 4].map((value) => value), x: [5, 6] },
      { x: [5, 6] },
    ],
    ['numbers as texts', [{ x: '1.5' }, { x: ' -2 ' }], { x: [1.5, -2] }],
    ['truth values', [{ on: true }, { on: false }], { on: ['true', 'false'] }],
    [
      'odd keys',
      JSON.parse('[{"__proto__": 1, "constructor": 2}]'),
      JSON.parse('{"__proto__": [1], "constructor": [2]}'),
    ],
    [
      'kinds that are stated',
      { columns: [{ name: 'k', kind: 'category', values: ['1', 2, null] }] },
      { k: ['1', '2', null] },
    ],
  ])('%s', (name, value, columns) => {
    if (name.includes('called data')) {
      expect(refusal(json(value))).toBe('columns[0]: expected an object, found 3');
      expect(plain(read(json({ data: [1, 2], x: [5, 6] })))).toEqual({ data: [1, 2], ...columns });
    } else expect(plain(read(json(value)))).toEqual(columns);
  });

  it('keeps the order of names that a file states, and adds others', () => {
    const column = {
      name: 'k',
      kind: 'category',
      names: ['upper', 'lower'],
      values: ['lower', 'zero', 'upper', 'and'],
    };
    expect(read(json({ columns: [column] })).columns).toEqual([
      { kind: 'category', name: 'k', names: ['upper', 'lower', 'and', 'zero'], indices: Int32Array.of(1, 3, 0, 2) },
    ]);
  });

  it('notes what it leaves out', () => {
    expect(
      read('[{"x": 1, "k": "a"}, {"x": [1], "k": {}}, {"x": NaN, "k": 5}, {"x": 1e999, "k": "b"}, {"x": 2}]').notes,
    ).toEqual([
      'row 2: a list of 1 is not a number in column "x"',
      'row 4: Infinity is not finite in column "x"',
      'row 2: an object is not a name in column "k"',
      'column "x": 1 of 5 rows have no number',
      'column "k": 1 of 5 rows have no name',
    ]);
    expect(read('{"title": "t", "x": [1]}').notes).toEqual(['"title" holds no column and is left out']);
  });

  it('says whether it found names', () => {
    expect(parsePoints('[["a"],[1]]')).toMatchObject({ named: true });
    expect(parsePoints('[["a"],["b"]]')).toMatchObject({ named: false });
    expect(parsePoints('[{"a":1}]')).toMatchObject({ named: true });
    expect(plain(read('[["a"],["b"]]', true))).toEqual({ a: ['b'] });
  });

  it.each([
    ['[1, 2', 'not valid JSON: '],
    ['{}', 'no rows: expected a list of rows, or a list for each column'],
    ['{"a": 1}', 'no rows: expected a list of rows, or a list for each column'],
    ['[]', 'there are no rows'],
    ['[[]]', 'there are no columns'],
    ['[["x","y"]]', 'read: {"column 1":["x"],"column 2":["y"]}'],
    ['[[1], 2]', 'row 2: 2, unlike the rows before it'],
    ['[{"x": 1}, [2]]', 'row 2: a list of 1, unlike the rows before it'],
    ['{"x": [1, 2], "y": [1]}', 'column "y": 1 values, the first column has 2'],
    ['{"columns": [{"name": 3}]}', 'columns[0].name: expected a text, found 3'],
    ['{"columns": [{"name": "a", "kind": "b"}]}', 'columns[0].kind: "b" is neither "number" nor "category"'],
    ['{"columns": [{"name": "a"}]}', 'columns[0].values: missing'],
    ['{"columns": [{"name": "a", "names": [1], "values": []}]}', 'columns[0].names[0]: expected a text, found 1'],
    ['{"data": {"data": {"data": [1]}}}', 'read: {"data":[1]}'],
  ])('answers %s', (text, message) => {
    expect(refusal(text).slice(0, message.length)).toBe(message);
  });

  it('gives up at once on a text that is never closed', () => {
    expect(refusal(`["NaN${'\\"'.repeat(1_000_000)}`)).toContain('not valid JSON');
    expect(refusal(`["NaN${'\\'.repeat(1_000_001)}`)).toContain('not valid JSON');
  });
});
