import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesEqual, denseNetwork, type Network, splineCode, unitAt } from '../../../src/core/network';
import { type CellComplex, faceCount, partition } from '../../../src/core/partition';
import { facetsOf } from '../../../src/core/polytope';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { dense, seededNetwork } from '../../support/build';
import { degenerateFamilies } from '../../support/families';
import { holds } from '../../support/holds';
import { coarseNetworks, describeNetwork, GATED } from '../../support/networks';
import { cube, expectProofs, solver, unitKey } from './support';

/** What lies on the edges of a face: lists of units, and the sides of the square [−1, 1]². */
function edgesOf(complex: CellComplex, face: number): { units: Set<string>; sides: Set<string> } {
  const units = new Set<string>();
  const sides = new Set<string>();
  const { faceOffsets, faceEdges, edgeFaces, edgeVertices, edgeUnits, edgeUnitOffsets, vertices, layout } = complex;
  for (let h = faceOffsets[face] as number; h < (faceOffsets[face + 1] as number); h++) {
    const e = faceEdges[h] as number;
    if ((edgeFaces[2 * e + 1] as number) >= 0) {
      const list = [...edgeUnits.subarray(edgeUnitOffsets[e], edgeUnitOffsets[e + 1])];
      units.add(unitKey(list.map((unit) => unitAt(layout, unit))));
      continue;
    }
    const [a, b] = [edgeVertices[2 * e] as number, edgeVertices[2 * e + 1] as number];
    for (const k of [0, 1])
      for (const [side, value] of [['lower', -1] as const, ['upper', 1] as const])
        if (
          Math.abs((vertices[2 * a + k] as number) - value) + Math.abs((vertices[2 * b + k] as number) - value) <
          1e-9
        )
          sides.add(`${k} ${side}`);
  }
  return { units, sides };
}

/** Every facet is an edge of the face and the other way round. Returns the number of facets. */
function compareFace(network: Network, complex: CellComplex, face: number): number {
  const x = complex.centroids.slice(2 * face, 2 * face + 2);
  const words = complex.layout.words;
  if (!codesEqual(splineCode(network, x), complex.codes.slice(face * words, (face + 1) * words))) return 0;
  const result = facetsOf(network, x, solver, { box: cube(2), volume: true });
  if (result.ball.kind !== 'interior' || result.ball.radius < 1e-6) return 0;
  const message = `${describeNetwork(network)} at ${x}`;
  expectProofs(result);
  expect(result.undecided, message).toEqual([]);
  const { units, sides } = edgesOf(complex, face);
  expect(new Set(result.boxFacets?.map(({ input, side }) => `${input} ${side}`)), message).toEqual(sides);
  expect(result.volume?.value).toBeCloseTo(complex.areas[face] as number, 9);
  for (const facet of result.facets) {
    // Where an edge is very short, the two ways of rounding may differ.
    if (facet.margin < 1e-7) continue;
    expect(facet.neighbour, message).not.toBeNull();
    expect(units, message).toContain(unitKey(facet.neighbour?.units ?? []));
    expect(facet.neighbour?.rankResidual).toBeLessThan(1e-9);
    expect(facet.neighbour?.continuity).toBeLessThan(1e-9);
  }
  const found = result.facets.map((facet) => unitKey(facet.neighbour?.units ?? []));
  for (const edge of units) expect(found, message).toContain(edge);
  return result.facets.length;
}

function compare(network: Network, most: number): number {
  const complex = partition(network, axisSlice(2), square());
  if (complex.merged + complex.undecided > 0) return 0;
  const step = Math.max(1, Math.floor(faceCount(complex) / most));
  let facets = 0;
  for (let face = 0; face < faceCount(complex); face += step) facets += compareFace(network, complex, face);
  return facets;
}

describe('facets in the plane are the edges of the partition’s faces', () => {
  it.each([
    [[2, 12, 1], 'relu'],
    [[2, 8, 8, 1], 'relu'],
    [[2, 6, 5, 4, 3], 'leakyRelu'],
    [[2, 6, 6, 1], 'hardTanh'],
    [[2, 5, 5, 1], 'abs'],
  ] as const)('of %s %s networks', (widths, name) => {
    for (const seed of [1, 2]) expect(compare(seededNetwork(widths, seed, { name }), 20)).toBeGreaterThan(30);
  });

  it.each(degenerateFamilies().filter(({ network }) => network.inputSize === 2))('of $name', ({ network }) => {
    compare(network, 12);
  });

  it('of a unit that is constant at one threshold on this side, and meets another one further on', () => {
    const relu6 = { name: 'relu6' } as const;
    const network = denseNetwork('two thresholds', [
      dense([[16, 0]], [0], relu6),
      dense([[1.5]], [0], relu6),
      dense([[0.125]], [0], { name: 'identity' }),
    ]);
    expect(compare(network, 4)).toBeGreaterThan(3);
  });

  it('of coarse networks with copies, zero rows, lines through corners and border lines', () => {
    const networks = coarseNetworks({
      shapes: [
        [2, 5, 1],
        [2, 4, 4, 1],
        [2, 3, 3, 3, 1],
      ],
      activations: GATED,
      maxChanges: 4,
    });
    let facets = 0;
    holds(
      fc.property(networks, (network) => {
        facets += compare(network, 4);
      }),
      442,
      60,
    );
    expect(facets).toBeGreaterThan(100);
  });
});
