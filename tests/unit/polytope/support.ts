import { expect } from 'vitest';
import type { Network, UnitRef } from '../../../src/core/network';
import { type Box, type PolytopeFacets, type Redundancy, type Region, witnessOf } from '../../../src/core/polytope';
import { coordinatesInRegion, normalOf, slacksAt } from '../../../src/core/polytope/region';
import { loadSolver } from '../../../src/solver/loadNode';
import { arrangement } from '../../support/build';
import { naivePreActivations } from '../../support/naive';

export const solver = await loadSolver();

export const cube = (size: number, half = 1): Box => ({
  lower: new Float64Array(size).fill(-half),
  upper: new Float64Array(size).fill(half),
});

export const unitRows = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, k) => (i === k ? 1 : 0)));

/** x ≥ 0 and Σx ≤ 1 around a point inside. */
export const simplex = (size: number): Network =>
  arrangement([...unitRows(size), new Array<number>(size).fill(-1)], [...new Array<number>(size).fill(0), 1]);

export const unitKey = (units: readonly UnitRef[]): string =>
  units
    .map(({ layer, unit }) => `${layer}/${unit}`)
    .sort()
    .join(' ');

/** Checks every proof of a result from its numbers alone, and that each constraint has exactly one verdict. */
export function expectProofs(result: PolytopeFacets): void {
  const { region, facets, boxFacets, redundant, undecided } = result;
  const inside = result.ball.kind === 'interior' ? result.ball.centre : null;
  for (const { constraint, witness, margin } of facets) {
    const proof = witnessOf(region, constraint, coordinatesInRegion(region, witness));
    expect(proof, `facet ${constraint}`).not.toBeNull();
    expect(proof?.margin).toBeCloseTo(margin, 6);
    expectOnBoundary(result, witness, constraint);
  }
  for (const proof of redundant) expectRedundant(region, proof, inside as Float64Array);
  const verdicts = facets.length + (boxFacets?.length ?? 0) + redundant.length + undecided.length;
  expect(verdicts).toBe(boxFacets ? region.constraints : region.count);
}

/** Forward passes by the book: at the witness the facet's units are on their thresholds, all others within their pieces. */
function expectOnBoundary({ region }: PolytopeFacets, witness: Float64Array, constraint: number): void {
  const { network } = region.halfSpaces;
  const z = naivePreActivations(network, witness);
  for (const { layer, unit, threshold } of region.units[constraint] ?? []) {
    const value = z[layer - 1]?.[unit] as number;
    const scale = Math.max(1, ...(z[layer - 1] ?? []).map(Math.abs));
    expect(Math.abs(value - threshold) / scale, `layer ${layer} unit ${unit}`).toBeLessThan(1e-9);
  }
  for (const { layer, unit, threshold, step } of region.halfSpaces.bounds) {
    const room = step * (threshold - (z[layer - 1]?.[unit] as number));
    expect(room).toBeGreaterThan(-1e-9 * Math.max(1, ...(z[layer - 1] ?? []).map(Math.abs)));
  }
}

/** By the definition alone: Σλ n = n_i and Σλ b ≤ b_i, sides of the box among the λ, and never the constraint itself. */
function expectRedundant(region: Region, { constraint, others, multipliers }: Redundancy, inside: Float64Array): void {
  expect(multipliers.every((lambda) => lambda > 0)).toBe(true);
  expect(others.includes(constraint)).toBe(false);
  const room = slacksAt(region, inside);
  const own = room[constraint] as number;
  const rest = normalOf(region, constraint);
  let reach = 0;
  others.forEach((other, at) => {
    reach += (multipliers[at] as number) * (room[other] as number);
    normalOf(region, other).forEach((value, k) => {
      rest[k] = (rest[k] as number) - (multipliers[at] as number) * value;
    });
  });
  rest.forEach((left, k) => {
    const side = region.count + 2 * k + (left > 0 ? 1 : 0);
    if (!region.box) expect(Math.abs(left)).toBeLessThan(1e-8);
    else if (side === constraint) expect(Math.abs(left)).toBeLessThan(1e-8);
    else reach += Math.abs(left) * (room[side] as number);
  });
  expect(reach).toBeLessThan(own * (1 + 1e-8) + 1e-12);
}
