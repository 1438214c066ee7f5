import { describe, expect, it } from 'vitest';
import {
  denseNetwork,
  forward,
  headNetwork,
  piecewiseLinear,
  preActivations,
  tailNetwork,
} from '../../../src/core/network';
import { arrangement, dense, seededNetwork } from '../../support/build';
import { naiveOutputs, naivePreActivations } from '../../support/naive';
import { GATED } from '../../support/networks';
import { points } from '../../support/points';

const NAMES = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'] as const;

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
