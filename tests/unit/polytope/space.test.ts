import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesEqual, localAffineMap, type Network, splineCode } from '../../../src/core/network';
import { gradientOf } from '../../../src/core/network/boundaryGradient';
import { gatesOf } from '../../../src/core/network/localMap';
import { type Box, facetsOf, halfSpacesAt, type PolytopeFacets } from '../../../src/core/polytope';
import { directionOfRegion, normalOf, offsetOf, type Region } from '../../../src/core/polytope/region';
import { seeded, seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { coarseNetworks, DYADIC } from '../../support/networks';
import { cube, expectProofs, solver } from './support';

/** Solves M y = b of a small system by elimination; null where it has no single solution. */
function solveSystem(rows: readonly Float64Array[], b: readonly number[]): number[] | null {
  const n = b.length;
  const m = rows.map((row, i) => [...row, b[i] as number]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(m[i]?.[k] ?? 0) > Math.abs(m[pivot]?.[k] ?? 0)) pivot = i;
    const row = m[pivot] as number[];
    if (Math.abs(row[k] as number) < 1e-9) return null;
    m[pivot] = m[k] as number[];
    m[k] = row;
    for (let i = 0; i < n; i++) {
      const other = m[i] as number[];
      const factor = i === k ? 0 : (other[k] as number) / (row[k] as number);
      if (factor !== 0) for (let j = k; j <= n; j++) other[j] = (other[j] as number) - factor * (row[j] as number);
    }
  }
  return m.map((row, k) => (row[n] as number) / (row[k] as number));
}

/** All vertices of a bounded region, by every choice of `size` constraints; each with the constraints that it lies on. */
function verticesOf(region: Region): { point: number[]; on: Set<number> }[] {
  const found: { point: number[]; on: Set<number> }[] = [];
  const normals = Array.from({ length: region.constraints }, (_, i) => normalOf(region, i));
  const slack = (i: number, y: readonly number[]): number =>
    offsetOf(region, i) - y.reduce((sum, value, k) => sum + value * ((normals[i] as Float64Array)[k] as number), 0);
  const choose = (from: number, chosen: number[]): void => {
    if (chosen.length === region.size) {
      const point = solveSystem(
        chosen.map((i) => normals[i] as Float64Array),
        chosen.map((i) => offsetOf(region, i)),
      );
      if (!point) return;
      const slacks = normals.map((_, i) => slack(i, point));
      if (slacks.some((value) => value < -1e-9)) return;
      if (found.some((other) => other.point.every((value, k) => Math.abs(value - (point[k] as number)) < 1e-9))) return;
      found.push({ point, on: new Set(slacks.flatMap((value, i) => (Math.abs(value) < 1e-8 ? [i] : []))) });
      return;
    }
    for (let i = from; i < normals.length; i++) choose(i + 1, [...chosen, i]);
  };
  choose(0, []);
  return found;
}

/** Dimension of the hull of points. */
function hullDimension(points: readonly (readonly number[])[]): number {
  const [first = [], ...rest] = points;
  const basis: number[][] = [];
  for (const point of rest) {
    let v = point.map((value, k) => value - (first[k] as number));
    for (const axis of basis) {
      const share = axis.reduce((sum, value, k) => sum + value * (v[k] as number), 0);
      v = v.map((value, k) => value - share * (axis[k] as number));
    }
    const length = Math.hypot(...v);
    if (length > 1e-6) basis.push(v.map((value) => value / length));
  }
  return basis.length;
}

/** Facets by vertex enumeration: constraints whose vertices span d − 1 dimensions. */
function bruteFacets(region: Region): Set<number> {
  const vertices = verticesOf(region);
  const facets = Array.from({ length: region.constraints }, (_, i) => i).filter((i) => {
    const own = vertices.filter(({ on }) => on.has(i)).map(({ point }) => point);
    return own.length >= region.size && hullDimension(own) === region.size - 1;
  });
  return new Set(facets);
}

function foundFacets({ region, facets, boxFacets }: PolytopeFacets): Set<number> {
  const sides = (boxFacets ?? []).map(({ input, side }) => region.count + 2 * input + (side === 'upper' ? 1 : 0));
  return new Set([...facets.map(({ constraint }) => constraint), ...sides]);
}

const pointIn = (size: number, seed: number): Float64Array => {
  const random = seeded(seed);
  return Float64Array.from({ length: size }, () => 2 * random() - 1);
};

