import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOnBall } from '../../../src/core/attack';
import { randomDirection, randomInBall, stepAlong } from '../../../src/core/attack/ball';
import { createRandom } from '../../../src/core/math/random';
import { holds } from '../../support/holds';

const vector = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 });
const norm = fc.constantFrom('inf' as const, '2' as const);
const radius = fc.double({ min: 0.05, max: 4, noNaN: true });
const lengthBy = (kind: 'inf' | '2', x: number[]): number =>
  kind === 'inf' ? Math.max(...x.map(Math.abs)) : Math.hypot(...x);
const minus = (a: ArrayLike<number>, b: ArrayLike<number>): number[] =>
  Array.from(a, (value, i) => value - (b[i] as number));

describe('projection on a ball', () => {
  it('gives the nearest point of it: none of many others is nearer', () => {
    holds(
      fc.property(vector, vector, radius, norm, fc.nat(), (x, centre, r, kind, seed) => {
        const ball = { centre: Float64Array.from(centre), radius: r, norm: kind, box: null };
        const found = projectOnBall(Float64Array.from(x), ball);
        expect(lengthBy(kind, minus(found, centre))).toBeLessThanOrEqual(r * (1 + 1e-12));
        const distance = Math.hypot(...minus(found, x));
        const random = createRandom(seed);
        for (let i = 0; i < 20; i++)
          expect(Math.hypot(...minus(randomInBall(ball, random), x))).toBeGreaterThanOrEqual(distance - 1e-9);
        if (lengthBy(kind, minus(x, centre)) <= r) expect([...found]).toEqual(x);
        for (const [i, value] of projectOnBall(found.slice(), ball).entries())
          expect(value).toBeCloseTo(found[i] as number, 12);
      }),
      1,
      300,
    );
  });

  it('then clips to the box, and stays in the ball', () => {
    holds(
      fc.property(vector, vector, radius, norm, (x, centre, r, kind) => {
        const found = projectOnBall(Float64Array.from(x), {
          centre: Float64Array.from(centre),
          radius: r,
          norm: kind,
          box: [-1, 1],
        });
        expect(lengthBy(kind, minus(found, centre))).toBeLessThanOrEqual(r * (1 + 1e-12));
        found.forEach((value, i) => {
          const c = centre[i] as number;
          expect(value).toBeLessThanOrEqual(Math.max(1, c));
          expect(value).toBeGreaterThanOrEqual(Math.min(-1, c));
        });
      }),
      2,
      300,
    );
  });
});

describe('steps and random points', () => {
  it('a step has the length that is asked for, however small the direction', () => {
    holds(
      fc.property(vector, norm, fc.constantFrom(1, 1e-200, 1e200), (direction, kind, scale) => {
        if (Math.hypot(...direction) < 1e-3) return;
        const x = new Float64Array(4);
        stepAlong(
          x,
          Float64Array.from(direction, (value) => value * scale),
          0.5,
          kind,
        );
        expect(lengthBy(kind, [...x])).toBeCloseTo(0.5, 12);
        for (const [i, value] of x.entries())
          expect(Math.sign(value) * Math.sign(direction[i] as number)).toBeGreaterThanOrEqual(0);
      }),
      3,
      200,
    );
  });

  it('random points fill the ball evenly, random directions the sphere', () => {
    const random = createRandom(5);
    const ball = { centre: new Float64Array(3), radius: 2, norm: '2', box: null } as const;
    const radii = Array.from({ length: 4000 }, () => Math.hypot(...randomInBall(ball, random)));
    // Half of the volume lies within 2·∛½.
    expect(radii.filter((r) => r < 2 * Math.cbrt(0.5)).length / 4000).toBeCloseTo(0.5, 1);
    expect(Math.max(...radii)).toBeLessThanOrEqual(2 * (1 + 1e-12));
    const ends = Array.from({ length: 4000 }, () => randomDirection(3, 2, random));
    for (const end of ends) expect(Math.hypot(...end)).toBeCloseTo(2, 12);
    // On a sphere of R³ each coordinate is uniform (Archimedes).
    for (const k of [0, 1, 2]) expect(ends.filter((end) => (end[k] as number) < -1).length / 4000).toBeCloseTo(0.25, 1);
  });
});
