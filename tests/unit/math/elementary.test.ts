import { describe, expect, it } from 'vitest';
import { atan2, cos, exp, log, MAX_ANGLE, sin, tan } from '../../../src/core/math/elementary';
import { createRandom } from '../../../src/core/math/random';

const hex = (x: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
};

/** Largest relative difference from the engine's own function over random arguments. */
function worst(own: (x: number) => number, theirs: (x: number) => number, lo: number, hi: number): number {
  const random = createRandom(1);
  let largest = 0;
  for (let i = 0; i < 20_000; i++) {
    const x = random.between(lo, hi);
    largest = Math.max(largest, Math.abs(own(x) - theirs(x)) / Math.abs(theirs(x)));
  }
  return largest;
}

describe('elementary functions', () => {
  it('have stored bits', () => {
    const bits = {
      'log(2)': hex(log(2)),
      'log(0.1)': hex(log(0.1)),
      'log(12345.678)': hex(log(12345.678)),
      'exp(1)': hex(exp(1)),
      'exp(-3.7)': hex(exp(-3.7)),
      'exp(200.5)': hex(exp(200.5)),
      'sin(1)': hex(sin(1)),
      'sin(-2.5)': hex(sin(-2.5)),
      'sin(1e6)': hex(sin(1e6)),
      'cos(1)': hex(cos(1)),
      'cos(3)': hex(cos(3)),
      'cos(-1e5)': hex(cos(-1e5)),
      'tan(1)': hex(tan(1)),
      'tan(-1e6)': hex(tan(-1e6)),
      'atan2(1, 2)': hex(atan2(1, 2)),
      'atan2(-3, -0.5)': hex(atan2(-3, -0.5)),
    };
    expect(bits).toEqual({
      'log(2)': '3fe62e42fefa39ef',
      'log(0.1)': 'c0026bb1bbb55515',
      'log(12345.678)': '4022d79559791e31',
      'exp(1)': '4005bf0a8b14576a',
      'exp(-3.7)': '3f99511fc6871044',
      'exp(200.5)': '52032a150cbd140c',
      'sin(1)': '3feaed548f090cee',
      'sin(-2.5)': 'bfe326af0dcfcab0',
      'sin(1e6)': 'bfd6664b2568d867',
      'cos(1)': '3fe14a280fb5068c',
      'cos(3)': 'bfefae04be85e5d2',
      'cos(-1e5)': 'bfeffac3841b3da7',
      'tan(1)': '3ff8eb245cbee3a5',
      'tan(-1e6)': '3fd7e9768ab734c0',
      'atan2(1, 2)': '3fddac670561bb4e',
      'atan2(-3, -0.5)': 'bffbc66e44cbc074',
    });
  });

  it('agree with Math to 1e-14', () => {
    expect(worst(log, Math.log, 1e-3, 0.999)).toBeLessThan(1e-14);
    expect(worst(log, Math.log, 1.001, 1e9)).toBeLessThan(1e-14);
    expect(worst(exp, Math.exp, -700, 700)).toBeLessThan(1e-14);
    expect(worst(sin, Math.sin, -20, 20)).toBeLessThan(1e-14);
    expect(worst(cos, Math.cos, -20, 20)).toBeLessThan(1e-14);
    expect(worst(tan, Math.tan, -20, 20)).toBeLessThan(1e-14);
    expect(worst(sin, Math.sin, -MAX_ANGLE, MAX_ANGLE)).toBeLessThan(1e-14);
    expect(
      worst(
        (t) => atan2(Math.sin(t), Math.cos(t)),
        (t) => t,
        -3.14,
        3.14,
      ),
    ).toBeLessThan(1e-14);
  });

  it('keep their precision where sine and cosine cancel', () => {
    for (const k of [1, 2, 3, 1001, 100_003, 1_000_003]) {
      const x = (k * Math.PI) / 2;
      expect(Math.abs(sin(x) / Math.sin(x) - 1)).toBeLessThan(1e-14);
      expect(Math.abs(cos(x) / Math.cos(x) - 1)).toBeLessThan(1e-14);
    }
  });

  it('know their special values', () => {
    expect([log(0), log(1), log(Number.POSITIVE_INFINITY)]).toEqual([-Infinity, 0, Infinity]);
    expect(log(-1)).toBeNaN();
    expect(Math.abs(log(5e-324) - Math.log(5e-324))).toBeLessThan(1e-12);
    expect([exp(0), exp(-1000), exp(1000), exp(-745)]).toEqual([1, 0, Infinity, 5e-324]);
    expect(exp(Number.NaN)).toBeNaN();
    expect([sin(0), cos(0), sin(1e-300)]).toEqual([0, 1, 1e-300]);
    expect([tan(0), tan(-0), tan(1e-300)]).toEqual([0, -0, 1e-300]);
    expect(atan2(0, 0)).toBe(0);
    expect([atan2(0, 1), atan2(1, 0), atan2(0, -1), atan2(-1, 0)]).toEqual([0, Math.PI / 2, Math.PI, -Math.PI / 2]);
    expect(() => sin(2 * MAX_ANGLE)).toThrow(RangeError);
    expect(() => cos(Number.NaN)).toThrow(RangeError);
    expect(() => tan(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});
