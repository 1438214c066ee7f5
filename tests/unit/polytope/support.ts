import { expect } from 'vitest';
import type { UnitRef } from '../../../src/core/network';
import {
  type Box,
  type PolytopeFacets,
  type Redundancy,
  type Region,
  redundancyOf,
  witnessOf,
} from '../../../src/core/polytope';
import { coordinatesInRegion, slacksAt } from '../../../src/core/polytope/region';
import { loadSolver } from '../../../src/solver/loadNode';
import { naivePreActivations } from '../../support/naive';

export const solver = await loadSolver();

export const cube = (size: number, half = 1): Box => ({
  lower: new Float64Array(size).fill(-half),
  upper: new Float64Array(size).fill(half),
});

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

function expectRedundant(region: Region, proof: Redundancy, inside: Float64Array): void {
  const { constraint, others, multipliers } = proof;
  expect(multipliers.every((lambda) => lambda > 0)).toBe(true);
  expect(others.includes(constraint)).toBe(false);
  const room = slacksAt(region, inside);
  const again = redundancyOf(region, constraint, others, multipliers, room);
  expect(again.residual).toBeLessThan(1e-8);
  expect(again.excess).toBeLessThan(1e-8 * (room[constraint] as number));
}
