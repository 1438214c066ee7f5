import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestBoundary, preActivations } from '../../../src/core/network';
import { hasAllGradients } from '../../../src/core/network/allGradients';
import { gatesAt } from '../../../src/core/network/localMap';
import { searchNearest } from '../../../src/core/network/nearestSearch';
import { graphCase } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

it('finds by bounds the boundary that all gradients find', () => {
  holds(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
      const { network, x } = graphCase(seed);
      expect(hasAllGradients(network)).toBe(true);
      const z = preActivations(network, x);
      const all = nearestBoundary(network, x, undefined, z)?.distance ?? Infinity;
      const found = searchNearest(network, z, gatesAt(network, z))?.distance ?? Infinity;
      if (all === Infinity) expect(found).toBe(Infinity);
      else expect(Math.abs(found - all) / Math.max(1, all)).toBeLessThan(1e-9);
    }),
    15,
    300,
  );
});
