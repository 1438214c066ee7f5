import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import type { Network } from '../../../src/core/network';
import { holdUnits } from '../../../src/core/network/held';
import { createLocator, partition } from '../../../src/core/partition';
import { walkPath } from '../../../src/core/path';
import { fixture, seededNetwork } from '../../support/build';
import { THIN } from '../../support/checkExact';
import { holds } from '../../support/holds';
import { exactPieces, lineSlice } from '../../support/line';
import { anyChange, coarseNetworks, describeNetwork, GATED, hugeOrTiny } from '../../support/networks';
import {
  entriesAt,
  expectGoodWalk,
  forwardEntries,
  listed,
  pieceCount,
  pointAt,
  type Vertices,
} from '../../support/paths';

const coordinate = fc.integer({ min: -16, max: 16 }).map((k) => k / 8);
const polyline = (d: number, legs: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(coordinate, { minLength: d, maxLength: d }), { minLength: 2, maxLength: legs + 1 });

describe('a walk along a polyline', () => {
  it.each(GATED)('through random networks of $name keeps to the forward pass', (activation) => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = createRandom(seed);
      const network = seededNetwork([3, 14, 14, 9, 3], seed, activation);
      const vertices = Array.from({ length: 4 }, () => Array.from({ length: 3 }, () => 2 * random.normal()));
      const walk = walkPath(network, vertices);
      expectGoodWalk(network, vertices, walk);
      expect(pieceCount(walk)).toBeGreaterThan(15);
    }
  });

  it('through degenerate networks keeps to the forward pass, leg by leg', () => {
    const networks = coarseNetworks({
      shapes: [
        [2, 8, 8, 1],
        [2, 5, 5, 5, 3],
      ],
      activations: GATED,
      maxChanges: 4,
    });
    holds(
      fc.property(networks, polyline(2, 4), (network, vertices) => {
        expectGoodWalk(network, vertices, walkPath(network, vertices), 1e-7);
      }),
      10,
      150,
    );
  });

  it('agrees with exact arithmetic on degenerate networks: pieces, codes, crossings', () => {
    const networks = coarseNetworks({
      shapes: [
        [2, 8, 8, 1],
        [2, 5, 5, 5, 3],
      ],
      activations: GATED,
      maxChanges: 4,
    });
    holds(
      fc.property(networks, polyline(2, 1), (network, vertices) => {
        expectExactSegment(network, vertices);
      }),
      11,
      100,
    );
  });

  it('agrees with exact arithmetic under scalings by 2^±500', () => {
    const networks = coarseNetworks({
      shapes: [[2, 6, 2]],
      activations: [{ name: 'relu' }, { name: 'abs' }],
      change: fc.oneof(anyChange, hugeOrTiny),
      maxChanges: 4,
    });
    holds(
      fc.property(networks, polyline(2, 1), (network, vertices) => {
        expectExactSegment(network, vertices, false);
      }),
      12,
      60,
    );
  });

  it('finds no fewer codes than dense sampling, and in the same order', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const network = seededNetwork([4, 16, 16, 1], seed, { name: 'abs' });
      const vertices = [
        [-1, 2, 0.5, 1],
        [1, -1, 0, -2],
        [0, 0.3, 2, 1],
      ];
      const walk = walkPath(network, vertices);
      const codes = Array.from({ length: pieceCount(walk) }, (_, p) => JSON.stringify(entriesAt(walk, p)));
      let piece = 0;
      for (let i = 0; i <= 8000; i++) {
        const t = (i + 0.5) / 4001;
        if (t >= 2) break;
        const code = JSON.stringify(forwardEntries(network, pointAt(vertices, t), walk));
        while (codes[piece] !== code || (walk.legs[piece] as number) < Math.floor(t))
          expect(++piece).toBeLessThan(codes.length);
        const [from, to] = [walk.knots[piece] as number, walk.knots[piece + 1] as number];
        if (!(from <= t && t <= to)) expect.fail(`${t} is outside of its piece, ${from} … ${to}`);
      }
    }
  });

  it('reversed has the mirrored list', () => {
    const network = seededNetwork([3, 16, 16, 2], 4, { name: 'hardTanh' });
    const vertices = [
      [-2, 1, 0],
      [1, -1, 3],
      [0, 2, -1],
    ];
    const forth = listed(walkPath(network, vertices));
    const back = listed(walkPath(network, [...vertices].reverse()));
    const mirrored = back.map((c) => ({ ...c, t: 2 - c.t, before: c.after, after: c.before })).reverse();
    expect(forth.length).toBeGreaterThan(30);
    expect(back.length).toBe(forth.length);
    forth.forEach((crossing, i) => {
      const { t, ...rest } = mirrored[i] as (typeof mirrored)[number];
      expect(crossing).toMatchObject(rest);
      expect(crossing.t).toBeCloseTo(t, 11);
    });
  });
});

