import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { euclideanNorm } from '../../../src/core/analysis/norms';
import { localAffineMap, splineCode } from '../../../src/core/network';
import {
  allFound,
  layerAngles,
  type PathSamples,
  pathNorms,
  pathPoint,
  pieceAt,
  samplePath,
  walkPath,
} from '../../../src/core/path';
import { followedOutputs } from '../../../src/core/path/samples';
import { seededNetwork } from '../../support/build';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });
const reachedOf = (walk: ReturnType<typeof walkPath>) => ({ ...walk, reached: walk.legLengths.length });

describe('samples of a path', () => {
  it('are what all of its pieces say there, through random graphs of few outputs', () => {
    let compared = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x, random } = graphCase(seed);
        const vertices = [x, normals(random, x.length), normals(random, x.length)];
        const walk = walkPath(network, vertices);
        const samples = allFound(samplePath(network, vertices, reachedOf(walk)));
        if (samples.norms.length > 1) return;
        const angles = layerAngles(network, vertices, samples.layers, samples.times);
        samples.angles.forEach((row, l) => {
          expect(row).toEqual(angles[l]);
        });
        const { spectral } = pathNorms(network, walk);
        samples.norms[0]?.values.forEach((value, i) => {
          const t = samples.times[i] as number;
          const piece = pieceAt(walk, t);
          const [from, to] = [walk.knots[piece] as number, walk.knots[piece + 1] as number];
          if (t - from < 1e-6 || to - t < 1e-6) return;
          const whole = spectral[piece] as number;
          expect(Math.abs(value - whole)).toBeLessThanOrEqual(1e-7 * (1 + whole));
          compared++;
        });
      }),
      14,
      12,
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('of many outputs are the rows of two, and of their difference', () => {
    const network = seededNetwork([5, 12, 10, 20], 4);
    const vertices = [Float64Array.of(1, 0, -1, 0.5, 2), Float64Array.of(-1, 2, 0.5, 0, -1)];
    const walk = walkPath(network, vertices);
    const { times, norms } = allFound(samplePath(network, vertices, reachedOf(walk)));
    const [a, b] = followedOutputs(walk) as [number, number];
    expect(norms.map(({ of }) => of)).toEqual([[a], [b], [a, b]]);
    times.forEach((t, i) => {
      const { A, cols } = localAffineMap(network, splineCode(network, pathPoint(vertices, t)));
      const [first, second] = [a, b].map((output) => A.slice(output * cols, (output + 1) * cols)) as [
        Float64Array,
        Float64Array,
      ];
      const expected = [first, second, first.map((value, k) => value - (second[k] as number))].map(euclideanNorm);
      expected.forEach((value, row) => {
        expect(norms[row]?.values[i]).toBeCloseTo(value, 10);
      });
    });
  });

  it('follow the largest outputs at both ends; where they are one, the second one, too', () => {
    const rows = (...values: number[][]) => ({ outputSize: 13, values: Float64Array.from(values.flat()) });
    const row = (...largest: number[]) =>
      Array.from({ length: 13 }, (_, k) => (largest.includes(k) ? 9 - largest.indexOf(k) : -k));
    expect(followedOutputs(rows(row(3, 5), row(1), row(7, 3)))).toEqual([3, 7]);
    expect(followedOutputs(rows(row(3, 5), row(1), row(3, 11)))).toEqual([3, 11]);
    expect(followedOutputs({ outputSize: 12, values: new Float64Array(24) })).toBeNull();
  });

  it('come coarse first, in their order, and end where the path was walked', () => {
    const network = seededNetwork([3, 8, 8, 2], 6);
    const vertices = [Float64Array.of(1, 0, 0), Float64Array.of(0, 1, -1)];
    const walk = walkPath(network, vertices);
    const steps = [...samplePath(network, vertices, { ...walk, reached: 0.4 })];
    const found = steps.flatMap((step): PathSamples[] => (step.found ? [step.found] : []));
    expect(found.map(({ times }) => times.length)).toEqual([9, 17, 33]);
    for (const { times, angles, norms } of found) {
      expect([...times]).toEqual(Array.from(times, (_, i) => (i / (times.length - 1)) * 0.4));
      expect(angles.every((row) => row.length === times.length && row[0] === 0)).toBe(true);
      expect(norms[0]?.values.length).toBe(times.length);
    }
    const shares = steps.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
