import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeEntries,
  codeLayout,
  codesEqual,
  denseNetwork,
  entryOf,
  forward,
  headNetwork,
  localAffineMap,
  type Network,
  piecewiseLinear,
  preActivations,
  splineCode,
  tailNetwork,
  unitAt,
} from '../../../src/core/network';
import type { Slice } from '../../../src/core/slice/slice';
import { arrangement, dense, seeded, seededNetwork, sumReadout } from '../../support/build';
import { naiveEntries, naiveOutputs, naivePreActivations, naiveUnits } from '../../support/naive';
import { coarseNetworks, GATED } from '../../support/networks';

const NAMES = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const;

const points = (d: number, count: number, seed: number): number[][] => {
  const random = seeded(seed);
  return Array.from({ length: count }, () => Array.from({ length: d }, () => 4 * random() - 2));
};

/** Whether every unit is at least this far, in z, from its thresholds. */
const offBoundaries = (network: Network, x: number[], gap = 1e-4): boolean =>
  naiveUnits(network, x).every((unit) => Math.abs(unit.gap) > gap);

/** One layer of each activation, widths chosen so that two-bit entries cross words. */
const mixed = denseNetwork('mixed', [
  ...(['relu', 'hardTanh', 'identity', 'relu6', 'abs', 'leakyRelu'] as const).map((name, i) => {
    const [inputs, outputs] = [[3, 7, 29, 5, 18, 3][i] as number, [7, 29, 5, 18, 3, 35][i] as number];
    const { layers } = seededNetwork([inputs, outputs, 1], 50 + i, { name });
    return layers[0] as (typeof layers)[number];
  }),
  dense([Array.from({ length: 35 }, (_, i) => (i % 3) - 1)], [0.5], { name: 'identity' }),
]);

describe('forward passes', () => {
  it.each(NAMES)('agree with plain loops: %s', (name) => {
    const network = seededNetwork([5, 17, 9, 4], 3, { name });
    for (const x of points(5, 50, 1)) {
      const z = naivePreActivations(network, x);
      preActivations(network, x).forEach((layer, l) => {
        layer.forEach((value, j) => {
          expect(value).toBeCloseTo(z[l]?.[j] as number, 11);
        });
      });
      expect([...forward(network, x)].map((y) => y.toFixed(9))).toEqual(
        naiveOutputs(network, x).map((y) => y.toFixed(9)),
      );
    }
  });

  it('compute known values', () => {
    const network = arrangement(
      [
        [1, 2],
        [-1, 1],
      ],
      [0.5, -1],
    );
    expect([...forward(network, [1, 1])]).toEqual([3.5]);
    expect([...forward(network, [-3, 1])]).toEqual([3]);
    const clamp = arrangement([[1], [2]], [0, -1], { name: 'hardTanh' });
    expect([-5, -0.25, 0.5, 5].map((x) => forward(clamp, [x])[0])).toEqual([-2, -1.25, 0.5, 2]);
    const six = arrangement([[1]], [0], { name: 'relu6' });
    expect([-1, 0, 3, 6, 9].map((x) => forward(six, [x])[0])).toEqual([0, 0, 3, 6, 6]);
  });

  it('compose from head and tail', () => {
    const network = seededNetwork([3, 8, 6, 2], 4);
    for (const x of points(3, 10, 2)) {
      const h = forward(headNetwork(network, 2), x).map((z) => Math.max(0, z));
      expect([...forward(tailNetwork(network, 3), h)]).toEqual([...forward(network, x)]);
    }
  });
});

describe('spline codes', () => {
  it('hold each unit’s piece, whatever the width', () => {
    expect(codeLayout(mixed).words).toBe(5);
    for (const x of points(3, 40, 3)) {
      const code = splineCode(mixed, x);
      const layout = codeLayout(mixed);
      const want = naiveEntries(mixed, x);
      expect(codeEntries(layout, code)).toEqual(want);
      expect(Array.from({ length: layout.units }, (_, unit) => entryOf(layout, code, unit))).toEqual(want.flat());
    }
  });

  it('leave unused bits 0, so that equal codes are equal words', () => {
    const network = seededNetwork([2, 33, 1], 7);
    for (const x of points(2, 20, 4)) expect((splineCode(network, x)[1] as number) >>> 1).toBe(0);
    const [a, b] = [splineCode(network, [0.1, 0.2]), splineCode(network, [0.1, 0.2])];
    expect(codesEqual(a, b)).toBe(true);
    b[1] = (b[1] as number) ^ 1;
    expect(codesEqual(a, b)).toBe(false);
  });

  it('are packed unit by unit from the lowest bit', () => {
    const network = arrangement([[1], [-1], [1]], [0, 0, 5]);
    expect([...splineCode(network, [1])]).toEqual([0b101]);
    expect([...splineCode(network, [-1])]).toEqual([0b110]);
    expect([...splineCode(arrangement([[1], [1]], [0, -3], { name: 'hardTanh' }), [2])]).toEqual([0b0110]);
  });

  it('decide thresholds as each activation says', () => {
    const at = (name: (typeof NAMES)[number], z: number) =>
      entryOf(codeLayout(one(name)), splineCode(one(name), [z]), 0);
    const one = (name: (typeof NAMES)[number]) => arrangement([[1]], [0], { name });
    expect(NAMES.map((name) => at(name, 0))).toEqual([0, 1, 1, 1, 1]);
    expect([at('hardTanh', -1), at('hardTanh', 1), at('relu6', 6)]).toEqual([1, 2, 2]);
    expect([at('relu', Number.MIN_VALUE), at('relu', -0)]).toEqual([1, 0]);
  });

  it('name each unit’s layer and place', () => {
    const layout = codeLayout(mixed);
    expect(unitAt(layout, 0)).toEqual({ layer: 1, unit: 0 });
    expect(unitAt(layout, 7)).toEqual({ layer: 2, unit: 0 });
    expect(unitAt(layout, 36)).toEqual({ layer: 4, unit: 0 });
    expect(unitAt(layout, layout.units - 1)).toEqual({ layer: 6, unit: 34 });
    expect(() => unitAt(layout, layout.units)).toThrow(RangeError);
    expect(() => entryOf(layout, new Uint32Array(layout.words), layout.units)).toThrow(RangeError);
    expect(codeLayout(mixed, 2).units).toBe(36);
  });
});

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
    fc.assert(
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
      { seed: 50, numRuns: 200 },
    );
  });
});

describe('activations', () => {
  it('are continuous, with pieces in order', () => {
    for (const spec of GATED) {
      const { slopes, offsets, thresholds } = piecewiseLinear(spec);
      expect([slopes.length, offsets.length]).toEqual([thresholds.length + 1, thresholds.length + 1]);
      thresholds.forEach((t, r) => {
        const value = (piece: number) => (slopes[piece] as number) * t + (offsets[piece] as number);
        expect(value(r)).toBe(value(r + 1));
        if (r > 0) expect(t).toBeGreaterThan(thresholds[r - 1] as number);
      });
    }
  });
});

describe('networks', () => {
  it('must fit together', () => {
    expect(() => denseNetwork('gap', [dense([[1, 1]]), dense([[1, 1]])])).toThrow(/layer 2/);
    expect(() => denseNetwork('none', [])).toThrow(RangeError);
    expect(() => denseNetwork('short', [{ ...dense([[1, 1]]), bias: new Float64Array(2) }])).toThrow(/layer 1/);
  });
});
