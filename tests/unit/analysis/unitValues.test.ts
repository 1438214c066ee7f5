import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalCells, unitValues } from '../../../src/core/analysis';
import { type Network, preActivations } from '../../../src/core/network';
import { partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { seededNetwork, tentNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { cases, near } from './support';

/** z of every unit at every centroid against a forward pass there. */
function checkAll(network: Network, slice: Slice, complex: Parameters<typeof unitValues>[2]): void {
  const passes = Array.from({ length: complex.centroids.length / 2 }, (_, f) => {
    const at = [complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number] as const;
    return preActivations(network, pointInInput(slice, at));
  });
  network.layers.forEach((layer, l) => {
    for (let unit = 0; unit < layer.outputSize; unit++)
      unitValues(network, slice, complex, { layer: l + 1, unit }).forEach((z, f) => {
        const want = passes[f]?.[l]?.[unit] as number;
        near(`layer ${l + 1}, unit ${unit}, face ${f}`, z, want, 1 + Math.abs(want));
      });
  });
}

describe('unitValues', () => {
  it('are the pre-activations of a forward pass at the centroids', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => checkAll(network, slice, complex)),
      1,
      40,
    );
  });

  it('also where the complex was cut by fewer layers', () => {
    const network = seededNetwork([4, 9, 40, 5, 3], 2, { name: 'relu' });
    const slice = axisSlice(4, 1, 3, Float64Array.of(0.1, 0, -0.2, 0));
    for (const upToLayer of [0, 1, 2, 3]) checkAll(network, slice, partition(network, slice, square(1), { upToLayer }));
  });

  it('at the middle of the pieces of an interval', () => {
    const network = tentNetwork(3);
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(1), e2: Float64Array.of(0) };
    checkAll(network, line, intervalCells(partitionInterval(network, line, [0, 1]), line));
  });

  it('refuses a unit that is none', () => {
    const network = seededNetwork([2, 3, 1], 2);
    const complex = partition(network, axisSlice(2), square(1));
    for (const ref of [
      { layer: 0, unit: 0 },
      { layer: 1, unit: 3 },
      { layer: 3, unit: 0 },
      { layer: 1, unit: 0.5 },
    ])
      expect(() => unitValues(network, axisSlice(2), complex, ref)).toThrow(/no unit/);
  });
});