/** Compares a segment with the exact pieces of its line; thin pieces only with themselves. */
function expectExactSegment(network: Network, vertices: Vertices, forwardToo = true): void {
  const [a, b] = [vertices[0], vertices[1]] as [number[], number[]];
  const walk = walkPath(network, [a, b]);
  const message = `${describeNetwork(network)} ${JSON.stringify(vertices)}`;
  const slice = lineSlice(
    a,
    b.map((value, k) => value - (a[k] as number)),
  );
  const exact = exactPieces(network, slice, [0, 1]);
  if (exact.vertices.some((v, i) => i > 0 && v - (exact.vertices[i - 1] as number) < THIN)) return;
  // Exact arithmetic keeps a cut where a unit only touches; the walk lists changes.
  const pieces = exact.pieces.filter((piece, i) => i === 0 || !same(piece.entries, exact.pieces[i - 1]?.entries));
  expect(pieceCount(walk), message).toBe(pieces.length);
  pieces.forEach((piece, p) => {
    expect(entriesAt(walk, p), message).toEqual(piece.entries);
    const start = exact.vertices[exact.pieces.indexOf(piece)] as number;
    expect(Math.abs((walk.knots[p] as number) - start), message).toBeLessThan(1e-11);
  });
  if (forwardToo) expectGoodWalk(network, vertices, walk);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

describe('other algorithms', () => {
  it('a line through a slice meets the faces of its partition in the same order', () => {
    for (const name of ['mlp2_2x16', 'mlp2_3x32', 'mlp2_10x20']) {
      const { network, slice, domain } = fixture(name);
      const complex = partition(network, slice, domain);
      const locator = createLocator(complex);
      const vertices = [
        [-0.9123, 0.7177],
        [0.8519, -0.6431],
      ] as const;
      const walk = walkPath(network, vertices);
      const { words } = walk.layout;
      const faces = new Set<number>();
      for (let p = 0; p < pieceCount(walk); p++) {
        const t = ((walk.knots[p] as number) + (walk.knots[p + 1] as number)) / 2;
        const [x = 0, y = 0] = pointAt(vertices, t);
        const face = locator(x, y);
        faces.add(face);
        expect([...complex.codes.slice(face * words, (face + 1) * words)]).toEqual([
          ...walk.codes.slice(p * words, (p + 1) * words),
        ]);
      }
      // Faces are convex: the line meets each once, and every edge that it cuts is a knot.
      expect(faces.size).toBe(pieceCount(walk));
      expect(edgesCut(complex, vertices)).toBe(pieceCount(walk) - 1);
    }
  });

  it('clamped units keep their piece and cross nothing', () => {
    const network = seededNetwork([3, 12, 12, 2], 6);
    const held = {
      ...network,
      layers: holdUnits(network.layers, [
        [
          [0, 1],
          [3, 0],
          [5, 0],
        ],
        [
          [2, 1],
          [7, 0],
        ],
      ]),
    };
    const vertices = [
      [-2, 1, 0],
      [2, -1, 1],
    ];
    const walk = walkPath(held, vertices);
    expectGoodWalk(held, vertices, walk);
    const names = listed(walk).map(({ layer, unit }) => `${layer}/${unit}`);
    expect(names.filter((name) => ['1/0', '1/3', '1/5', '2/2', '2/7'].includes(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(5);
  });
});

/** Edges between two faces whose ends lie on different sides of the line through the vertices. */
function edgesCut(
  complex: ReturnType<typeof partition>,
  [[ax, ay], [bx, by]]: readonly [readonly [number, number], readonly [number, number]],
): number {
  const side = (v: number): number =>
    ((complex.vertices[2 * v] as number) - ax) * (by - ay) - ((complex.vertices[2 * v + 1] as number) - ay) * (bx - ax);
  const along = (v: number): number =>
    ((complex.vertices[2 * v] as number) - ax) * (bx - ax) + ((complex.vertices[2 * v + 1] as number) - ay) * (by - ay);
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  let count = 0;
  for (let e = 0; 2 * e < complex.edgeFaces.length; e++) {
    if ((complex.edgeFaces[2 * e + 1] as number) < 0) continue;
    const [u, v] = [complex.edgeVertices[2 * e], complex.edgeVertices[2 * e + 1]] as [number, number];
    const [s, r] = [side(u), side(v)];
    if (s > 0 === r > 0) continue;
    const at = (along(u) + (s / (s - r)) * (along(v) - along(u))) / length;
    if (at > 0 && at < 1) count++;
  }
  return count;
}
