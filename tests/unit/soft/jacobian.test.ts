import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/network';
import type { CodeOutput } from '../../../src/core/network/network';
import { jacobian, softMap, softness, softPass } from '../../../src/core/soft';
import { seededNetwork } from '../../support/build';
import { GATED } from '../../support/networks';
import { SMOOTH, somePoints } from '../../support/softNaive';

const ALL = [...GATED, ...SMOOTH];

describe('the Jacobian', () => {
  const outputs: readonly (CodeOutput | undefined)[] = [undefined, 'sigmoid', 'tanh', 'softmax'];
  it.each(ALL)('of $name is what central differences of f say', (activation) => {
    for (const codeOutput of outputs)
      for (let seed = 1; seed <= 2; seed++) {
        const plain = seededNetwork([3, 6, 5, 2], seed, activation);
        const network: Network = codeOutput ? { ...plain, codeOutput } : plain;
        const gates = softness(network, { beta: 0.6 });
        for (const x of somePoints(3, seed, 4)) expectJacobian(network, gates, x);
      }
  });

  it('is not the soft map, but for layers that are hard or half open', () => {
    const network = seededNetwork([2, 6, 5, 2], 9);
    const x = [0.4, -0.2];
    const differ = (beta: number): number => {
      const pass = softPass(network, softness(network, { beta }), x);
      const [map, gradient] = [softMap(network, pass), jacobian(network, pass)];
      return Math.max(...map.A.map((value, i) => Math.abs(value - (gradient.A[i] as number))));
    };
    expect(differ(0.5)).toBeGreaterThan(0.01);
    expect(differ(0)).toBe(0);
    expect(differ(1)).toBe(0);
  });
});

function expectJacobian(network: Network, gates: ReturnType<typeof softness>, x: number[]): void {
  const { A, cols, c } = jacobian(network, softPass(network, gates, x));
  expect([...c].every((value) => value === 0)).toBe(true);
  const step = 1e-5;
  for (let k = 0; k < cols; k++) {
    const at = (by: number): Float64Array =>
      softPass(
        network,
        gates,
        x.map((value, i) => (i === k ? value + by : value)),
      ).output;
    const [up, down] = [at(step), at(-step)];
    up.forEach((value, r) => {
      const slope = (value - (down[r] as number)) / (2 * step);
      expect(Math.abs(slope - (A[r * cols + k] as number))).toBeLessThan(1e-7 * (1 + Math.abs(slope)));
    });
  }
}
