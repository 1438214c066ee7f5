import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainFault, doubleArea } from '../../../src/core/partition';
import { square } from '../../../src/core/slice/slice';
import { partOfDomain, serves, windowFor } from '../../../src/state/flows/detailWindow';
import { holds } from '../../support/holds';

/** A convex polygon around 0: corners of a circle at rising angles, one in each sector. */
const polygon = fc.array(fc.integer({ min: 5, max: 95 }), { minLength: 3, maxLength: 9 }).map((shares) =>
  shares.map((share, i) => {
    const angle = (2 * Math.PI * (i + share / 100)) / shares.length;
    return [Math.cos(angle), Math.sin(angle)] as const;
  }),
);

const place = fc.integer({ min: -1200, max: 1200 }).map((n) => n / 1000);

describe('the part of a domain in a window', () => {
  it('is a domain of the area that a count of points gives, or none', () => {
    holds(
      fc.property(polygon, place, place, fc.integer({ min: 5, max: 300 }), (domain, p, q, size) => {
        const half = size / 1000;
        const window = { p0: p - half, q0: q - half, p1: p + half, q1: q + half };
        const part = partOfDomain(domain, window);
        const steps = 60;
        let inside = 0;
        for (let i = 0; i < steps; i++)
          for (let j = 0; j < steps; j++) {
            const x = window.p0 + (2 * half * (i + 0.5)) / steps;
            const y = window.q0 + (2 * half * (j + 0.5)) / steps;
            const left = domain.every(([ap, aq], k) => {
              const [bp, bq] = domain[(k + 1) % domain.length] as readonly [number, number];
              return (bp - ap) * (y - aq) - (bq - aq) * (x - ap) >= 0;
            });
            if (left) inside++;
          }
        const share = part ? doubleArea(part) / 2 / (4 * half * half) : 0;
        expect(Math.abs(share - inside / steps ** 2)).toBeLessThan(0.05);
        if (part) expect(domainFault(part)).toBeNull();
      }),
      449,
      100,
    );
  });

  it('is the window itself inside the domain, and nothing outside', () => {
    const window = windowFor({ centre: [0.25, -0.5], span: 2 ** -20 });
    const { p0, q0, p1, q1 } = window;
    const corners = [
      [p0, q0],
      [p1, q0],
      [p1, q1],
      [p0, q1],
    ];
    const part = partOfDomain(square(1), window);
    expect(part).toHaveLength(4);
    expect(part).toEqual(expect.arrayContaining(corners));
    expect(partOfDomain(square(1), windowFor({ centre: [3, 0], span: 1e-3 }))).toBeNull();
  });
});

describe('a window', () => {
  const window = windowFor({ centre: [0, 0], span: 1 });

  it('serves while one pans within its margin or zooms a little, no longer', () => {
    expect(serves(window, { centre: [0, 0], span: 1 })).toBe(true);
    expect(serves(window, { centre: [1.5, -1.5], span: 1 })).toBe(true);
    expect(serves(window, { centre: [1.6, 0], span: 1 })).toBe(false);
    expect(serves(window, { centre: [0, 0], span: 1.7 })).toBe(false);
    expect(serves(window, { centre: [3, 3], span: 0.1 })).toBe(true);
    expect(serves(window, { centre: [0, 0], span: 0.05 })).toBe(false);
  });
});
