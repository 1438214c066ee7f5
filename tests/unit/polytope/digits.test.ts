import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { inputOf } from '../../../src/core/data/dataSet';
import { codesEqual, splineCode } from '../../../src/core/network';
import { type FacetOptions, facetsOf } from '../../../src/core/polytope';
import { digitsData, digitsNetwork } from '../../../src/state/scenesDigits';
import { expectProofs, solver } from './support';

const read = async (path: string) =>
  Uint8Array.from(await readFile(new URL(`../../../public/${path}`, import.meta.url)));

const unitBox = { lower: new Float64Array(784), upper: new Float64Array(784).fill(1) };

it.each<[string, FacetOptions]>([
  ['free', {}],
  ['within [0, 1]^784', { box: unitBox, boxSides: false }],
])('the polytope of a digit, %s: every facet is crossed by a forward pass', async (name, options) => {
  const [network, data] = await Promise.all([digitsNetwork(read), digitsData(read)]);
  const x = inputOf(data, 0);
  const result = facetsOf(network, x, solver, options);
  expectProofs(result);
  expect(result.undecided).toEqual([]);
  expect(result.facets.length + result.redundant.length).toBe(128);
  expect(result.facets.length).toBeGreaterThan(64);
  if (name === 'free') expect(result.boundedness).toMatchObject({ kind: 'unbounded', lineality: 784 - 64 });
  for (const { neighbour, units, witness, normal, margin } of result.facets) {
    expect(neighbour?.units).toEqual(units.map(({ layer, unit }) => ({ layer, unit })));
    expect(Math.max(neighbour?.rankResidual ?? 1, neighbour?.continuity ?? 1)).toBeLessThan(1e-12);
    const inside = witness.map((value, k) => value - 0.5 * margin * (normal[k] as number));
    expect(codesEqual(splineCode(network, inside), result.region.halfSpaces.code)).toBe(true);
  }
});
