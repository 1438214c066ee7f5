import { describe, expect, it } from 'vitest';
import { normalCdf, normalDensity } from '../../../src/core/math/normal';
import { type ActivationSpec, piecewiseLinear } from '../../../src/core/network';
import {
  betaOf,
  boundaryWidth,
  entropyOf,
  etaOf,
  type LayerGate,
  NEAREST_GATE,
  NEAREST_SWISH,
  ownGate,
  reluGap,
  softAssignment,
  softUnit,
} from '../../../src/core/soft';

const logistic = (eta: number): LayerGate => ({ kind: 'logistic', eta, entropic: false });
const own = (spec: ActivationSpec): LayerGate => ownGate(spec) as LayerGate;

/** h and the code of one unit. */
function soft(spec: ActivationSpec, gate: LayerGate, z: number): { h: number; p: Float64Array; derivative: number } {
  const f = piecewiseLinear(spec);
  const p = new Float64Array(f.slopes.length);
  const { slope, offset, derivative } = softUnit(f, gate, z, p, 0);
  return { h: slope * z + offset, p, derivative };
}

const places = Array.from({ length: 401 }, (_, i) => (i - 200) / 10);
const etas = [0.1, 0.5, 1, 1.702, 4, 30];
const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

/** The largest value of a function on a fine grid, refined around it. */
function largest(f: (x: number) => number, from: number, to: number): { at: number; value: number } {
  let [lo, hi] = [from, to];
  let best = lo;
  for (let round = 0; round < 5; round++) {
    const step = (hi - lo) / 200;
    for (let x = lo; x <= hi; x += step) if (f(x) > f(best)) best = x;
    [lo, hi] = [best - step, best + step];
  }
  return { at: best, value: f(best) };
}

