import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactNetwork } from '../../../src/core/graph';
import { codesEqual, type Network, preActivations, splineCode } from '../../../src/core/network';
import { piecewiseLinear } from '../../../src/core/network/activation';
import type { Layer } from '../../../src/core/network/network';
import {
  type Facet,
  facetsOf,
  facetsSeenFrom,
  type PolytopeFacets,
  startFacets,
  wayAcross,
} from '../../../src/core/polytope';
import type { Neighbour } from '../../../src/core/polytope/neighbour';
import { changedUnits } from '../../../src/core/polytope/stepAcross';
import { arrangement, seededNetwork } from '../../support/build';
import { graphCase } from '../../support/graphNetworks';
import { holds } from '../../support/holds';
import { modelGraph, realInputs } from '../models/models';
import { cube, simplex, solver, unitKey } from './support';

const seeds = fc.integer({ min: 1, max: 100_000 });

const byPasses = (
  network: Network,
  x: ArrayLike<number>,
  passes: number,
  box = null as ReturnType<typeof cube> | null,
) => facetsOf(network, x, solver, { way: 'passes', passes, box });

/** The facet of the other result on the same hyperplane. */
const twin = (facet: Facet, { facets }: PolytopeFacets): Facet | undefined =>
  facets.find(({ normal, distance }) => {
    const apart = Math.hypot(...normal.map((value, k) => value - (facet.normal[k] as number)));
    return apart < 1e-7 && Math.abs(distance - facet.distance) < 1e-7 * (1 + Math.abs(distance));
  });

/** Every facet that passes found is one of those that all half-spaces give, with what lies across it. */
function expectAmong(found: PolytopeFacets, all: PolytopeFacets): void {
  for (const facet of found.facets) {
    const same = twin(facet, all);
    const name = `${found.region.halfSpaces.network.name}: ${unitKey(facet.units)}`;
    expect(same, name).toBeDefined();
    expect(unitKey(facet.units), name).toBe(unitKey(same?.units ?? []));
    expect(facet.footInside, name).toBe(same?.footInside);
    if (!facet.neighbour || !same?.neighbour?.asPredicted || !facet.neighbour.asPredicted) continue;
    expectSameCode(found.region.halfSpaces.network, facet.neighbour, same.neighbour, name);
    // Maps that are rounding themselves have no change to speak of.
    const bend = Math.hypot(...same.neighbour.u) * Math.hypot(...same.neighbour.v);
    if (bend > 1e-12) expect(facet.neighbour.rankResidual, name).toBeLessThan(1e-9);
    expect(facet.neighbour.continuity, name).toBeLessThan(1e-9);
    const [ours, theirs] = [facet, same].map(({ neighbour }) => {
      const { u, v } = neighbour as NonNullable<Facet['neighbour']>;
      return Array.from(u).flatMap((a) => Array.from(v, (b) => a * b));
    }) as [number[], number[]];
    const scale = Math.max(1e-6, Math.hypot(...theirs));
    expect(Math.hypot(...ours.map((value, k) => value - (theirs[k] as number))) / scale, name).toBeLessThan(1e-6);
  }
}

/** The same code, but for units that are constant over there and on their threshold: these have the piece of their rounding. */
function expectSameCode(network: Network, ours: Neighbour, theirs: Neighbour, name: string): void {
  const z = [ours, theirs].map(({ point }) => preActivations(network, point));
  for (const { layer, unit, lower } of changedUnits(network, ours.code, theirs.code)) {
    const threshold = piecewiseLinear((network.layers[layer - 1] as Layer).activation).thresholds[lower] as number;
    for (const values of z)
      expect(Math.abs((values[layer - 1]?.[unit] as number) - threshold), name).toBeLessThan(1e-12);
  }
}

it('finds facets of graphs that are among those of all half-spaces', () => {
  let count = 0;
  holds(
    fc.property(seeds, (seed) => {
      const { network, x } = graphCase(seed);
      const found = byPasses(network, x, 600);
      if (found.ball.kind !== 'interior') return;
      count += found.facets.length;
      expectAmong(found, facetsOf(network, x, solver, { way: 'matrix' }));
    }),
    31,
    20,
  );
  expect(count).toBeGreaterThan(30);
});

it('finds all facets of small polytopes, within a box as well', () => {
  let left = 0;
  holds(
    fc.property(seeds, fc.boolean(), (seed, boxed) => {
      const network = seededNetwork([3, 8, 6, 2], seed);
      const box = boxed ? cube(3, 2) : null;
      const x = [0.1, -0.2, 0.3];
      const all = facetsOf(network, x, solver, { way: 'matrix', box });
      const found = byPasses(network, x, 12_000, box);
      expectAmong(found, all);
      // Those that a ray can hardly hit are a few millionths of the polytope.
      const radius = all.ball.kind === 'interior' ? all.ball.radius : Infinity;
      const wide = all.facets.filter(({ margin }) => margin > 0.05 * radius);
      for (const facet of wide) expect(twin(facet, found), unitKey(facet.units)).toBeDefined();
      for (const side of (all.boxFacets ?? []).filter(({ margin }) => margin > 0.05))
        expect(found.boxFacets?.some((other) => other.input === side.input && other.side === side.side)).toBe(true);
      const { halfSpaces = 0, outside = 0, undecided = 0 } = found.passes ?? {};
      const units = found.facets.reduce((sum, facet) => sum + facet.units.length, 0);
      expect(units + outside + undecided).toBe(halfSpaces);
      // What holds the whole box is redundant there.
      expect(outside).toBeLessThanOrEqual(all.redundant.length + all.halfSpaces - all.region.count);
      left += outside;
    }),
    32,
    12,
  );
  expect(left).toBeGreaterThan(0);
});

