import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affinePieces, flatEdges, intervalCells, sliceBends } from '../../../src/core/analysis';
import { bendTerms } from '../../../src/core/analysis/bendTerms';
import { denseNetwork, type Network } from '../../../src/core/network';
import { type CellComplex, partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { lattice } from '../../support/arrangements';
import { dense, seededNetwork, tentNetwork } from '../../support/build';
import { denseLayer, denseLayersOf } from '../../support/denseLayers';
import { holds } from '../../support/holds';
import { cases, faces, innerEdges } from './support';

const plane = axisSlice(2);

describe('affinePieces', () => {
  it('of two units with the same boundary whose bends cancel', () => {
    const kinks = (a: number, b: number): Network =>
      denseNetwork('kinks', [
        dense(
          [
            [1, 2],
            [a, 2 * a],
            [1, -1],
          ],
          [0.25, a / 4, 0],
        ),
        dense([[1, b, 1]], [0], { name: 'identity' }),
      ]);
    // relu(z) + b·relu(az): no bend at z = 0 for a > 0 and ab = −1; −relu(−z) makes the line straight as well.
    for (const [a, b, pieces] of [
      [4, -0.25, 2],
      [3, -1 / 3, 2],
      [0.7, -1 / 0.7, 2],
      [-1, -1, 2],
      [4, -0.2, 4],
      [-1, 1, 4],
    ] as const) {
      const network = kinks(a, b);
      const complex = partition(network, plane, square(1));
      expect(complex.areas.length).toBe(4);
      expect(affinePieces(network, plane, complex).count).toBe(pieces);
    }
  });

  it('of copies whose factors float64 rounds: what is left of their bends is none, a small bend is one', () => {
    let left = 0;
    const factors = fc.double({ min: 0.1, max: 10, noNaN: true });
    holds(
      fc.property(factors, factors, factors, (p, q, a) => {
        const copies = (share: number): Network =>
          denseNetwork('copies', [
            dense(
              [
                [p, q],
                [a * p, a * q],
              ],
              [0, 0],
            ),
            dense([[1, -share / a]], [0], { name: 'identity' }),
          ]);
        const bendsOf = (network: Network): [CellComplex, number[]] => {
          const complex = partition(network, plane, square(1));
          return [complex, [...sliceBends(network, plane, complex)].filter((bend) => bend > 0)];
        };
        const [complex, bends] = bendsOf(copies(1));
        // Rounded apart, the two lines may also stay two, with a sliver between them.
        fc.pre(complex.areas.length === 2);
        if (bends.length > 0) left++;
        expect(affinePieces(copies(1), plane, complex).count).toBe(1);
        const [bent] = bendsOf(copies(1 + 1e-11));
        expect(affinePieces(copies(1 + 1e-11), plane, bent).count).toBe(2);
      }),
      9,
      100,
    );
    expect(left).toBeGreaterThan(20);
  });

  it('of a read-out without weight on most of a lattice', () => {
    const layers = denseLayersOf(lattice(3));
    // Only the middle horizontal and the middle vertical line are listened to.
    const network = denseNetwork('deaf lattice', [
      denseLayer(layers[0]),
      dense([[0, 0, 1, 0, 0, 0, 0, -2, 0, 0]], [0], { name: 'identity' }),
    ]);
    const complex = partition(network, plane, square(1));
    const { groupOf, count } = affinePieces(network, plane, complex);
    expect([complex.areas.length, count]).toEqual([36, 4]);
    for (const f of faces(complex))
      for (const g of faces(complex)) {
        const quadrant = (face: number): string =>
          [0, 1].map((axis) => Math.sign(complex.centroids[2 * face + axis] as number)).join();
        expect(groupOf[f] === groupOf[g]).toBe(quadrant(f) === quadrant(g));
      }
  });

  it('of a dead network is one', () => {
    const network = seededNetwork([2, 9, 7, 1], 3, { name: 'relu' });
    const last = network.layers.length - 1;
    const dead = denseNetwork(
      'dead',
      denseLayersOf(network).map((layer, l) =>
        l === last ? { ...layer, weights: layer.weights.map(() => 0) } : layer,
      ),
    );
    const complex = partition(dead, plane, square(1));
    expect(complex.areas.length).toBeGreaterThan(20);
    expect(affinePieces(dead, plane, complex).count).toBe(1);
  });

  it('of the tent map are its 2^depth pieces, on a line and on a square', () => {
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(1), e2: Float64Array.of(0) };
    for (const depth of [1, 4, 7]) {
      const cells = intervalCells(partitionInterval(tentNetwork(depth), line, [0, 1]), line);
      expect(affinePieces(tentNetwork(depth), line, cells).count).toBe(2 ** depth);
    }
    // The same with a second input that nothing listens to, on [0, 1] × [0, 1].
    const tent = tentNetwork(5);
    const [first, ...rest] = denseLayersOf(tent);
    const wide = denseNetwork('tent on a square', [
      dense(
        [
          [2, 0],
          [2, 0],
        ],
        [...(first?.bias ?? [])],
      ),
      ...rest,
    ]);
    const complex = partition(wide, { ...plane, origin: Float64Array.of(0.5, 0.5) }, square(0.5));
    expect(affinePieces(wide, plane, complex).count).toBe(32);
  });

  it('are the faces in general position, and ignore decision boundaries', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const network = seededNetwork([2, 7, 6, 2], seed, { name: 'abs' });
        const complex = partition(network, plane, square(1));
        expect(affinePieces(network, plane, complex).count).toBe(complex.areas.length);
        const decided = partition(network, plane, square(1), { decision: {} });
        expect(affinePieces(network, plane, decided).count).toBe(complex.areas.length);
      }),
      5,
      20,
    );
  });

  it('take bends that are at hand', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => {
        const bends = sliceBends(network, slice, complex);
        expect(affinePieces(network, slice, complex, bends)).toEqual(affinePieces(network, slice, complex));
        const flat = flatEdges(network, slice, complex, bends);
        for (const [edge, bend] of bends.entries()) if (Number.isNaN(bend)) expect(flat[edge]).toBe(0);
      }),
      6,
      20,
    );
  });
});

describe('bendTerms', () => {
  it('are at least the bend, and at most their bound', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => {
        const bends = sliceBends(network, slice, complex);
        const { at, boundAt } = bendTerms(network, slice, complex);
        for (const { edge } of innerEdges(complex)) {
          expect(bends[edge]).toBeLessThanOrEqual(at(edge) * (1 + 1e-12));
          expect(at(edge)).toBeLessThanOrEqual(boundAt(edge) * (1 + 1e-12));
        }
      }),
      8,
      30,
    );
  });
});
