import { describe, expect, it } from 'vitest';
import { power } from '../../../src/core/math/power';
import { createRandom } from '../../../src/core/math/random';

const view = new DataView(new ArrayBuffer(8));
const bits = (x: number): bigint => {
  view.setFloat64(0, x);
  return view.getBigUint64(0);
};
const hex = (x: number): string => bits(x).toString(16).padStart(16, '0');
const magnitude = (x: number): bigint => bits(Math.abs(x));

/** Units in the last place between two numbers of one sign; infinite for different signs. */
const unitsApart = (a: number, b: number): number => {
  if (Object.is(a, b)) return 0;
  return Object.is(Math.sign(a), Math.sign(b))
    ? Math.abs(Number(magnitude(a) - magnitude(b)))
    : Number.POSITIVE_INFINITY;
};

describe('power', () => {
  it('has stored bits: the nearest numbers to the powers, by decimal arithmetic to 60 digits', () => {
    expect(
      [power(2, 0.3), power(10, -5.5), power(0.1, 0.1), power(1.0000001, 1e7), power(7, 2000.5 / 9)].map(hex),
    ).toEqual(['3ff3b2c47bff8329', '3eca86f0875fcf94', '3fe96b230bcdc434', '4005bf0a790ce6f2', '66f023f7e99898a1']);
  });

  it('agrees with Math.pow to 2 units in the last place', () => {
    const random = createRandom(3);
    let worst = 0;
    for (let i = 0; i < 30_000; i++) {
      const x = 2 ** random.between(-300, 300);
      const y = random.between(-1, 1) * (i % 2 === 0 ? 3 : 100);
      worst = Math.max(worst, unitsApart(power(x, y), x ** y));
      const near = random.between(-3, 3);
      const whole = random.below(80) - 40;
      worst = Math.max(worst, unitsApart(power(near, whole), near ** whole));
    }
    expect(worst).toBeLessThanOrEqual(2);
  });

  it('rounds whole powers of whole numbers as exact arithmetic does', () => {
    for (let x = 2; x < 400; x++)
      for (let n = 0; n <= 30; n++) {
        expect(power(x, n)).toBe(Number(BigInt(x) ** BigInt(n)));
        if (n % 2 === 1) expect(power(-x, n)).toBe(-power(x, n));
      }
  });

  it('is the product and the root to the last bit', () => {
    const random = createRandom(4);
    for (let i = 0; i < 2000; i++) {
      const x = random.between(-5, 5);
      expect(power(x, 2)).toBe(x * x);
      expect(power(x, 1)).toBe(x);
      expect(power(x, -1)).toBe(1 / x);
      expect(power(Math.abs(x), 0.5)).toBe(Math.sqrt(Math.abs(x)));
    }
  });

  it('knows the special values of **', () => {
    const { POSITIVE_INFINITY: infinity, NaN: nothing, MAX_VALUE: most, MIN_VALUE: least } = Number;
    const values = [
      0,
      1,
      2,
      0.5,
      3,
      2.5,
      1e17,
      1025,
      1026,
      2 ** 53 + 2,
      most,
      least,
      1 + 2 ** -52,
      1 - 2 ** -53,
      infinity,
    ];
    const all = [...values, ...values.map((x) => -x), nothing];
    for (const x of all)
      for (const y of all) expect([x, y, unitsApart(power(x, y), x ** y) <= 2]).toEqual([x, y, true]);
  });

  it('passes through the subnormal numbers', () => {
    expect([power(2, -1074), power(2, -1075), power(0.5, 1073), power(2, 1024)]).toEqual([5e-324, 0, 1e-323, Infinity]);
    expect(unitsApart(power(10, -310.5), 10 ** -310.5)).toBeLessThanOrEqual(1);
  });
});