describe('the table of soft activations', () => {
  it.each(etas)('η = %s: ReLU is a swish, leaky ReLU, abs and the posterior are those of the table', (eta) => {
    const gate = logistic(eta);
    for (const u of places) {
      expect(soft({ name: 'relu' }, gate, u).h).toBeCloseTo(u * sigma(eta * u), 12);
      const alpha = 0.25;
      const [low, high] = [Math.exp(eta * alpha * u), Math.exp(eta * u)];
      if (Number.isFinite(high) && low > 0)
        expect(soft({ name: 'leakyRelu', alpha }, gate, u).h).toBeCloseTo(
          (u * (alpha * low + high)) / (low + high),
          10,
        );
      expect(soft({ name: 'abs' }, gate, u).h).toBeCloseTo(u * Math.tanh(eta * u), 12);
      expect(soft({ name: 'sigmoid' }, gate, u).h).toBeCloseTo(sigma(eta * u), 14);
      expect(soft({ name: 'tanh' }, gate, u).h).toBeCloseTo(Math.tanh(eta * u), 14);
    }
  });

  it('at β = ½ is SiLU with the posterior σ(u), σ((1 − α)u), and tanh(u) as the mean sign of abs', () => {
    const gate = logistic(etaOf(0.5));
    for (const u of places) {
      expect(soft({ name: 'relu' }, gate, u).p[1]).toBeCloseTo(sigma(u), 14);
      expect(soft({ name: 'leakyRelu', alpha: 0.3 }, gate, u).p[1]).toBeCloseTo(sigma(0.7 * u), 14);
      const { p } = soft({ name: 'abs' }, gate, u);
      expect((p[1] as number) - (p[0] as number)).toBeCloseTo(Math.tanh(u), 14);
    }
  });

  it('at β = 0 gives u/2, (1 + α)u/2, 0 and the mean', () => {
    const gate = logistic(etaOf(0));
    for (const u of places) {
      expect(soft({ name: 'relu' }, gate, u).h).toBeCloseTo(u / 2, 14);
      expect(soft({ name: 'leakyRelu', alpha: 0.3 }, gate, u).h).toBeCloseTo((1.3 * u) / 2, 14);
      expect(soft({ name: 'abs' }, gate, u).h).toBe(0);
    }
    expect([...softAssignment([1, 7, -2, 4], 0)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('at β = 1 is the hard spline, as are huge η without overflow', () => {
    for (const spec of [{ name: 'relu' }, { name: 'abs' }, { name: 'hardTanh' }, { name: 'relu6' }] as const) {
      const f = piecewiseLinear(spec);
      for (const u of places) {
        const hard = soft(spec, logistic(etaOf(1)), u);
        expect([...hard.p].sort()).toEqual([...new Array(f.slopes.length - 1).fill(0), 1]);
        const clear = f.thresholds.every((t) => Math.abs(u - t) > 1e-9);
        if (clear) expect(soft(spec, logistic(1e12), u).h).toBeCloseTo(hard.h, 10);
      }
    }
    for (const u of [-1e308, -1e-308, 0, 1e-308, 1e308])
      for (const eta of [0, 1e-300, 1, 1e300, Infinity]) {
        const { h, p } = soft({ name: 'relu' }, logistic(eta), u);
        expect(Number.isFinite(h)).toBe(true);
        expect((p[0] as number) + (p[1] as number)).toBe(1);
      }
  });

  it('β and η are two names of one slope', () => {
    expect([etaOf(0), etaOf(0.5), etaOf(1)]).toEqual([0, 1, Infinity]);
    for (const beta of [0, 0.1, 0.5, 0.9, 1]) expect(betaOf(etaOf(beta))).toBeCloseTo(beta, 15);
  });

  it('max-pooling is softmax(ηe), without overflow, and its lowest winner at β = 1', () => {
    const e = [1, 3, 3, -2];
    const t = softAssignment(e, 2);
    const weights = e.map((value) => Math.exp(2 * value));
    const total = weights.reduce((sum, value) => sum + value, 0);
    e.forEach((_, r) => {
      expect(t[r]).toBeCloseTo((weights[r] as number) / total, 14);
    });
    expect([...softAssignment(e, Infinity)]).toEqual([0, 1, 0, 0]);
    expect([...softAssignment([1e300, 1e300, -1e300], 5)]).toEqual([0.5, 0.5, 0]);
  });

  it('the derivative is the slope of h, by differences', () => {
    const specs: ActivationSpec[] = ['relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6', 'sigmoid', 'tanh'].map(
      (name) => ({ name }) as ActivationSpec,
    );
    for (const spec of specs)
      for (const eta of [0.3, 1, 3])
        for (const u of [-2.2, -1, -0.3, 0, 0.4, 1.7, 5.9]) {
          const at = (z: number): number => soft(spec, logistic(eta), z).h;
          expect(soft(spec, logistic(eta), u).derivative).toBeCloseTo((at(u + 1e-5) - at(u - 1e-5)) / 2e-5, 7);
        }
    for (const spec of [{ name: 'gelu' }, { name: 'softplus', eta: 2 }] as const)
      for (const u of places.slice(150, 250)) {
        const at = (z: number): number => soft(spec, own(spec), z).h;
        expect(soft(spec, own(spec), u).derivative).toBeCloseTo((at(u + 1e-5) - at(u - 1e-5)) / 2e-5, 7);
      }
  });
});

describe('constants', () => {
  it.each(etas)('η = %s: a swish is at most 0.27846/η below ReLU, at |u| = 1.2785/η', (eta) => {
    const found = largest((u) => Math.max(0, u) - soft({ name: 'relu' }, logistic(eta), u).h, 0, 20 / eta);
    expect(found.value).toBeCloseTo(0.27846 / eta, 4);
    expect(reluGap(logistic(eta)).gap).toBeCloseTo(found.value, 10);
    expect(found.at * eta).toBeCloseTo(1.2785, 3);
    expect(reluGap(logistic(eta)).at).toBeCloseTo(found.at, 5);
  });

  it.each(etas)('η = %s: swish + H/η is softplus, whose gap to ReLU at 0 is ln 2/η', (eta) => {
    const spec: ActivationSpec = { name: 'softplus', eta };
    for (const u of places) {
      const exact = Math.max(0, u) + Math.log1p(Math.exp(-Math.abs(eta * u))) / eta;
      expect(soft(spec, own(spec), u).h).toBeCloseTo(exact, 12);
      const { p, h } = soft({ name: 'relu' }, logistic(eta), u);
      expect(h + entropyOf(p) / eta).toBeCloseTo(exact, 12);
    }
    expect(soft(spec, own(spec), 0).h).toBeCloseTo(Math.LN2 / eta, 14);
    expect(reluGap(own(spec))).toEqual({ gap: Math.LN2 / eta, at: 0 });
  });

  it('GELU: its gap to ReLU, the nearest logistic gate and the nearest swish', () => {
    const gelu = (u: number): number => soft({ name: 'gelu' }, own({ name: 'gelu' }), u).h;
    const found = largest((u) => Math.max(0, u) - gelu(u), 0, 10);
    expect(reluGap(own({ name: 'gelu' })).gap).toBeCloseTo(found.value, 12);
    expect(reluGap(own({ name: 'gelu' })).at).toBeCloseTo(found.at, 5);
    const gateGap = (eta: number): number => largest((u) => Math.abs(sigma(eta * u) - normalCdf(u)), 0, 4).value;
    const swishGap = (eta: number): number => largest((u) => Math.abs(u * sigma(eta * u) - gelu(u)), 0, 6).value;
    expect(gateGap(NEAREST_GATE.eta)).toBeCloseTo(NEAREST_GATE.gap, 4);
    expect(swishGap(NEAREST_SWISH.eta)).toBeCloseTo(NEAREST_SWISH.gap, 4);
    for (const off of [-0.05, 0.05]) {
      expect(gateGap(NEAREST_GATE.eta + off)).toBeGreaterThan(NEAREST_GATE.gap);
      expect(swishGap(NEAREST_SWISH.eta + off)).toBeGreaterThan(NEAREST_SWISH.gap);
    }
  });

  it.each(etas)('η = %s: a soft boundary is 4.18/η wide at half its entropy, largest on the boundary', (eta) => {
    for (const gate of [logistic(eta), { ...logistic(eta), kind: 'probit' as const }]) {
      const at = (u: number): number => entropyOf(soft({ name: 'relu' }, gate, u).p);
      expect(at(0)).toBeCloseTo(Math.LN2, 14);
      expect(at(boundaryWidth(gate) / 2)).toBeCloseTo(Math.LN2 / 2, 10);
      expect(at(-boundaryWidth(gate) / 2)).toBeCloseTo(Math.LN2 / 2, 10);
    }
    expect(boundaryWidth(logistic(eta)) * eta).toBeCloseTo(4.1809, 4);
    expect(boundaryWidth(logistic(Infinity))).toBe(0);
  });
});

describe('the normal distribution', () => {
  it('has the values of the tables, in both tails', () => {
    // Source: Wichura's test values of AS 241, and W. Marsaglia, "Evaluating the Normal Distribution".
    const known: readonly (readonly [number, number])[] = [
      [0, 0.5],
      [1, 0.8413447460685429],
      [-1, 0.15865525393145707],
      [-2, 0.022750131948179212],
      [-3, 0.0013498980316300946],
      [-5, 2.866515718791939e-7],
      [-10, 7.61985302416052e-24],
      [-20, 2.753624118606233e-89],
    ];
    for (const [x, value] of known) expect(Math.abs(normalCdf(x) / value - 1)).toBeLessThan(2e-14);
  });

  it('is the integral of its density, and symmetric', () => {
    for (let x = -8; x < 8; x += 0.25) {
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 15);
      let sum = 0;
      const n = 400;
      for (let i = 0; i < n; i++) sum += normalDensity(x + ((i + 0.5) * 0.25) / n) * (0.25 / n);
      expect(normalCdf(x + 0.25) - normalCdf(x)).toBeCloseTo(sum, 8);
    }
    expect(normalCdf(Number.NaN)).toBeNaN();
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  });
});

describe('a table whose thresholds have gates of different steepness', () => {
  const tables: readonly ActivationSpec[] = [
    { name: 'table', table: { label: 'three', slopes: [0.1, 1, -0.5], offsets: [0, 0, 1.5], thresholds: [0, 1] } },
    {
      name: 'table',
      table: { label: 'four', slopes: [2, 0, 0.1, 1], offsets: [0, 0, 0, -0.9], thresholds: [0, 0.5, 1] },
    },
  ];
  it.each(tables)(
    '$table.label: its code sums to 1 and weighs the pieces, and its derivative is that of differences',
    (spec) => {
      const { slopes, offsets } = piecewiseLinear(spec);
      for (const eta of etas)
        for (const at of places) {
          const z = at / 2 + 0.0137;
          const { h, p, derivative } = soft(spec, logistic(eta), z);
          expect(p.every((share) => share >= 0 && share <= 1)).toBe(true);
          expect(p.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
          expect(h).toBeCloseTo(
            p.reduce((sum, share, r) => sum + share * ((slopes[r] as number) * z + (offsets[r] as number)), 0),
            10,
          );
          const step = 1e-6;
          const [up, down] = [soft(spec, logistic(eta), z + step).h, soft(spec, logistic(eta), z - step).h];
          expect(Math.abs((up - down) / (2 * step) - derivative)).toBeLessThan(1e-4 * eta);
        }
    },
  );
});