/** Compares with vertex enumeration. Slivers thinner than 1e-6 are left to the exact tests in the plane. */
function compare(network: Network, x: Float64Array, box: Box): number {
  const result = facetsOf(network, x, solver, { box });
  if (result.ball.kind !== 'interior' || result.ball.radius < 1e-4) return 0;
  expectProofs(result);
  expect(result.undecided).toEqual([]);
  const margins = [...result.facets, ...(result.boxFacets ?? [])].map(({ margin }) => margin);
  if (Math.min(...margins) < 1e-5) return 0;
  expect(foundFacets(result)).toEqual(bruteFacets(result.region));
  expectNeighbours(network, result);
  return result.facets.length;
}

function expectNeighbours(network: Network, { region, facets }: PolytopeFacets): void {
  const before = localAffineMap(network, region.halfSpaces.code);
  for (const { neighbour } of facets) {
    if (!neighbour) throw new Error('no neighbour');
    const { code, point, u, v, rankResidual, continuity } = neighbour;
    expect(codesEqual(splineCode(network, point), code)).toBe(true);
    expect(Math.max(rankResidual, continuity)).toBeLessThan(1e-9);
    const after = localAffineMap(network, code);
    for (let i = 0; i < after.A.length; i++) {
      const product = (u[Math.floor(i / v.length)] as number) * (v[i % v.length] as number);
      expect((after.A[i] as number) - (before.A[i] as number)).toBeCloseTo(product, 8);
    }
  }
}

describe('facets in R³ … R⁵ are those of vertex enumeration', () => {
  it.each([
    [[3, 8, 1], 'relu', 12],
    [[3, 6, 6, 2], 'leakyRelu', 12],
    [[3, 4, 3, 1], 'hardTanh', 10],
    [[4, 6, 4, 1], 'relu', 6],
    [[5, 5, 1], 'abs', 3],
  ] as const)('%s %s', (widths, name, points) => {
    let facets = 0;
    for (let seed = 1; seed <= points; seed++)
      facets += compare(seededNetwork(widths, seed, { name }), pointIn(widths[0], seed), cube(widths[0]));
    expect(facets).toBeGreaterThan(points);
  });

  it('of coarse networks with copies, zero rows and parallel planes', () => {
    const networks = coarseNetworks({
      shapes: [
        [3, 5, 1],
        [3, 4, 3, 1],
        [4, 4, 2, 1],
      ],
      activations: DYADIC.filter(({ name }) => name !== 'hardTanh' && name !== 'relu6'),
      maxChanges: 3,
    });
    let facets = 0;
    holds(
      fc.property(networks, fc.integer({ min: 1, max: 1000 }), (network, seed) => {
        const x = pointIn(network.inputSize, seed);
        const result = facetsOf(network, x, solver, { box: cube(network.inputSize) });
        // On a boundary a coarse network may leave no interior.
        if (result.ball.kind !== 'interior' || result.ball.radius < 1e-4) return;
        expectProofs(result);
        expect(result.undecided).toEqual([]);
        if (
          result.facets.every(({ margin }) => margin > 1e-5) &&
          (result.boxFacets ?? []).every(({ margin }) => margin > 1e-5)
        )
          expect(foundFacets(result)).toEqual(bruteFacets(result.region));
        facets += result.facets.length;
      }),
      443,
      25,
    );
    expect(facets).toBeGreaterThan(20);
  });
});

describe('half-spaces in the row space of layer 1', () => {
  const network = seededNetwork([30, 6, 8, 5, 2], 5);
  const x = pointIn(30, 9);

  it('have the gradients of the direct product', () => {
    const spaces = halfSpacesAt(network, x, { reduced: true });
    expect(spaces.size).toBe(6);
    const gates = gatesOf(network, spaces.code);
    const region = { halfSpaces: spaces } as Region;
    spaces.bounds.forEach((bound, i) => {
      const direct = gradientOf(network, gates, bound);
      const length = Math.hypot(...direct);
      const lifted = directionOfRegion(region, spaces.normals.slice(6 * i, 6 * i + 6));
      lifted.forEach((value, k) => {
        expect(value).toBeCloseTo((bound.step * (direct[k] as number)) / length, 12);
      });
    });
  });

  it('give the facets of R^d: the same as in a huge box', () => {
    const free = facetsOf(network, x, solver);
    const boxed = facetsOf(network, x, solver, { box: cube(30, 1e5), boxSides: false, neighbours: false });
    expectProofs(free);
    expect(free.boundedness).toMatchObject({ kind: 'unbounded', lineality: 24 });
    expect(free.facets.map(({ constraint }) => constraint)).toEqual(boxed.facets.map(({ constraint }) => constraint));
    expectNeighbours(network, free);
  });
});
