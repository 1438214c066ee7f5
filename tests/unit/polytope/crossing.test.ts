/** The way across a facet, checked by walking it: the exact path walk is another engine. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inputOf } from '../../../src/core/data/dataSet';
import { codesEqual, type Network, splineCode } from '../../../src/core/network';
import { walkPath } from '../../../src/core/path';
import { type FacetOptions, facetsOf, facetsSeenFrom, wayAcross } from '../../../src/core/polytope';
import { digitsData, digitsNetwork } from '../../../src/state/scenesDigits';
import { seededNetwork } from '../../support/build';
import { cube, solver } from './support';

const read = async (path: string) =>
  Uint8Array.from(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

/** Steps across the facets; each walk must cross that facet's units, once, and no others. Returns the lengths. */
function expectWays(
  network: Network,
  x: Float64Array,
  options: FacetOptions,
  most = Number.POSITIVE_INFINITY,
): number[] {
  const found = facetsOf(network, x, solver, options);
  expect(found.facets.length).toBeGreaterThan(1);
  return found.facets.slice(0, most).map((facet) => {
    const to = wayAcross(found, facet, x);
    if (!to) throw new Error(`no way across ${JSON.stringify(facet.units)}`);
    const { layer: layers, unit: units } = walkPath(network, [x, to]).crossings;
    const crossed = Array.from(units, (unit, i) => `${layers[i]}/${unit}`);
    expect(crossed).toEqual(facet.units.map(({ layer, unit }) => `${layer}/${unit}`));
    expect(codesEqual(splineCode(network, to), facet.neighbour?.code as Uint32Array)).toBe(true);
    const length = Math.hypot(...to.map((value, k) => value - (x[k] as number)));
    expect(length).toBeGreaterThan(facet.distance);
    return length;
  });
}

describe('the way across a facet', () => {
  it.each([
    [2, {}],
    [3, {}],
    [4, { box: cube(4) }],
    [6, {}],
    [12, { box: cube(12), boxSides: false }],
  ] as const)('crosses nothing else, with %i inputs', (inputs, options) => {
    for (let seed = 1; seed <= 4; seed++) {
      const network = seededNetwork([inputs, 10, 8, 2], seed);
      const x = Float64Array.from({ length: inputs }, (_, k) => 0.4 * Math.sin(seed * 7 + 3 * k));
      expectWays(network, x, options);
    }
  });

  it('is short for a digit, although witnesses lie far off', async () => {
    const [network, data] = await Promise.all([digitsNetwork(read), digitsData(read)]);
    const x = Float64Array.from(inputOf(data, 0));
    const lengths = expectWays(network, x, {}, 40);
    expect(lengths).toHaveLength(40);
    expect(Math.max(...lengths)).toBeLessThan(2);
  });
});

describe('facets from another point of the polytope', () => {
  it('are what a search from there finds', () => {
    const network = seededNetwork([3, 10, 8, 2], 5);
    const x = [0.1, -0.2, 0.3];
    const found = facetsOf(network, x, solver);
    const centre = found.centre as Float64Array;
    const there = facetsOf(network, centre, solver);
    const seen = facetsSeenFrom(found, centre);
    expect(seen).toHaveLength(there.facets.length);
    seen.forEach(({ facet, distance, footInside }, i) => {
      expect(facet.units).toEqual(there.facets[i]?.units);
      expect(distance).toBeCloseTo(there.facets[i]?.distance as number, 10);
      expect(footInside).toBe(there.facets[i]?.footInside);
    });
  });
});
