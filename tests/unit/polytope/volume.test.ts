import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/network';
import { halfSpacesAt, inscribedBall, regionOf, type Volume, volumeSteps } from '../../../src/core/polytope';
import { arrangement } from '../../support/build';
import { cube, simplex, solver, unitRows } from './support';

function volumeOf(network: Network, x: number[], half: number, seed = 1, samples = 60_000): Volume {
  const region = regionOf(halfSpacesAt(network, x), cube(x.length, half));
  const ball = inscribedBall(region, solver);
  if (ball.kind !== 'interior') throw new Error('no interior');
  const steps = volumeSteps(region, ball, { seed, samples });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Volume of { x ∈ [0, 1]^n : Σx ≤ s } (Irwin & Hall). */
function cubeSection(n: number, s: number): number {
  let sum = 0;
  for (let k = 0; k <= Math.floor(s); k++) sum += ((-1) ** k * (s - k) ** n) / (factorial(k) * factorial(n - k));
  return sum;
}

describe('volumes within a box', () => {
  it.each([3, 5, 8])('of the simplex in R^%i', (size) => {
    const { value, standardError, method } = volumeOf(simplex(size), new Array(size).fill(1 / (size + 1)), 2);
    expect(method).toBe('random walk');
    expect(Math.abs(value - 1 / factorial(size))).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.1 * value);
  });

  it.each([
    [4, 1.5],
    [9, 4],
  ])('of a cube in R^%i cut where its coordinates add up to %f', (size, s) => {
    const rows = [...unitRows(size), new Array<number>(size).fill(-1)];
    const network = arrangement(rows, [...new Array<number>(size).fill(0), s]);
    const { value, standardError } = volumeOf(network, new Array(size).fill((0.8 * s) / size), 1);
    expect(Math.abs(value - cubeSection(size, s))).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.2 * value);
  });

  it('of a needle: rounding makes up for a width of a ten-thousandth', () => {
    const network = arrangement([...unitRows(4), [1, 0, 0, 0]], [0, 0, 0, 0, -1e-4]);
    const { value, standardError } = volumeOf(network, [5e-5, 0.5, 0.5, 0.5], 1);
    expect(Math.abs(value - 1e-4)).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(1e-5);
  });

  it('errors are honest: over twenty seeds they are as large as the spread', () => {
    const values = Array.from({ length: 20 }, (_, seed) =>
      volumeOf(simplex(4), [0.2, 0.2, 0.2, 0.2], 2, seed + 1, 12_000),
    );
    const deviations = values.map(({ value, standardError }) => (value - 1 / 24) / standardError);
    const squares = deviations.reduce((sum, value) => sum + value * value, 0) / deviations.length;
    expect(squares).toBeGreaterThan(0.3);
    expect(squares).toBeLessThan(2.5);
  });
});
