import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singularValues } from '../../../src/core/analysis';
import { createRandom } from '../../../src/core/math/random';
import { codeEntries, forward, localAffineMap, preActivations } from '../../../src/core/network';
import {
  activationAngles,
  angleBetween,
  codeAt,
  outputsAt,
  pathDensity,
  pathNorms,
  pathPoint,
  pathProfile,
  pieceAt,
  ties,
  walkPath,
} from '../../../src/core/path';
import { arrangement, seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { coarseNetworks, GATED } from '../../support/networks';
import { entriesAt, listed, pieceCount, pointAt } from '../../support/paths';

const vertices = [
  [-1.5, 0.5, 1],
  [1, 1, -1],
  [0.25, -2, 0.5],
];
const network = seededNetwork([3, 14, 14, 3], 8);
const walk = walkPath(network, vertices);

describe('reading a walk', () => {
  it('finds piece, code and outputs at any t', () => {
    for (let i = 0; i <= 400; i++) {
      const t = i / 200;
      const piece = pieceAt(walk, t);
      expect(walk.knots[piece]).toBeLessThanOrEqual(t);
      if (t < 2) expect(walk.knots[piece + 1]).toBeGreaterThan(t);
      expect(codeEntries(walk.layout, codeAt(walk, piece))).toEqual(entriesAt(walk, piece));
      const x = pathPoint(vertices, t);
      expect([...x]).toEqual(pointAt(vertices, t));
      const f = forward(network, x);
      outputsAt(walk, t).forEach((value, k) => {
        expect(value).toBeCloseTo(f[k] as number, 11);
      });
    }
    expect([pieceAt(walk, -3), pieceAt(walk, 9)]).toEqual([0, pieceCount(walk) - 1]);
    expect(() => codeAt(walk, pieceCount(walk))).toThrow(RangeError);
  });

  it('tells ties from single crossings', () => {
    const copies = walkPath(
      arrangement(
        [
          [1, 0],
          [0, 1],
          [2, 0],
          [1, 1],
        ],
        [-0.5, -0.25, -1, -3],
      ),
      [
        [0, 0],
        [1, 1],
      ],
    );
    expect(ties(copies.crossings)).toEqual([{ t: 0.5, first: 1, count: 2 }]);
    expect(ties(walk.crossings)).toEqual([]);
  });

  it('runs Hamming distance and crossings by layer', () => {
    const { layers, pieces, hamming, crossings } = pathProfile(walk);
    expect([...layers]).toEqual([1, 2]);
    const start = entriesAt(walk, 0);
    const all = listed(walk);
    for (let p = 0; p < pieces; p++)
      layers.forEach((layer, row) => {
        const now = entriesAt(walk, p)[row] as number[];
        expect(hamming[row * pieces + p]).toBe(now.filter((piece, j) => piece !== start[row]?.[j]).length);
        const sofar = all.filter((c) => c.layer === layer && c.t <= (walk.knots[p] as number)).length;
        expect(crossings[row * pieces + p]).toBe(sofar);
      });
  });
});

describe('density', () => {
  it('is crossings over length, with Hamming ≤ crossings, of equal parity for units of two pieces', () => {
    const networks = coarseNetworks({
      shapes: [
        [2, 8, 8, 1],
        [2, 5, 5, 5, 3],
      ],
      activations: GATED,
      maxChanges: 3,
    });
    const point = fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }));
    holds(
      fc.property(networks, point, point, (net, a, b) => {
        const path = walkPath(net, [a, b]);
        const found = pathDensity(path);
        const profile = pathProfile(path);
        const two = path.layout.gated.every(({ activation }) => activation.slopes.length === 2);
        found.layers.forEach(({ crossings, hamming }, row) => {
          expect(hamming).toBeLessThanOrEqual(crossings);
          if (two) expect((crossings - hamming) % 2).toBe(0);
          expect(profile.hamming[(row + 1) * profile.pieces - 1]).toBe(hamming);
          expect(profile.crossings[(row + 1) * profile.pieces - 1]).toBe(crossings);
        });
        expect(found.layers.reduce((sum, { crossings }) => sum + crossings, 0)).toBe(path.crossings.t.length);
      }),
      21,
      200,
    );
  });

  it('measures Euclidean length, and has none on a path of length 0', () => {
    const path = walkPath(
      arrangement(
        [
          [1, 0],
          [0, 1],
        ],
        [-1, -2],
      ),
      [
        [0, 0],
        [3, 0],
        [3, 4],
      ],
    );
    expect(pathDensity(path)).toMatchObject({ length: 7, crossings: 2, hamming: 2, density: 2 / 7 });
    expect(
      pathDensity(
        walkPath(network, [
          [1, 1, 1],
          [1, 1, 1],
        ]),
      ).density,
    ).toBeNaN();
  });
});

describe('norms and angles', () => {
  it('norms are those of each piece’s local affine map', () => {
    const { spectral, frobenius } = pathNorms(network, walk);
    for (let p = 0; p < pieceCount(walk); p++) {
      const { A, rows, cols } = localAffineMap(network, codeAt(walk, p));
      expect(frobenius[p]).toBeCloseTo(Math.hypot(...A), 10);
      expect(spectral[p]).toBeCloseTo(singularValues(A, rows, cols).values[0] as number, 10);
    }
  });

  it('angles between activations are those of their cosine', () => {
    const relu = (z: Float64Array): number[] => Array.from(z, (value) => Math.max(0, value));
    const start = relu(preActivations(network, vertices[0] as number[])[1] as Float64Array);
    const at = [0, 0.1, 0.7, 1, 1.9];
    activationAngles(network, vertices, 2, at).forEach((angle, i) => {
      const h = relu(preActivations(network, pointAt(vertices, at[i] as number))[1] as Float64Array);
      const cosine =
        h.reduce((sum, v, k) => sum + v * (start[k] as number), 0) / Math.hypot(...h) / Math.hypot(...start);
      expect(Math.cos(angle)).toBeCloseTo(cosine, 13);
    });
  });

  it('small angles keep their digits; a zero vector has none', () => {
    expect(angleBetween(Float64Array.of(1, 0), Float64Array.of(3, 3e-9))).toBeCloseTo(1e-9, 22);
    expect(angleBetween(Float64Array.of(1, 0), Float64Array.of(-2, 0))).toBeCloseTo(Math.PI, 14);
    expect(angleBetween(Float64Array.of(0, 0), Float64Array.of(1, 0))).toBeNaN();
    const random = createRandom(3);
    const v = Float64Array.from({ length: 9 }, random.normal);
    expect(angleBetween(v, v)).toBe(0);
  });
});
