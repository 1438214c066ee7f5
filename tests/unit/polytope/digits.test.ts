import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { inputOf } from '../../../src/core/data/dataSet';
import { codesEqual, type Network, splineCode } from '../../../src/core/network';
import { type FacetOptions, facetsOf, type PolytopeFacets } from '../../../src/core/polytope';
import { digitsData, digitsNetwork } from '../../../src/state/scenesDigits';
import { seededNetwork } from '../../support/build';
import { expectProofs, solver } from './support';

const read = async (path: string) =>
  Uint8Array.from(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

/** Every facet of x's polytope is proved, and crossed by a forward pass. */
function expectFacets(network: Network, x: ArrayLike<number>, options: FacetOptions): PolytopeFacets {
  const result = facetsOf(network, x, solver, options);
  expectProofs(result);
  expect(result.undecided).toEqual([]);
  for (const { neighbour, units, witness, normal, margin } of result.facets) {
    expect(neighbour?.units).toEqual(units.map(({ layer, unit }) => ({ layer, unit })));
    expect(Math.max(neighbour?.rankResidual ?? 1, neighbour?.continuity ?? 1)).toBeLessThan(1e-12);
    const inside = witness.map((value, k) => value - 0.5 * margin * (normal[k] as number));
    expect(codesEqual(splineCode(network, inside), result.region.halfSpaces.code)).toBe(true);
  }
  return result;
}

it('the polytope of a digit is known to the last facet', async () => {
  const [network, data] = await Promise.all([digitsNetwork(read), digitsData(read)]);
  const result = expectFacets(network, inputOf(data, 0), {});
  expect(result.facets.length + result.redundant.length).toBe(128);
  expect(result.facets.length).toBeGreaterThan(64);
  expect(result.boundedness).toMatchObject({ kind: 'unbounded', lineality: 784 - 64 });
});

// The digits' own box has 1,568 sides: `npm run bench facets` takes it, a test would take too long.
it('a polytope within [0, 1]^48 is known to the last facet', () => {
  const network = seededNetwork([48, 24, 24, 4], 3);
  const box = { lower: new Float64Array(48), upper: new Float64Array(48).fill(1) };
  const result = expectFacets(network, new Float64Array(48).fill(0.5), { box, boxSides: false });
  expect(result.facets.length + result.redundant.length).toBe(48);
  expect(result.facets.length).toBeGreaterThan(8);
});
