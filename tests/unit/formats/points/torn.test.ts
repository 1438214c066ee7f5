/** Tables that were cut off, as a download that broke or a file that is still written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePoints } from '../../../../src/formats/points';
import { holds } from '../../../support/holds';
import { plain, read } from './support';

const ONE_ROW = 'the first line is read as the columns’ names: one row of values is left';

describe('a table of two lines', () => {
  it.each(['0.1,0.2\n0.3', '0.1 0.2\n0.3', '0.1;0.2\n0.3', '0.1\t0.2\n0.3', '0.1, 0.2\n0.3\n'])(
    '%j is two points, of which one lacks a value',
    (text) => {
      const table = read(text);
      expect(plain(table)).toEqual({ 'column 1': [0.1, 0.3], 'column 2': [0.2, null] });
      expect(table.notes[0]).toBe('row 2 (line 2): 1 fields, expected 2');
    },
  );

  it.each(['x,y\n0.3', 'x y\n0.3', 'a,b\n1,2', 'x\n1'])('%j may be names and one row: it is said', (text) => {
    expect(parsePoints(text)).toMatchObject({ ok: true, named: true, table: { rowCount: 1 } });
    expect(read(text).notes[0]).toBe(ONE_ROW);
    expect(read(text, true).notes).not.toContain(ONE_ROW);
  });

  it.each(['0.1,0.2\n0.3,-', '0.1,0.2\n0.3,4e', '0.1 0.2\n-'])('%j: numbers and texts alike are said', (text) => {
    expect(read(text).notes.join()).toMatch(
      /column "column \d": as many numbers as other texts; all are read as names/,
    );
  });
});

it('three lines of numbers between spaces stay numbers where the last one breaks off', () => {
  expect(plain(read('0.1 0.2\n0.3 0.4\n0.5'))).toEqual({ 'column 1': [0.1, 0.3, 0.5], 'column 2': [0.2, 0.4, null] });
  expect(plain(read('x y\n0.3 0.4\n0.'))).toEqual({ x: [0.3, 0], y: [0.4, null] });
});

it('cut anywhere behind its first line, no row before the cut changes, and what the last one lacks is said', () => {
  const value = fc.oneof(fc.integer({ min: -99, max: 99 }), fc.double({ min: -5, max: 5, noNaN: true }));
  const whole = fc.record({
    rows: fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 5 }),
      ),
    separator: fc.constantFrom(',', ';', '\t', ' ', ', '),
    header: fc.boolean(),
    cut: fc.nat(),
  });
  let torn = 0;
  holds(
    fc.property(whole, ({ rows, separator, header, cut }) => {
      const width = rows[0]?.length ?? 0;
      const names = ['x', 'y', 'z', 'w'].slice(0, width);
      const lines = [...(header ? [names] : []), ...rows].map((row) => row.join(separator));
      const text = lines.join('\n');
      const first = (lines[0]?.length ?? 0) + 1;
      const part = text.slice(0, first + 1 + (cut % (text.length - first)));
      const result = parsePoints(part);
      if (!result.ok) throw new Error(`${JSON.stringify(part)}: ${result.error.message}`);
      const { table } = result;
      const last = part.slice(part.lastIndexOf('\n') + 1).trim();
      const fields = last.split(separator.trim() || /\s+/).filter((field) => field.trim() !== '');
      const lacks = fields.length < width || !fields.every((field) => Number.isFinite(Number(field)));
      if (lacks) torn++;
      if (lacks && last !== '') expect(table.notes, part).not.toEqual([]);
      if (!header) expect(result.named, part).toBe(false);
      // What is as likely something else is said, not decided.
      if (table.notes.some((note) => note.includes('as many numbers') || (header && note === ONE_ROW))) return;
      expect(result.named, part).toBe(header);
      const before = rows.slice(0, part.split('\n').length - (header ? 2 : 1));
      before.forEach((row, i) => {
        const values = table.columns.map((column) => (column.kind === 'number' ? column.values[i] : Number.NaN));
        expect(values, part).toEqual(row.map((number) => number || 0));
      });
    }),
    418,
    500,
  );
  expect(torn).toBeGreaterThan(100);
});
