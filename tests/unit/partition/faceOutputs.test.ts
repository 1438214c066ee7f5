import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActivationSpec, denseNetwork, forward, type Network } from '../../../src/core/network';
import { type CellComplex, faceOutputs, partition } from '../../../src/core/partition';
import { axisSlice, pointInInput, square } from '../../../src/core/slice/slice';
import { dense, seeded } from '../../support/build';
import { holds } from '../../support/holds';
import { GATED } from '../../support/networks';

const SHAPES = [[2], [2, 1], [2, 7, 2], [2, 6, 5, 3], [2, 8, 6, 9], [2, 5, 4, 5, 6]] as const;

/** A network whose every layer, the last too, may be gated by any activation or by none. */
const networks = fc
  .record({
    shape: fc.constantFrom(...SHAPES),
    seed: fc.integer({ min: 1, max: 1e6 }),
    activations: fc.array(fc.constantFrom<ActivationSpec>(...GATED, { name: 'identity' }), {
      minLength: 5,
      maxLength: 5,
    }),
  })
  .map(({ shape, seed, activations }) => {
    const random = seeded(seed);
    const widths = shape.length === 1 ? [2, 3] : shape;
    const layers = widths.slice(1).map((size, l) => {
      const rows = Array.from({ length: size }, () =>
        Array.from({ length: widths[l] as number }, () => (random() - 0.5) * 3),
      );
      return dense(
        rows,
        rows.map(() => random() - 0.5),
        activations[l] as ActivationSpec,
      );
    });
    return denseNetwork('any', layers);
  });

/** Compares outputs at the centroids (faces × outputs) with forward passes. */
function expectForward(network: Network, complex: CellComplex, outputs: Float64Array): void {
  const slice = axisSlice(2);
  const k = network.outputSize;
  expect(outputs).toHaveLength(complex.areas.length * k);
  for (let f = 0; f < complex.areas.length; f++) {
    const at = [complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number] as const;
    const want = forward(network, pointInInput(slice, at));
    for (let j = 0; j < k; j++) {
      const [got, value] = [outputs[f * k + j] as number, want[j] as number];
      if (Math.abs(got - value) > 1e-10 * (1 + Math.abs(value))) throw new Error(`face ${f}: ${got} for ${value}`);
    }
  }
}

describe('outputs at the centroids', () => {
  it('of faces are the forward pass, whatever layers are gated', () => {
    holds(
      fc.property(networks, (network) => {
        const complex = partition(network, axisSlice(2), square(1));
        expect(complex.outputs).toBeNull();
        expectForward(network, complex, faceOutputs(network, axisSlice(2), complex));
      }),
      11,
      120,
    );
  });

  it('taken during the walk are the forward pass, with and without decision regions', () => {
    holds(
      fc.property(networks, fc.boolean(), (network, decide) => {
        const options = decide ? { outputs: true, decision: {} } : { outputs: true };
        const complex = partition(network, axisSlice(2), square(1), options);
        expectForward(network, complex, complex.outputs ?? new Float64Array(0));
      }),
      12,
      120,
    );
  });

  it('are left out where the cuts stop before the read-out', () => {
    const network = fc.sample(networks, { seed: 1, numRuns: 20 }).find((one) => one.layers.length > 2) as Network;
    const complex = partition(network, axisSlice(2), square(1), { upToLayer: 1, outputs: true });
    expect(complex.outputs).toBeNull();
    expectForward(network, complex, faceOutputs(network, axisSlice(2), complex));
  });
});
