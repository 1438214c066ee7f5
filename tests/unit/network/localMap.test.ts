import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denseNetwork, forward, localAffineMap, type Network, splineCode } from '../../../src/core/network';
import type { Slice } from '../../../src/core/slice/slice';
import { dense, seededNetwork, sumReadout } from '../../support/build';
import { holds } from '../../support/holds';
import { naiveOutputs, naivePreActivations, naiveUnits } from '../../support/naive';
import { coarseNetworks, GATED } from '../../support/networks';
import { mixedNetwork, points } from '../../support/points';

const NAMES = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const;

const mixed = mixedNetwork();

/** Whether every unit is at least this far, in z, from its thresholds. */
const offBoundaries = (network: Network, x: number[], gap = 1e-4): boolean =>
  naiveUnits(network, x).every((unit) => Math.abs(unit.gap) > gap);

describe('local affine maps', () => {
  it.each(NAMES)('are the Jacobian and reproduce the output: %s', (name) => {
    const network = seededNetwork([4, 14, 10, 3], 5, { name });
    for (const x of points(4, 40, 5).filter((point) => offBoundaries(network, point))) {
      const map = localAffineMap(network, splineCode(network, x));
      expect([map.rows, map.cols, map.A.length, map.c.length]).toEqual([3, 4, 12, 3]);
      const y = naiveOutputs(network, x);
      for (let r = 0; r < 3; r++) {
        const value = x.reduce((sum, xi, i) => sum + xi * (map.A[4 * r + i] as number), map.c[r] as number);
        expect(value).toBeCloseTo(y[r] as number, 10);
        x.forEach((_, i) => {
          const moved = (by: number) =>
            naiveOutputs(
              network,
              x.map((v, k) => (k === i ? v + by : v)),
            )[r] as number;
          expect(map.A[4 * r + i]).toBeCloseTo((moved(1e-6) - moved(-1e-6)) / 2e-6, 6);
        });
      }
    }
  });

  it('read out any layer before its activation', () => {
    for (const x of points(3, 20, 6).filter((point) => offBoundaries(mixed, point, 1e-9))) {
      const z = naivePreActivations(mixed, x);
      for (let readout = 1; readout <= mixed.layers.length; readout++) {
        const map = localAffineMap(mixed, splineCode(mixed, x), { readout });
        const values = Array.from(map.c, (c, r) =>
          x.reduce((sum, xi, i) => sum + xi * (map.A[3 * r + i] as number), c),
        );
        values.forEach((value, r) => {
          expect(value).toBeCloseTo(z[readout - 1]?.[r] as number, 8);
        });
      }
    }
  });

  it('are given in slice coordinates', () => {
    const network = seededNetwork([4, 10, 3], 6);
    const slice: Slice = {
      origin: Float64Array.of(0.5, 0, -0.25, 1),
      e1: Float64Array.of(1, 2, 0, 0),
      e2: Float64Array.of(0, -1, 1, 0.5),
    };
    const point = [0.3, -0.2] as const;
    const x = slice.origin.map((o, i) => o + point[0] * (slice.e1[i] as number) + point[1] * (slice.e2[i] as number));
    const map = localAffineMap(network, splineCode(network, x), { slice });
    expect([map.rows, map.cols]).toEqual([3, 2]);
    naiveOutputs(network, x).forEach((y, r) => {
      const value =
        (map.c[r] as number) + (map.A[2 * r] as number) * point[0] + (map.A[2 * r + 1] as number) * point[1];
      expect(value).toBeCloseTo(y, 11);
    });
  });

  it('have products of weights as entries', () => {
    const network = denseNetwork('by hand', [
      dense(
        [
          [2, 0],
          [0, 3],
        ],
        [1, -9],
      ),
      sumReadout(2),
    ]);
    expect([...localAffineMap(network, Uint32Array.of(0b01)).A]).toEqual([2, 0]);
    expect([...localAffineMap(network, Uint32Array.of(0b01)).c]).toEqual([1]);
    expect([...localAffineMap(network, Uint32Array.of(0b11)).A]).toEqual([2, 3]);
    expect([...localAffineMap(network, Uint32Array.of(0b11)).c]).toEqual([-8]);
  });

  it('keep to the residual that theory promises', () => {
    const networks = coarseNetworks({
      shapes: [
        [3, 8, 8, 2],
        [2, 6, 6, 6, 6, 1],
      ],
      activations: GATED,
      maxChanges: 3,
    });
    holds(
      fc.property(
        networks,
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (network, list) => {
          const x = list.slice(0, network.inputSize);
          const map = localAffineMap(network, splineCode(network, x));
          const norm = Math.hypot(...map.A) * Math.hypot(...x) + Math.hypot(...map.c) + 1;
          forward(network, x).forEach((y, r) => {
            const value = x.reduce((sum, xi, i) => sum + xi * (map.A[map.cols * r + i] as number), map.c[r] as number);
            expect(Math.abs(value - y)).toBeLessThanOrEqual(1e-9 * norm);
          });
        },
      ),
      50,
      200,
    );
  });
});
