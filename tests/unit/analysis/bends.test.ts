import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputBend, inputBends, intervalCells, sliceBends } from '../../../src/core/analysis';
import { denseNetwork, localAffineMap, type Network } from '../../../src/core/network';
import { type CellComplex, edgeCount, partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, type Slice, square } from '../../../src/core/slice/slice';
import { arrangement, dense, seededNetwork, tentNetwork } from '../../support/build';
import { degenerateFamilies } from '../../support/families';
import { holds } from '../../support/holds';
import { cases, codeOf, differenceOf, frobenius, innerEdges, mapOf, near, normsOnSlice } from './support';

/** Every bend against the difference of the two faces' explicit maps. */
function check(network: Network, slice: Slice, complex: CellComplex): void {
  const own = sliceBends(network, slice, complex);
  const all = inputBends(network, complex);
  expect([own.length, all.length]).toEqual([edgeCount(complex), edgeCount(complex)]);
  const inner = innerEdges(complex);
  for (const { edge, left, right } of inner) {
    const [a, b] = [mapOf(network, complex, left), mapOf(network, complex, right)];
    const jump = differenceOf(a, b);
    const size = frobenius(a) + frobenius(b) + 1e-3;
    near(`R^d, edge ${edge}`, all[edge] as number, frobenius(jump), size);
    near(`slice, edge ${edge}`, own[edge] as number, normsOnSlice(jump, slice).frobenius, size);
  }
  const border = new Set(Array.from(own.keys()));
  for (const { edge } of inner) border.delete(edge);
  for (const edge of border) expect([own[edge], all[edge]]).toEqual([Number.NaN, Number.NaN]);
}

describe('bends', () => {
  it('are the differences of the maps on both sides', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => check(network, slice, complex)),
      1,
      30,
    );
  });

  it('where several units change at once, or on lines through one point', () => {
    for (const { name, network } of degenerateFamilies()) {
      if (/tiny|huge/.test(name)) continue;
      check(network, axisSlice(2), partition(network, axisSlice(2), square(1)));
      check(network, axisSlice(2), partition(network, axisSlice(2), square(1), { decision: {} }));
    }
  });

  it('are the one edge’s, asked for alone', () => {
    const network = seededNetwork([9, 4, 5, 3], 6, { name: 'relu' });
    const complex = partition(network, axisSlice(9, 2, 5), square(2));
    inputBends(network, complex).forEach((bend, edge) => {
      expect(inputBend(network, complex, edge)).toBe(bend);
    });
  });

  it('have rank 1 and stand across the boundary of the unit', () => {
    const network = seededNetwork([3, 6, 5, 3], 12, { name: 'relu' });
    const slice = axisSlice(3, 0, 1, Float64Array.of(0, 0, 0.25));
    const complex = partition(network, slice, square(1));
    for (const { edge, left, right } of innerEdges(complex)) {
      const from = complex.edgeUnitOffsets[edge] as number;
      expect((complex.edgeUnitOffsets[edge + 1] as number) - from).toBe(1);
      const unit = complex.edgeUnits[from] as number;
      const [layer, own] = unit < 6 ? [1, unit] : [2, unit - 6];
      // ∇z of the unit from the map of the pre-activations of its layer.
      const v = localAffineMap(network, codeOf(complex, left), { readout: layer }).A.slice(3 * own, 3 * own + 3);
      const jump = differenceOf(mapOf(network, complex, left), mapOf(network, complex, right));
      const square = v.reduce((sum, value) => sum + value * value, 0);
      for (let r = 0; r < 3; r++) {
        const row = jump.A.slice(3 * r, 3 * r + 3);
        const share = row.reduce((sum, value, i) => sum + value * (v[i] as number), 0) / square;
        row.forEach((value, i) => {
          near(`edge ${edge}`, value, share * (v[i] as number), 1 + Math.abs(value));
        });
      }
    }
  });

  it('are exact for one hidden layer: |weight| times the length of the row', () => {
    const network = denseNetwork('three lines', [
      dense(
        [
          [3, 4],
          [5, -12],
          [0, 0.5],
        ],
        [0.25, 0.5, 0.125],
      ),
      dense([[2, -1, 4]], [0], { name: 'identity' }),
    ]);
    const complex = partition(network, axisSlice(2), square(1));
    const want = [10, 13, 2];
    const bends = sliceBends(network, axisSlice(2), complex);
    for (const { edge } of innerEdges(complex))
      expect(bends[edge]).toBe(want[complex.edgeUnits[complex.edgeUnitOffsets[edge] as number] as number]);
  });

  it('are exactly 0 for units that nothing listens to, and on decision boundaries', () => {
    const deaf = denseNetwork('deaf', [
      dense(
        [
          [1, 0.3],
          [0.2, 1],
        ],
        [0.1, -0.2],
      ),
      dense(
        [
          [1, 0],
          [-1, 0],
        ],
        [-8, -8],
      ),
      dense([[1, 1]], [0], { name: 'identity' }),
    ]);
    const complex = partition(deaf, axisSlice(2), square(1));
    expect(complex.areas.length).toBe(4);
    for (const { edge } of innerEdges(complex)) expect(sliceBends(deaf, axisSlice(2), complex)[edge]).toBe(0);
    const affine = denseNetwork('affine', [dense([[1, 2]], [0.5], { name: 'identity' })]);
    const halves = partition(affine, axisSlice(2), square(1), { decision: {} });
    const bends = sliceBends(affine, axisSlice(2), halves);
    expect(innerEdges(halves).map(({ edge }) => bends[edge])).toEqual([0]);
  });

  it('keep their own accuracy beside huge maps', () => {
    // Two steep units, active everywhere, hide the third one's bend from a difference of maps.
    const network = arrangement(
      [
        [1e20, 0],
        [0, 1e20],
        [3e-4, 4e-4],
      ],
      [5e20, 5e20, 0],
    );
    const complex = partition(network, axisSlice(2), square(1));
    const [inner] = innerEdges(complex);
    expect(complex.areas.length).toBe(2);
    near('bend', sliceBends(network, axisSlice(2), complex)[inner?.edge ?? -1] as number, 5e-4, 5e-4, 1e-14);
  });

  it('turn the tent map’s slope around at every kink', () => {
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(1), e2: Float64Array.of(0) };
    const cells = intervalCells(partitionInterval(tentNetwork(4), line, [0, 1]), line);
    const want = [Number.NaN, ...Array.from({ length: 15 }, () => 32), Number.NaN];
    expect([...sliceBends(tentNetwork(4), line, cells)]).toEqual(want);
    expect([...inputBends(tentNetwork(4), cells)]).toEqual(want);
  });
});