it('measures the ball about the input as far as its nearest facet', () => {
  holds(
    fc.property(seeds, (seed) => {
      const network = seededNetwork([4, 9, 7, 2], seed);
      const x = [0.3, -0.1, 0.2, 0.5];
      const { ball, passes } = byPasses(network, x, 200);
      const nearest = facetsOf(network, x, solver, { way: 'matrix' }).facets[0]?.distance ?? 0;
      expect(passes).toMatchObject({ fromInput: 0, exactRadius: true });
      expect(ball.kind === 'interior' && ball.radius).toBeCloseTo(nearest, 9);
    }),
    33,
    20,
  );
});

it('finds a way inside from an input on boundaries', () => {
  holds(
    fc.property(seeds, (seed) => {
      const network = seededNetwork([4, 9, 7, 2], seed);
      const all = facetsOf(network, [0.3, -0.1, 0.2, 0.5], solver, { way: 'matrix' });
      const facet = all.facets[0] as Facet;
      const x = facet.witness;
      const found = byPasses(network, x, 400);
      if (found.ball.kind !== 'interior') throw new Error('none found');
      expect(found.ball.radius).toBeGreaterThan(0);
      const { code } = found.region.halfSpaces;
      expect(codesEqual(splineCode(network, found.centre as Float64Array), code)).toBe(true);
    }),
    34,
    20,
  );
});

it('says of a box that misses the polytope that no point inside was found', () => {
  const network = seededNetwork([3, 8, 6, 2], 5);
  const box = { lower: new Float64Array(3).fill(50), upper: new Float64Array(3).fill(51) };
  const found = byPasses(network, [0.1, -0.2, 0.3], 100, box);
  expect(found.ball.kind).toBe('undecided');
  expect(found.facets).toEqual([]);
});

it('ends when it is told to, with what it has found, and finds the same every time', () => {
  const network = seededNetwork([6, 20, 12, 3], 7);
  const x = new Float64Array(6).fill(0.2);
  const [one, other] = [byPasses(network, x, 300), byPasses(network, x, 300)];
  expect(one.facets.map(({ distance }) => distance)).toEqual(other.facets.map(({ distance }) => distance));
  expect(one.passes?.passes).toBeLessThan(340);
});

it('keeps what it has listed where it is told that this is enough', () => {
  const network = seededNetwork([6, 20, 12, 3], 7);
  const x = new Float64Array(6).fill(0.2);
  const run = startFacets(network, x, solver, { way: 'passes', passes: 4000 });
  while (run.progress.facets < 3) expect(run.advance(1)).toBe(false);
  const { facets } = run.progress;
  run.enough();
  expect(run.advance(1)).toBe(true);
  const found = run.finish();
  expect(found.facets).toHaveLength(facets);
  expect(found.passes?.passes).toBeLessThan(4000);
  expectAmong(found, facetsOf(network, x, solver, { way: 'matrix' }));
});

it('leaves out at once what the box never reaches', () => {
  const far = Array.from({ length: 60 }, (_, j) => [Math.cos(j), Math.sin(j)]);
  const network = arrangement(
    far,
    far.map((_, j) => 50 + j),
  );
  // Rays at each of them would take more passes.
  expect(byPasses(network, [0.1, 0.2], 40, cube(2)).passes).toMatchObject({ outside: 60 });
});

it('ends where all that was asked for is decided', () => {
  const x = [0.2, 0.1, 0.3];
  const box = cube(3, 2);
  const found = facetsOf(simplex(3), x, solver, { way: 'passes', passes: 3000, box, boxSides: false });
  expect(found.facets).toHaveLength(4);
  expect(found.passes).toMatchObject({ undecided: 0 });
  expect(found.passes?.passes).toBeLessThan(1500);
});

/** The digits' network has 27,058 values in 784 inputs: the matrix is refused, and passes are what is left. */
it('finds facets of a CNN, each checked by forward passes on both sides', async () => {
  const { network } = exactNetwork(await modelGraph('digits-cnn'));
  const [a, b, c] = realInputs('digits-cnn').points as [Float64Array, Float64Array, Float64Array];
  // Far from data, so that the background of the pictures is no tie.
  const x = a.map((value, k) => 0.4 * value + 0.3 * (b[k] as number) + 0.3 * (c[k] as number) + 0.02 * Math.sin(k));
  const found = facetsOf(network, x, solver, { passes: 900 });
  expect(found.facets.length).toBeGreaterThan(15);
  const { code } = found.region.halfSpaces;
  for (const facet of found.facets) {
    const { witness, normal, margin, neighbour } = facet;
    const [inside, beyond] = [-1, 1].map((side) =>
      witness.map((value, k) => value + side * 0.4 * margin * (normal[k] as number)),
    );
    expect(codesEqual(splineCode(network, inside as Float64Array), code)).toBe(true);
    expect(codesEqual(splineCode(network, beyond as Float64Array), neighbour?.code as Uint32Array)).toBe(true);
    expect(codesEqual(neighbour?.code as Uint32Array, code)).toBe(false);
    for (const { layer, unit, between, threshold } of facet.units) {
      const z = preActivations(network, witness);
      const values = z[(between?.at ?? layer) - 1] as Float64Array;
      const gap = between
        ? (values[between.winner] as number) - (values[between.other] as number)
        : (values[unit] as number) - threshold;
      expect(Math.abs(gap)).toBeLessThan(1e-12);
    }
  }
  const nearest = facetsSeenFrom(found, x)[0];
  expect(nearest?.distance).toBeCloseTo(found.ball.kind === 'interior' ? found.ball.radius : 0, 9);
  const way = nearest && wayAcross(found, nearest.facet, x);
  expect(way && codesEqual(splineCode(network, way), nearest.facet.neighbour?.code as Uint32Array)).toBe(true);
});
