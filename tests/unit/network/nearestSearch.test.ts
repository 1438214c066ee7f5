import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { gradientsInInput } from '../../../src/core/analysis/coordinates';
import { checkGraph, lowerGraph } from '../../../src/core/graph';
import { nearestBoundary, preActivations } from '../../../src/core/network';
import { hasAllGradients } from '../../../src/core/network/allGradients';
import { gatesAt } from '../../../src/core/network/localMap';
import { searchNearest } from '../../../src/core/network/nearestSearch';
import { halfSpacesAt } from '../../../src/core/polytope';
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

it('says so where the gradients of a picture are too many', () => {
  const same = {
    kernel: [3, 3],
    strides: [1, 1],
    pads: [1, 1, 1, 1],
    dilations: [1, 1],
    channels: 'first',
    groups: 1,
  } as const;
  const weights = new Float64Array(9 * 64).fill(0.1);
  const network = lowerGraph(
    checkGraph({
      name: 'picture',
      output: 'c2',
      nodes: [
        { op: 'input', name: 'x', inputs: [], shape: [1, 28, 28] },
        { op: 'conv', name: 'c1', inputs: ['x'], filters: 8, ...same, weights: weights.slice(0, 72) },
        { op: 'activation', name: 'r1', inputs: ['c1'], activation: { name: 'relu' } },
        { op: 'conv', name: 'c2', inputs: ['r1'], filters: 8, ...same, weights },
      ],
    }),
  );
  expect(hasAllGradients(network)).toBe(false);
  expect(() => gradientsInInput(network)).toThrow('in all 784 inputs are too many');
  expect(() => halfSpacesAt(network, new Float64Array(784).fill(1))).toThrow(RangeError);
});
