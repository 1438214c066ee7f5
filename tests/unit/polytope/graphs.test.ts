import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryDistance, localComplexity } from '../../../src/core/density';
import {
  codeLayout,
  codesEqual,
  type Network,
  nearestBoundary,
  preActivations,
  type UnitRef,
} from '../../../src/core/network';
import { type Facet, facetsOf, halfSpacesAt } from '../../../src/core/polytope';
import { coordinatesInRegion, regionOf, slacksAt } from '../../../src/core/polytope/region';
import { pointInInput } from '../../../src/core/slice/slice';
import { graphCase, normals, steadyCode } from '../../support/graphNetworks';
import { holds } from '../../support/holds';
import { solver } from './support';

const seeds = fc.integer({ min: 1, max: 100_000 });

const keyOf = ({ layer, unit }: UnitRef): string => `${layer}/${unit}`;

/**
 * Units that were predicted and do not change, or the other way round, are constant on one side of the facet (to rounding, and on a
 * threshold) or touch their threshold and go back. Returns how many are neither, but constant on both sides: these have the piece of
 * their rounding in the code of an input.
 */
function expectExplained(
  network: Network,
  { units, witness, normal, margin }: Facet,
  changed: readonly UnitRef[],
): number {
  const [predicted, found] = [new Set(units.map(keyOf)), new Set(changed.map(keyOf))];
  const odd = [
    ...units.filter((unit) => !found.has(keyOf(unit))),
    ...changed.filter((unit) => !predicted.has(keyOf(unit))),
  ];
  const step = 1e-4 * Math.min(1, margin);
  const rows = [-2, -1, 0, 1, 2].map((k) =>
    preActivations(
      network,
      witness.map((value, i) => value + k * step * (normal[i] as number)),
    ),
  );
  let rounded = 0;
  for (const { layer, unit } of odd) {
    const [far, near, on, over, beyond] = rows.map((z) => z[layer - 1]?.[unit] as number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const steady = Math.min(Math.abs(far - near), Math.abs(beyond - over));
    const swing = Math.max(Math.abs(far - near), Math.abs(beyond - over));
    if (swing < 1e-12) {
      rounded++;
      continue;
    }
    const touches = Math.sign(near - on) === Math.sign(over - on);
    expect(steady <= 1e-6 * swing || touches, `${network.name}, layer ${layer}, unit ${unit}`).toBe(true);
  }
  return rounded;
}

describe('polytopes of networks of graphs', () => {
  it('hold exactly the inputs of their code', () => {
    let [inside, outside] = [0, 0];
    holds(
      fc.property(seeds, fc.boolean(), (seed, reduced) => {
        const { network, x, random } = graphCase(seed);
        const region = regionOf(halfSpacesAt(network, x, { reduced }));
        expect(region.halfSpaces.broken).toEqual([]);
        const code = steadyCode(network, x);
        const reach = nearestBoundary(network, x)?.distance ?? 1;
        for (let i = 0; i < 40; i++) {
          const step = normals(random, x.length);
          const size = (reach * (0.5 + 3 * random.uniform())) / Math.sqrt(x.length);
          const y = x.map((value, k) => value + size * (step[k] as number));
          const least = Math.min(Infinity, ...slacksAt(region, coordinatesInRegion(region, y)));
          if (Math.abs(least) < 1e-9 * Math.max(1, size)) continue;
          expect(codesEqual(steadyCode(network, y), code)).toBe(least > 0);
          if (least > 0) inside++;
          else outside++;
        }
      }),
      31,
      200,
    );
    expect(Math.min(inside, outside)).toBeGreaterThan(500);
  });

  it('have a neighbour behind each facet, whose map differs by rank one and meets theirs there', () => {
    let [all, found, predicted, contests, rounded] = [0, 0, 0, 0, 0];
    holds(
      fc.property(seeds, (seed) => {
        const { network, x } = graphCase(seed);
        const result = facetsOf(network, x, solver);
        for (const facet of result.facets) {
          const { neighbour, units } = facet;
          all++;
          if (!neighbour) continue;
          found++;
          if (neighbour.asPredicted) predicted++;
          else if (expectExplained(network, facet, neighbour.units) > 0) rounded++;
          if (units.some(({ between }) => between)) contests++;
          expect(codesEqual(steadyCode(network, neighbour.point), neighbour.code)).toBe(true);
          expect(neighbour.rankResidual).toBeLessThan(1e-7);
          expect(neighbour.continuity).toBeLessThan(1e-9);
        }
      }),
      32,
      60,
    );
    expect(found).toBeGreaterThan(200);
    expect(found).toBeGreaterThan(0.97 * all);
    expect(contests).toBeGreaterThan(20);
    expect(predicted).toBeGreaterThan(found / 2);
    expect(rounded).toBeLessThan(0.03 * found);
  });
});

/** Units that are on a threshold to rounding. */
const constants = (network: Network, x: Float64Array): number => {
  const z = preActivations(network, x);
  return codeLayout(network).gated.reduce(
    (sum, { layer, size, activation }) =>
      sum +
      (z[layer - 1] as Float64Array)
        .subarray(0, size)
        .filter((value) => activation.thresholds.some((t) => Math.abs(value - t) < 1e-12)).length,
    0,
  );
};

describe('densities of networks of graphs', () => {
  it('are the distance to the nearest boundary and the units that a cross parts', () => {
    holds(
      fc.property(seeds, fc.boolean(), (seed, along) => {
        const { network, x, random } = graphCase(seed);
        const slice = { origin: x, e1: normals(random, x.length), e2: normals(random, x.length) };
        const distance = boundaryDistance(network, slice, along ? 'slice' : 'input');
        const complexity = localComplexity(network, slice, { radius: 1, space: 'slice', directions: 2, seed: 3 });
        for (let i = 0; i < 5; i++) {
          const [p, q] = [random.normal(), random.normal()];
          const at = pointInInput(slice, [p, q]);
          const nearest = nearestBoundary(network, at, along ? slice : undefined)?.distance ?? Infinity;
          const found = distance(p, q);
          if (nearest === Infinity) expect(found).toBe(Infinity);
          else expect(Math.abs(found - nearest)).toBeLessThan(1e-9 * Math.max(1, nearest));
          // Nothing is parted where the whole cross is within one polytope.
          const small = localComplexity(network, slice, {
            radius: 0.9 * Math.min(1, nearestBoundary(network, at, slice)?.distance ?? 1),
            space: 'slice',
            directions: 2,
            seed: 3,
          });
          // What is constant on its threshold has the piece of its rounding.
          expect(small(p, q)).toBeLessThanOrEqual(constants(network, at));
          expect(complexity(p, q)).toBeGreaterThanOrEqual(0);
        }
      }),
      33,
      80,
    );
  });
});
