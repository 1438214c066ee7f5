import { describe, expect, it } from 'vitest';
import { createRandom, shuffle } from '../../../src/core/math/random';

const hex = (x: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16);
};

const take = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe('random numbers', () => {
  it('have stored bits for a seed', () => {
    expect(take(3, createRandom(42).bits)).toEqual([660444221, 3652823732, 77672526]);
    expect(take(2, createRandom(42).uniform).map(hex)).toEqual(['3fc3aeca1d9b9aa8', '3f9284c11b208800']);
    const normals = ['3fd11f28dd6b1c35', '3ffbe109a85384dd', '3fe29abfc193521e'];
    expect(take(3, createRandom(42).normal).map(hex)).toEqual(normals);
    const { below } = createRandom(42);
    expect(take(12, () => below(10))).toEqual([1, 2, 6, 3, 6, 7, 4, 6, 1, 9, 7, 2]);
  });

  it('differ from seed to seed, also neighbouring ones', () => {
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => createRandom(seed).bits()));
    expect(firsts.size).toBe(1000);
    expect(() => createRandom(0.5)).toThrow(RangeError);
  });

  it('are uniform: mean, spread and every tenth', () => {
    const { uniform } = createRandom(3);
    const values = take(50_000, uniform);
    const counts = new Array<number>(10).fill(0);
    for (const value of values) counts[Math.floor(10 * value)] = (counts[Math.floor(10 * value)] as number) + 1;
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(values.reduce((a, b) => a + b) / values.length).toBeCloseTo(0.5, 2);
    // Five standard deviations of a count of 5,000.
    for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(5 * Math.sqrt(4500));
  });

  it('are normal: first four moments', () => {
    const values = take(100_000, createRandom(4).normal);
    const moment = (k: number): number => values.reduce((sum, x) => sum + x ** k, 0) / values.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.02);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(3))).toBeLessThan(0.08);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
  });

  it('choose whole numbers without bias and refuse bad bounds', () => {
    const { below } = createRandom(5);
    // 3 · 2³⁰ does not divide 2³²: the plain remainder would give values below 2³⁰ half of the time.
    const low = take(20_000, () => below(3 * 2 ** 30)).filter((value) => value < 2 ** 30).length;
    expect(Math.abs(low - 20_000 / 3)).toBeLessThan(400);
    for (const bound of [0, -1, 1.5, 2 ** 33]) expect(() => below(bound)).toThrow(RangeError);
  });

  it('shuffle into a permutation that depends on the seed', () => {
    const shuffled = (seed: number): number[] => {
      const values = Uint32Array.from({ length: 20 }, (_, i) => i);
      shuffle(values, createRandom(seed));
      return [...values];
    };
    expect([...shuffled(1)].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(shuffled(1)).toEqual(shuffled(1));
    expect(shuffled(1)).not.toEqual(shuffled(2));
  });
});
