import { describe, expect, it } from 'vitest';
import { codeEntries, codeLayout, codesEqual, entryOf, splineCode, unitAt } from '../../../src/core/network';
import { arrangement, seededNetwork } from '../../support/build';
import { naiveEntries } from '../../support/naive';
import { mixedNetwork, points } from '../../support/points';

const NAMES = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const;

const mixed = mixedNetwork();

describe('spline codes', () => {
  it('hold each unit’s piece, whatever the width', () => {
    expect(codeLayout(mixed).words).toBe(5);
    for (const x of points(3, 40, 3)) {
      const code = splineCode(mixed, x);
      const layout = codeLayout(mixed);
      const want = naiveEntries(mixed, x);
      expect(codeEntries(layout, code)).toEqual(want);
      expect(Array.from({ length: layout.units }, (_, unit) => entryOf(layout, code, unit))).toEqual(want.flat());
    }
  });

  it('leave unused bits 0, so that equal codes are equal words', () => {
    const network = seededNetwork([2, 33, 1], 7);
    for (const x of points(2, 20, 4)) expect((splineCode(network, x)[1] as number) >>> 1).toBe(0);
    const [a, b] = [splineCode(network, [0.1, 0.2]), splineCode(network, [0.1, 0.2])];
    expect(codesEqual(a, b)).toBe(true);
    b[1] = (b[1] as number) ^ 1;
    expect(codesEqual(a, b)).toBe(false);
  });

  it('are packed unit by unit from the lowest bit', () => {
    const network = arrangement([[1], [-1], [1]], [0, 0, 5]);
    expect([...splineCode(network, [1])]).toEqual([0b101]);
    expect([...splineCode(network, [-1])]).toEqual([0b110]);
    expect([...splineCode(arrangement([[1], [1]], [0, -3], { name: 'hardTanh' }), [2])]).toEqual([0b0110]);
  });

  it('decide thresholds as each activation says', () => {
    const at = (name: (typeof NAMES)[number], z: number) =>
      entryOf(codeLayout(one(name)), splineCode(one(name), [z]), 0);
    const one = (name: (typeof NAMES)[number]) => arrangement([[1]], [0], { name });
    expect(NAMES.map((name) => at(name, 0))).toEqual([0, 1, 1, 1, 1]);
    expect([at('hardTanh', -1), at('hardTanh', 1), at('relu6', 6)]).toEqual([1, 2, 2]);
    expect([at('relu', Number.MIN_VALUE), at('relu', -0)]).toEqual([1, 0]);
  });

  it('name each unit’s layer and place', () => {
    const layout = codeLayout(mixed);
    expect(unitAt(layout, 0)).toEqual({ layer: 1, unit: 0 });
    expect(unitAt(layout, 7)).toEqual({ layer: 2, unit: 0 });
    expect(unitAt(layout, 36)).toEqual({ layer: 4, unit: 0 });
    expect(unitAt(layout, layout.units - 1)).toEqual({ layer: 6, unit: 34 });
    expect(() => unitAt(layout, layout.units)).toThrow(RangeError);
    expect(() => entryOf(layout, new Uint32Array(layout.words), layout.units)).toThrow(RangeError);
    expect(codeLayout(mixed, 2).units).toBe(36);
  });
});
