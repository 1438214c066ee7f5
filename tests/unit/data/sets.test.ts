import { describe, expect, it } from 'vitest';
import { type DataSet, inputOf } from '../../../src/core/data/dataSet';
import { blobs, circles, cubicSurface, moons, spirals, xor } from '../../../src/core/data/planar';
import { tentData, tentMap } from '../../../src/core/data/tentMap';
import { bitHash } from './hash';

const spec = { count: 200, seed: 7, noise: 0.05 };

const stored: readonly (readonly [DataSet, inputs: string, targets: string])[] = [
  [moons(spec), 'e334746f', 'd8502e05'],
  [circles(spec), 'd2aa2acd', 'd8502e05'],
  [spirals(spec), 'a2cd7634', 'd8502e05'],
  [blobs(spec), 'e298b3f7', '5eb9c905'],
  [xor(spec), '1ae9f0c0', 'd8502e05'],
  [cubicSurface(spec), '16c27bb3', '75ae888a'],
  [tentData({ count: 64, seed: 7, depth: 3 }), '1c42938d', '533a2ba1'],
];

describe('data sets', () => {
  it.each(stored)('$name has stored bits', (data, inputs, targets) => {
    expect([bitHash(data.inputs), bitHash(data.targets)]).toEqual([inputs, targets]);
  });

  it.each(stored)('$name has the shape it states and lies about [−1, 1]', (data) => {
    expect(data.inputs.length).toBe(data.count * data.inputSize);
    expect(data.targets.length).toBe(data.count);
    expect(data.inputs.every((x) => Math.abs(x) < 1.2)).toBe(true);
    if (data.task === 'regression') return;
    const labels = new Set(data.targets);
    expect([...labels].sort()).toEqual(data.classNames.map((_, i) => i));
  });

  it('change with the seed only', () => {
    expect(bitHash(moons(spec).inputs)).toBe(bitHash(moons({ ...spec }).inputs));
    expect(bitHash(moons(spec).inputs)).not.toBe(bitHash(moons({ ...spec, seed: 8 }).inputs));
  });

  it('follow their definitions without noise', () => {
    const quiet = { ...spec, noise: 0 };
    const ring = circles(quiet);
    const checks = xor(quiet);
    const surface = cubicSurface(quiet);
    for (let i = 0; i < spec.count; i++) {
      const [x, y] = inputOf(ring, i) as unknown as [number, number];
      const radius = Math.hypot(x, y);
      if (ring.targets[i] === 1) expect(radius).toBeCloseTo(0.8, 6);
      else expect(radius).toBeLessThan(0.43);
      const [u, v] = inputOf(checks, i) as unknown as [number, number];
      expect(checks.targets[i]).toBe(u * v > 0 ? 0 : 1);
      const [a, b] = inputOf(surface, i) as unknown as [number, number];
      expect(surface.targets[i]).toBeCloseTo(a + b ** 3, 6);
    }
  });

  it('refuse what cannot be', () => {
    expect(() => moons({ ...spec, count: 0 })).toThrow(RangeError);
    expect(() => blobs(spec, 9)).toThrow(RangeError);
    expect(() => inputOf(moons(spec), 200)).toThrow(RangeError);
  });

  it('tent map: folds 2^depth times', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((x) => tentMap(x, 1))).toEqual([0, 0.5, 1, 0.5, 0]);
    for (let k = 0; k <= 32; k++) expect(tentMap(k / 32, 5)).toBe(k % 2);
  });
});
