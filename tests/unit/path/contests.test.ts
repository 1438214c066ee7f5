import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph, lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import type { Network } from '../../../src/core/network';
import { partition } from '../../../src/core/partition';
import { pathDensity, pathProfile, walkPath, walkRay } from '../../../src/core/path';
import { PathTrace } from '../../../src/core/path/trace/pathTrace';
import { regularPolygon } from '../../support/build';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const ENTRANTS = 7;

/** The largest of seven affine functions of two inputs, and these as rows of weights and bias. */
function maxout(seed: number): { network: Network; winner: (x: ArrayLike<number>) => number } {
  const random = createRandom(seed);
  const [weights, bias] = [normals(random, 2 * ENTRANTS), normals(random, ENTRANTS).map((b) => 0.3 * b)];
  const graph = checkGraph({
    name: 'maxout',
    output: 'read',
    nodes: [
      { op: 'input', name: 'x', inputs: [], shape: [2] },
      { op: 'dense', name: 'pieces', inputs: ['x'], units: ENTRANTS, weights, bias },
      { op: 'reduceMax', name: 'max', inputs: ['pieces'], axes: [0], keep: true },
      { op: 'dense', name: 'read', inputs: ['max'], units: 1, weights: Float64Array.of(1), bias: Float64Array.of(0) },
    ],
  });
  const affineAt = (j: number, [p = 0, q = 0]: ArrayLike<number> & Iterable<number>): number =>
    (weights[2 * j] as number) * p + (weights[2 * j + 1] as number) * q + (bias[j] as number);
  const winner = (x: ArrayLike<number>): number => {
    const values = Array.from({ length: ENTRANTS }, (_, j) => affineAt(j, Array.from(x)));
    return values.indexOf(Math.max(...values));
  };
  return { network: lowerGraph(graph), winner };
}

describe('one change of winner', () => {
  it('is one crossing of a path and of a ray', () => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { network, winner } = maxout(seed);
      const random = createRandom(seed);
      const [a, b] = [normals(random, 2), normals(random, 2)].map((x) => x.map((v) => 3 * v)) as [
        Float64Array,
        Float64Array,
      ];
      const at = (t: number): Float64Array => a.map((value, k) => value + t * ((b[k] as number) - value));
      const walk = walkPath(network, [a, b]);
      const pieces = walk.knots.length - 1;
      const winners = Array.from({ length: pieces }, (_, p) =>
        winner(at(((walk.knots[p] as number) + (walk.knots[p + 1] as number)) / 2)),
      );
      for (let p = 1; p < pieces; p++) expect(winners[p]).not.toBe(winners[p - 1]);
      expect(walk.crossings.t.length).toBe(pieces - 1);
      expect(pathDensity(walk).crossings).toBe(pieces - 1);
      const profile = pathProfile(walk);
      const total = profile.layers.reduce(
        (sum, _l, row) => sum + (profile.crossings.at((row + 1) * pieces - 1) ?? 0),
        0,
      );
      expect(total).toBe(pieces - 1);
      // No winner is passed over: convex functions win at most once along a line.
      const sampled = new Set(Array.from({ length: 4000 }, (_, i) => winner(at((i + 0.5) / 4000))));
      for (const one of sampled) expect(winners).toContain(one);
      const ray = walkRay(
        network,
        a,
        b.map((value, k) => value - (a[k] as number)),
      );
      expect(ray.crossings.t.length).toBe(ray.knots.length - 1);
      found += pieces - 1;
    }
    expect(found).toBeGreaterThan(35);
  });

  it('is one unit of an edge of a slice', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { network, winner } = maxout(seed);
      const slice = { origin: Float64Array.of(0, 0), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1) };
      const complex = partition(network, slice, regularPolygon(4, 3));
      for (let edge = 0; 2 * edge < complex.edgeFaces.length; edge++) {
        const [left = -1, right = -1] = complex.edgeFaces.slice(2 * edge, 2 * edge + 2);
        if (left < 0 || right < 0) continue;
        const winners = [left, right].map((face) => winner(complex.centroids.slice(2 * face, 2 * face + 2)));
        expect(winners[0]).not.toBe(winners[1]);
        const units = (complex.edgeUnitOffsets[edge + 1] as number) - (complex.edgeUnitOffsets[edge] as number);
        expect(units).toBe(1);
      }
    }
  });
});

describe('a path walked by stretches', () => {
  it('is the same whatever their lengths', () => {
    let stretches = 0;
    holds(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 4, max: 12 }), (seed, most) => {
        const { network, x, random } = graphCase(seed);
        const ends = [x, normals(random, x.length), normals(random, x.length)];
        const flat = Float64Array.from(ends.flatMap((end) => [...end]));
        const whole = new PathTrace(network, flat);
        const cut = new PathTrace(network, flat, most);
        stretches += cut.stretches;
        expect(cut.knots.length).toBe(whole.knots.length);
        cut.knots.forEach((t, p) => {
          expect(Math.abs(t - (whole.knots[p] as number))).toBeLessThan(1e-10);
        });
        expect(cut.codes).toEqual(whole.codes);
        expect(cut.crossings.layer).toEqual(whole.crossings.layer);
        expect(cut.crossings.unit).toEqual(whole.crossings.unit);
      }),
      31,
      80,
    );
    expect(stretches).toBeGreaterThan(400);
  });
});
