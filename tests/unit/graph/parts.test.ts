import { expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import type { Network } from '../../../src/core/network';
import { certify } from '../../../src/core/partition';
import { type CellComplex, edgeCount, faceCount, vertexCount } from '../../../src/core/partition/complex';
import type { PartLimits } from '../../../src/core/partition/tiles/partLimits';
import { TiledRun } from '../../../src/core/partition/tiles/tiledRun';
import type { Polygon, Slice } from '../../../src/core/slice/slice';
import { randomGraph } from '../../support/graphs';

/** Its own middle is not the plane's, and it is no square: parts are boxes about its corners' box. */
const DOMAIN: Polygon = [
  [-2, -1.5],
  [2.5, -2],
  [2, 1.8],
  [-1.7, 2.1],
];
const OPTIONS = { decision: { threshold: 0 }, outputs: true };

function randomSlice(seed: number, size: number): Slice {
  const random = createRandom(seed);
  const vector = (): Float64Array => Float64Array.from({ length: size }, () => random.normal());
  return { origin: vector(), e1: vector(), e2: vector() };
}

function cut(network: Network, slice: Slice, limits?: PartLimits): CellComplex {
  const run = new TiledRun(network, slice, DOMAIN, OPTIONS, limits);
  while (!run.advance(1000));
  return run.finish();
}

/** Area by code and class. */
function areasByName({ codes, layout: { words }, classes, areas }: CellComplex): Map<string, number> {
  const byName = new Map<string, number>();
  areas.forEach((area, face) => {
    const name = `${codes.subarray(face * words, (face + 1) * words).join()} ${classes?.[face]}`;
    byName.set(name, (byName.get(name) ?? 0) + area);
  });
  return byName;
}

function expectSame(few: CellComplex, whole: CellComplex, seed: number): void {
  const [a, b] = [areasByName(few), areasByName(whole)];
  const total = whole.areas.reduce((sum, area) => sum + area, 0);
  for (const name of new Set([...a.keys(), ...b.keys()]))
    expect(Math.abs((a.get(name) ?? 0) - (b.get(name) ?? 0)), `seed ${seed}: ${name}`).toBeLessThan(1e-9 * total);
}

it('cells are the same however few open units a part may have', () => {
  let parts = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const network = lowerGraph(randomGraph(seed));
    const slice = randomSlice(seed, network.inputSize);
    const whole = cut(network, slice);
    const few = cut(network, slice, { build: 48, walk: 5 });
    expectSame(few, whole, seed);
    expect(vertexCount(few) - edgeCount(few) + faceCount(few)).toBe(1);
    const { codeMismatches, signViolations } = certify(network, slice, DOMAIN, few, OPTIONS);
    expect({ seed, codeMismatches, signViolations }).toEqual({ seed, codeMismatches: 0, signViolations: 0 });
    if (faceCount(whole) > 20) parts++;
  }
  // Most graphs have more boundaries than a part may hold.
  expect(parts).toBeGreaterThan(30);
});
