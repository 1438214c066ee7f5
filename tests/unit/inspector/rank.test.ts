import { describe, expect, it } from 'vitest';
import { splineCode } from '../../../src/core/network';
import { localAffineMap } from '../../../src/core/network/localMap';
import { rankFacts } from '../../../src/views/inspector/rank/rankFacts';
import { seededNetwork } from '../../support/build';

const map = (rows: number[][]) => ({
  rows: rows.length,
  cols: rows[0]?.length ?? 0,
  A: Float64Array.from(rows.flat()),
  c: new Float64Array(rows.length),
});

describe('rank and singular values', () => {
  it('of a 2 × 2 map are those of the closed form', () => {
    const [a, b, c, d] = [3, -1, 0.5, 2] as const;
    const facts = rankFacts(
      map([
        [a, b],
        [c, d],
      ]),
    );
    const square = a * a + b * b + c * c + d * d;
    const det = a * d - b * c;
    const root = Math.sqrt(square * square - 4 * det * det);
    expect(facts?.values[0]).toBeCloseTo(Math.sqrt((square + root) / 2), 12);
    expect(facts?.values[1]).toBeCloseTo(Math.sqrt((square - root) / 2), 12);
    expect(facts).toMatchObject({ rank: '2 of 2', rest: '' });
  });

  it('count equal rows once, and name the tolerance', () => {
    const facts = rankFacts(
      map([
        [1, 2, 3],
        [2, 4, 6],
      ]),
    );
    expect(facts?.rank).toBe('1 of 2');
    expect(facts?.tolerance).toMatch(/^singular values above 2⁻⁵² · 3 · σ₁ = 5\.6e−15$/);
  });

  it('square to the squares of the entries, and say how many are not shown', () => {
    const network = seededNetwork([20, 30, 15], 5);
    const { A, ...rest } = localAffineMap(network, splineCode(network, new Float64Array(20).fill(0.2)));
    const facts = rankFacts({ A, ...rest });
    expect(facts?.values).toHaveLength(12);
    expect(facts?.rest).toMatch(/^and 3 more, down to /);
    const shown = facts?.values.reduce((sum, value) => sum + value * value, 0) ?? 0;
    const whole = A.reduce((sum, value) => sum + value * value, 0);
    expect(shown).toBeLessThanOrEqual(whole * (1 + 1e-12));
    expect(shown).toBeGreaterThan(0.9 * whole);
  });

  it('of a map that is too large are not computed', () => {
    expect(rankFacts({ rows: 300, cols: 300, A: new Float64Array(9e4), c: new Float64Array(300) })).toBeNull();
  });
});
