import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatFull, formatNumber, formatPercent, parseNumber } from '../../../src/ui/format';
import { holds } from '../../support/holds';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [0.31, '0.3100'],
    [-27.084, '−27.08'],
    [9.9999, '10.00'],
    [12345.6, '12350'],
    [999999.6, '1.000e6'],
    [0.00099996, '0.001000'],
    [0.00099994, '9.999e−4'],
    [3.6e-15, '3.600e−15'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [Number.NaN, 'undefined'],
  ])('%d is written %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('keeps four figures of any number', () => {
    holds(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }), (value) => {
        const read = parseNumber(formatNumber(value)) as number;
        expect(Math.abs(read - value)).toBeLessThanOrEqual(5.1e-4 * Math.abs(value));
      }),
      403,
      100,
    );
  });
});

describe('other numbers', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 1234567, -4200].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567', '−4,200']);
  });

  it('says 100% and 0% only where they are exact', () => {
    expect([1, 1 - 1e-12, 0.999, 0.5, 1e-9, 0].map(formatPercent)).toEqual([
      '100.0%',
      '>99.9%',
      '99.9%',
      '50.0%',
      '<0.1%',
      '0.0%',
    ]);
  });

  it('writes bytes in powers of ten', () => {
    expect([12, 1500, 2_340_000].map(formatBytes)).toEqual(['12 B', '1.5 kB', '2.3 MB']);
  });

  it('reads back every float64 that it writes in full', () => {
    holds(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(formatFull(value))).toBe(value + 0);
      }),
      404,
      100,
    );
  });

  it.each(['', ' ', 'abc', '1e', '0x10', 'NaN', 'Infinity', '1e999', '1 2', '--1'])('refuses %j', (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it('reads a comma and a typographic minus', () => {
    expect(parseNumber('−0,25')).toBe(-0.25);
  });
});
