import { describe, expect, it } from 'vitest';
import { largestNear } from '../../../src/core/math/golden';
import { normalCdf } from '../../../src/core/math/normal';
import { type ActivationSpec, piecewiseLinear } from '../../../src/core/network';
import {
  type LayerGate,
  NEAREST_SWISH,
  reluGap,
  softCurve,
  softValue,
  splineGap,
  swishGeluGap,
} from '../../../src/core/soft';

const logistic = (eta: number): LayerGate => ({ kind: 'logistic', eta, entropic: false });
const etas = [0.2, 1, 1.702, 6, 50];
const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

/** The largest |soft − hard| on a fine grid, about the thresholds and between. */
function onGrid(spec: ActivationSpec, gate: LayerGate): number {
  const f = piecewiseLinear(spec);
  const hard = { ...gate, eta: Infinity };
  let most = 0;
  for (const t of f.thresholds)
    for (let k = -6000; k <= 6000; k++) {
      const u = t + (k * 12) / (6000 * gate.eta);
      most = Math.max(most, Math.abs(softValue(f, gate, u) - softValue(f, hard, u)));
    }
  return most;
}

describe('golden-section search', () => {
  it('finds the top between the places, also at an end', () => {
    const found = largestNear((x) => 3 - (x - 0.7) ** 2, [0, 0.5, 1, 2]);
    expect(found.at).toBeCloseTo(0.7, 7);
    expect(found.value).toBeCloseTo(3, 14);
    expect(largestNear((x) => x, [0, 1, 2]).at).toBeCloseTo(2, 12);
  });
});

describe('the gap to the spline', () => {
  it.each(etas)('η = %s: is the largest on a fine grid, of every activation', (eta) => {
    const specs: ActivationSpec[] = [
      { name: 'relu' },
      { name: 'leakyRelu', alpha: 0.25 },
      { name: 'leakyRelu', alpha: 2 },
      { name: 'abs' },
      { name: 'hardTanh' },
      { name: 'relu6' },
    ];
    for (const spec of specs) {
      const { gap, at } = splineGap(spec, logistic(eta));
      const grid = onGrid(spec, logistic(eta));
      expect(gap).toBeGreaterThanOrEqual(grid - 1e-12);
      expect(gap / grid).toBeCloseTo(1, 3);
      const f = piecewiseLinear(spec);
      const there = Math.abs(softValue(f, logistic(eta), at) - softValue(f, logistic(Infinity), at));
      expect(there).toBeCloseTo(gap, 9);
    }
  });

  it('is ReLU’s in the units of leaky ReLU and abs, half a step, and 0 of what is hard', () => {
    for (const eta of etas) {
      const { gap, at } = reluGap(logistic(eta));
      expect(splineGap({ name: 'leakyRelu', alpha: 0.25 }, logistic(eta))).toEqual({ gap, at: at / 0.75 });
      expect(splineGap({ name: 'abs' }, logistic(eta))).toEqual({ gap, at: at / 2 });
      expect(splineGap({ name: 'sigmoid' }, logistic(eta))).toEqual({ gap: 0.5, at: 0 });
      expect(splineGap({ name: 'tanh' }, logistic(eta))).toEqual({ gap: 1, at: 0 });
    }
    expect(splineGap({ name: 'hardTanh' }, logistic(0)).gap).toBe(1);
    // Beyond its thresholds a linear hard tanh is 1 away everywhere: what is named is a threshold.
    expect(splineGap({ name: 'hardTanh' }, logistic(0)).at).toBe(-1);
    expect(splineGap({ name: 'relu6' }, logistic(0))).toEqual({ gap: 3, at: 0 });
    const table = { label: 'bent', slopes: [0.1, 1, 0.1], offsets: [0, 0, 0.9], thresholds: [0, 1] };
    expect(splineGap({ name: 'table', table }, logistic(0)).gap).toBe(Infinity);
    expect(splineGap({ name: 'relu' }, logistic(0)).gap).toBe(Infinity);
    expect(splineGap({ name: 'relu' }, logistic(Infinity))).toEqual({ gap: 0, at: 0 });
    expect(splineGap({ name: 'leakyRelu', alpha: 1 }, logistic(1))).toEqual({ gap: 0, at: 0 });
    expect(splineGap({ name: 'identity' }, logistic(1))).toEqual({ gap: 0, at: 0 });
  });
});

describe('swish and GELU', () => {
  it.each([0.5, 1, 1.702, NEAREST_SWISH.eta, 3])('η = %s: the largest difference is that of a fine grid', (eta) => {
    const { gap, at } = swishGeluGap(eta);
    let most = 0;
    for (let u = -30; u <= 30; u += 1e-3) most = Math.max(most, Math.abs(u * (sigma(eta * u) - normalCdf(u))));
    expect(gap).toBeCloseTo(most, 6);
    expect(Math.abs(at * (sigma(eta * at) - normalCdf(at)))).toBeCloseTo(gap, 12);
  });

  it('has the constants at its ends and at the nearest slope', () => {
    expect(swishGeluGap(NEAREST_SWISH.eta).gap).toBeCloseTo(NEAREST_SWISH.gap, 4);
    expect(swishGeluGap(0).gap).toBe(Infinity);
    const probit = reluGap({ kind: 'probit', eta: 1, entropic: false });
    expect(swishGeluGap(Infinity).gap).toBeCloseTo(probit.gap, 12);
    expect(swishGeluGap(Infinity).at).toBeCloseTo(probit.at, 6);
  });
});

describe('the curve of an activation', () => {
  it.each([{ name: 'relu' }, { name: 'abs' }, { name: 'hardTanh' }, { name: 'sigmoid' }] as const)(
    '$name: rising places, shares that sum to 1 and weigh the pieces to the soft value',
    (spec) => {
      const f = piecewiseLinear(spec);
      for (const eta of [0, 0.5, 3, 1e4, Infinity]) {
        const { u, hard, soft, shares, entropy } = softCurve(f, logistic(eta), -4, 4, 161);
        const n = u.length;
        for (let i = 0; i < n; i++) {
          if (i > 0) expect(u[i]).toBeGreaterThanOrEqual(u[i - 1] as number);
          const p = f.slopes.map((_, r) => shares[r * n + i] as number);
          expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
          const mean = p.reduce(
            (sum, t, r) => sum + t * ((f.slopes[r] as number) * (u[i] as number) + (f.offsets[r] as number)),
            0,
          );
          expect(soft[i]).toBeCloseTo(mean, 10);
          expect(entropy[i]).toBeLessThanOrEqual(Math.log(p.length) + 1e-12);
          if (eta === Infinity) expect(soft[i]).toBe(hard[i]);
        }
      }
    },
  );

  it('shows both sides of a steep gate', () => {
    const { u, shares } = softCurve(piecewiseLinear({ name: 'relu' }), logistic(1e5), -4, 4, 11);
    const on = shares.subarray(u.length);
    const between = Array.from(u).filter((_, i) => (on[i] as number) > 0.01 && (on[i] as number) < 0.99);
    expect(between.length).toBeGreaterThan(10);
  });
});
