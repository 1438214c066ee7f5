import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/network';
import { extendPath, type PathWalk, pathDensity, pathNorms, pathProfile, walkPath } from '../../../src/core/path';
import { naiveOutputs } from '../../support/naive';
import { entriesAt, forwardEntries, listed, pieceCount, pointAt, type Vertices } from '../../support/paths';
import { somePoints } from '../../support/softNaive';
import { namesOf, STEPPED, steppedNetwork } from '../../support/steppedNetworks';

const kinds = STEPPED.map((activations) => [namesOf(activations), activations] as const);

/** Codes, f and crossings of each piece against plain passes inside it: at a step a knot has two values. */
function expectSteppedWalk(network: Network, vertices: Vertices, walk: PathWalk): void {
  const { knots, values, slopes, outputSize, crossingOffsets } = walk;
  const all = listed(walk);
  for (let p = 0; p < pieceCount(walk); p++) {
    const [a, b] = [knots[p] as number, knots[p + 1] as number];
    expect(b).toBeGreaterThan(a);
    expect(entriesAt(walk, p)).toEqual(forwardEntries(network, pointAt(vertices, (a + b) / 2), walk));
    for (const t of [a + (b - a) / 8, (a + b) / 2, b - (b - a) / 8])
      naiveOutputs(network, pointAt(vertices, t)).forEach((value, k) => {
        const got = (values[p * outputSize + k] as number) + (t - a) * (slopes[p * outputSize + k] as number);
        expect(Math.abs(got - value)).toBeLessThan(1e-9 * (1 + Math.abs(value)));
      });
    const here = all.slice(crossingOffsets[p], crossingOffsets[p + 1]);
    const [now, before] = [entriesAt(walk, p), p > 0 ? entriesAt(walk, p - 1) : entriesAt(walk, 0)];
    const changed = now.flatMap((units, g) => units.filter((piece, j) => piece !== before[g]?.[j]));
    expect(here.length).toBe(changed.length);
    expect(here.every(({ t }) => t === a)).toBe(true);
  }
}

describe('a walk through units that step', () => {
  it.each(kinds)('%s: keeps to plain passes inside every piece', (_, activations) => {
    for (let seed = 1; seed <= 5; seed++) {
      const network = steppedNetwork(activations, 3, 2, seed);
      const vertices = somePoints(3, seed, 4);
      const walk = walkPath(network, vertices);
      expectSteppedWalk(network, vertices, walk);
      expect(pieceCount(walk)).toBeGreaterThan(5);
    }
  });

  it.each(kinds)('%s: has the crossings of a fine grid, unit by unit', (_, activations) => {
    const network = steppedNetwork(activations, 2, 1, 9);
    const vertices = somePoints(2, 4, 2);
    const walk = walkPath(network, vertices);
    const changes = new Map<string, number>();
    let last = forwardEntries(network, pointAt(vertices, 0), walk);
    for (let i = 1; i <= 5000; i++) {
      const now = forwardEntries(network, pointAt(vertices, i / 5000), walk);
      now.forEach((units, g) => {
        units.forEach((piece, j) => {
          const key = `${walk.layout.gated[g]?.layer}/${j}`;
          if (piece !== last[g]?.[j]) changes.set(key, (changes.get(key) ?? 0) + 1);
        });
      });
      last = now;
    }
    const counted = new Map<string, number>();
    for (const { layer, unit } of listed(walk)) {
      const key = `${layer}/${unit}`;
      counted.set(key, (counted.get(key) ?? 0) + 1);
    }
    expect([...counted].sort()).toEqual([...changes].sort());
  });

  it.each(kinds)('%s: goes on for ever, with the code of far out', (_, activations) => {
    for (let seed = 1; seed <= 3; seed++) {
      const network = steppedNetwork(activations, 2, 2, seed);
      const vertices = somePoints(2, seed + 7, 2);
      const walk = walkPath(network, vertices);
      const { after, before } = extendPath(network, vertices, walk);
      for (const [end, way] of [
        [after, 1],
        [before, -1],
      ] as const) {
        const edge = way === 1 ? 1 : 0;
        const last = end.crossings.t.length > 0 ? end.last : edge;
        const far = forwardEntries(network, pointAt(vertices, edge + way * 1e7), walk);
        const beyond = last + way * 1e-6 * (1 + Math.abs(last));
        expect(forwardEntries(network, pointAt(vertices, beyond), walk)).toEqual(far);
      }
    }
  });

  it.each(kinds)('%s: is counted, profiled and measured like any other', (_, activations) => {
    const network = steppedNetwork(activations, 3, 2, 6);
    const walk = walkPath(network, somePoints(3, 8, 3));
    const { crossings, hamming } = pathDensity(walk);
    expect(crossings).toBe(walk.crossings.t.length);
    expect(hamming).toBeLessThanOrEqual(crossings);
    const profile = pathProfile(walk);
    const at = profile.pieces - 1;
    expect(
      profile.layers.reduce((sum, _l, row) => sum + (profile.crossings[row * profile.pieces + at] as number), 0),
    ).toBe(crossings);
    // Behind steps f is constant on each piece: its map is 0.
    expect([...pathNorms(network, walk).spectral].every((norm) => norm === 0)).toBe(true);
    expect([...walk.slopes].every((slope) => slope === 0)).toBe(true);
  });
});
