import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActivationSpec,
  codeEntries,
  forward,
  localAffineMap,
  type Network,
  splineCode,
} from '../../../src/core/network';
import { applyMap } from '../../../src/core/network/localMap';
import { type CodeOutput, codeLayout } from '../../../src/core/network/network';
import { codeEntropy, expectedActive, softMap, softness, softPass } from '../../../src/core/soft';
import { seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { coarseNetworks, describeNetwork, GATED } from '../../support/networks';
import { allCodes, naiveSoftPass, plainMap, SMOOTH, somePoints } from '../../support/softNaive';

const ALL = [...GATED, ...SMOOTH];

describe('the mean over all codes', () => {
  const sums: readonly ActivationSpec[] = [
    { name: 'relu' },
    { name: 'leakyRelu', alpha: 0.25 },
    { name: 'abs' },
    { name: 'gelu' },
    { name: 'swish', eta: 2 },
    { name: 'sigmoid' },
    { name: 'tanh' },
  ];
  it.each(sums)('of a 2-3-3-2 net of $name is the soft map: Σ p = 1, Σ p A_s = A, Σ p c_s = c', (activation) => {
    for (let seed = 1; seed <= 4; seed++) {
      const network = seededNetwork([2, 3, 3, 2], seed, activation);
      const beta = [0.5, 0.2, 0.8, 0][seed - 1] as number;
      for (const x of somePoints(2, seed, 5)) expectMeanIsSoftMap(network, beta, x, 64);
    }
  });

  it.each([{ name: 'hardTanh' }, { name: 'relu6' }] as const)('of a 2-3-2-2 net of $name: 3^5 codes', (activation) => {
    for (let seed = 1; seed <= 4; seed++) {
      const network = seededNetwork([2, 3, 2, 2], seed, activation, 4);
      for (const x of somePoints(2, seed, 5)) expectMeanIsSoftMap(network, 0.6, x, 243);
    }
  });
});

/** Sums over every code with the probabilities of a plain pass. */
function expectMeanIsSoftMap(network: Network, beta: number, x: number[], count: number): void {
  const gates = softness(network, { beta });
  const { A, c, rows, cols } = softMap(network, softPass(network, gates, x));
  const sum = { A: new Float64Array(rows * cols), c: new Float64Array(rows), p: 0 };
  let codes = 0;
  for (const { pieces, p } of allCodes(naiveSoftPass(network, gates, x).probabilities)) {
    const map = plainMap(network, pieces);
    map.A.flat().forEach((value, i) => {
      sum.A[i] = (sum.A[i] as number) + p * value;
    });
    map.c.forEach((value, i) => {
      sum.c[i] = (sum.c[i] as number) + p * value;
    });
    sum.p += p;
    codes++;
  }
  expect(codes).toBe(count);
  expect(Math.abs(sum.p - 1)).toBeLessThan(1e-12);
  A.forEach((value, i) => {
    expect(Math.abs(value - (sum.A[i] as number))).toBeLessThan(1e-11);
  });
  c.forEach((value, i) => {
    expect(Math.abs(value - (sum.c[i] as number))).toBeLessThan(1e-11);
  });
}

describe('a soft pass', () => {
  const gateBetas = fc.constantFrom(0, 0.01, 0.3, 0.5, 0.7, 0.97, 0.9999, 1);
  const shapes = [
    [2, 5, 4, 3],
    [3, 6, 1],
    [1, 3, 3, 3, 2],
  ];
  const networks = coarseNetworks({ shapes, activations: ALL, maxChanges: 4 });
  const place = fc.array(fc.integer({ min: -24, max: 24 }), { minLength: 3, maxLength: 3 });

  it('is that of plain loops, and f(x) = A(x) x + c(x)', () => {
    holds(
      fc.property(networks, gateBetas, place, (network, beta, values) => {
        const x = values.slice(0, network.inputSize).map((value) => value / 8);
        const gates = softness(network, { beta });
        const pass = softPass(network, gates, x);
        const message = `${describeNetwork(network)} ${beta} ${x}`;
        const { probabilities, output } = naiveSoftPass(network, gates, x);
        const near = (got: ArrayLike<number>, want: readonly number[], by: number) => {
          expect(got.length).toBe(want.length);
          const scale = 1 + Math.max(0, ...want.map(Math.abs));
          want.forEach((value, i) => {
            expect(Math.abs((got[i] as number) - value), message).toBeLessThan(by * scale);
          });
        };
        near(pass.output, [...output], 1e-9);
        for (const { layer, probabilities: p } of pass.codes) near(p, (probabilities[layer - 1] ?? []).flat(), 1e-9);
        const map = softMap(network, pass);
        const scale = 1 + Math.hypot(...map.A) * Math.hypot(...x) + Math.hypot(...map.c);
        applyMap(map, x).forEach((value, k) => {
          expect(Math.abs(value - (pass.output[k] as number)) / scale, message).toBeLessThan(1e-12);
        });
      }),
      31,
      250,
    );
  });

  it('ends in a code where the network reads one out: A = 0, c = f(x)', () => {
    for (const codeOutput of ['sigmoid', 'tanh', 'softmax'] as readonly CodeOutput[])
      for (const x of somePoints(2, 7, 5)) {
        const plain = seededNetwork([2, 4, 3], 5, { name: 'gelu' });
        const network = { ...plain, codeOutput };
        const gates = softness(network);
        const pass = softPass(network, gates, x);
        const map = softMap(network, pass);
        expect([...map.A].every((value) => value === 0)).toBe(true);
        expect([...map.c]).toEqual([...pass.output]);
        const z = naiveSoftPass(plain, gates, x).output;
        const total = z.reduce((sum, value) => sum + Math.exp(value), 0);
        z.forEach((value, k) => {
          const code =
            codeOutput === 'softmax'
              ? Math.exp(value) / total
              : codeOutput === 'tanh'
                ? Math.tanh(value)
                : 1 / (1 + Math.exp(-value));
          expect(pass.output[k]).toBeCloseTo(code, 12);
        });
      }
  });

  it.each(ALL)('of $name at β = 1 is the hard network off its boundaries: code, map, output', (activation) => {
    for (let seed = 1; seed <= 3; seed++) {
      const network = seededNetwork([3, 7, 6, 2], seed, activation);
      const layers = network.layers.map(() => 1);
      for (const x of somePoints(3, seed, 6)) {
        const pass = softPass(network, softness(network, { layers }), x);
        const code = splineCode(network, x);
        expect(hardEntries(pass.codes)).toEqual(codeEntries(codeLayout(network), code));
        const [soft, hard] = [softMap(network, pass), localAffineMap(network, code)];
        expect([...soft.A]).toEqual([...hard.A]);
        expect([...soft.c]).toEqual([...hard.c]);
        expect(codeEntropy(pass).total).toBe(0);
        forward(network, x).forEach((value, k) => {
          expect(Math.abs(value - (pass.output[k] as number))).toBeLessThan(1e-12 * (1 + Math.abs(value)));
        });
      }
    }
  });

  it('tends to the hard network as β → 1, faster than any power of 1/η', () => {
    const network = seededNetwork([2, 6, 5, 2], 3);
    const x = [0.31, -0.72];
    const hard = forward(network, x);
    const error = (eta: number): number => {
      const { output } = softPass(network, softness(network, { beta: eta / (1 + eta) }), x);
      return Math.max(...output.map((value, k) => Math.abs(value - (hard[k] as number))));
    };
    const errors = [10, 40, 160, 640, 2560].map(error);
    errors.slice(1).forEach((value, i) => {
      expect(value).toBeLessThanOrEqual(errors[i] as number);
    });
    expect(errors[0]).toBeGreaterThan(1e-4);
    expect(errors.at(-1)).toBeLessThan(1e-12);
  });

  it('has entropies of at most ln R a unit, and expects at most all units to be on', () => {
    holds(
      fc.property(networks, gateBetas, place, (network, beta, values) => {
        const x = values.slice(0, network.inputSize).map((value) => value / 8);
        const pass = softPass(network, softness(network, { beta }), x);
        let units = 0;
        for (const { size, pieces, probabilities, entropies } of pass.codes) {
          units += size;
          for (let j = 0; j < size; j++) {
            const p = [...probabilities.subarray(j * pieces, (j + 1) * pieces)];
            expect(p.every((t) => t >= 0)).toBe(true);
            expect(Math.abs(p.reduce((sum, t) => sum + t, 0) - 1)).toBeLessThan(1e-14);
            const entropy = p.reduce((sum, t) => (t > 0 ? sum - t * Math.log(t) : sum), 0);
            expect(Math.abs((entropies[j] as number) - entropy)).toBeLessThan(1e-12);
            expect(entropies[j]).toBeLessThanOrEqual(Math.log(pieces) + 1e-12);
          }
        }
        const { total, layers } = codeEntropy(pass);
        expect(total).toBeCloseTo(
          layers.reduce((sum, value) => sum + value, 0),
          12,
        );
        expect(expectedActive(pass)).toBeLessThanOrEqual(units + 1e-12);
      }),
      32,
      150,
    );
  });

  it('at β = 0 has the largest entropy for units of two pieces: N ln 2, wherever x is', () => {
    const network = seededNetwork([2, 6, 5, 1], 4);
    for (const x of somePoints(2, 1, 4)) {
      const pass = softPass(network, softness(network, { beta: 0 }), x);
      expect(codeEntropy(pass).total).toBeCloseTo(11 * Math.LN2, 12);
      expect(expectedActive(pass)).toBeCloseTo(5.5, 12);
    }
  });
});

const hardEntries = (codes: ReturnType<typeof softPass>['codes']): number[][] =>
  codes.map(({ size, pieces, probabilities }) =>
    Array.from({ length: size }, (_, j) => probabilities.subarray(j * pieces, (j + 1) * pieces).indexOf(1)),
  );
