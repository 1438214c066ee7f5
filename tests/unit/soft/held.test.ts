import { describe, expect, it } from 'vitest';
import { type ActivationSpec, localAffineMap, splineCode } from '../../../src/core/network';
import { clampedPiece, holdUnits } from '../../../src/core/network/held';
import { applyMap } from '../../../src/core/network/localMap';
import { walkPath } from '../../../src/core/path';
import { jacobian, softMap, softness, softPass, softVariation } from '../../../src/core/soft';
import { seededNetwork } from '../../support/build';
import { somePoints } from '../../support/softNaive';

const kinds: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'gelu' },
  { name: 'softplus', eta: 2 },
];

describe.each(kinds)('clamped units among soft ones of $name', (activation) => {
  const free = seededNetwork([2, 6, 5, 2], 12, activation);
  const on = (clamp: 'on' | 'off' | 'ablated'): number => clampedPiece({ activation }, clamp);
  const network = {
    ...free,
    layers: holdUnits(free.layers, [
      [
        [0, on('on')],
        [2, on('ablated')],
      ],
      [[3, on('off')]],
    ]),
  };
  const gates = softness(network, { beta: 0.6 });

  it('keep their piece with certainty: no entropy, the piece’s own slope and offset', () => {
    for (const x of somePoints(2, 3, 5)) {
      const pass = softPass(network, gates, x);
      const [first, second] = pass.codes;
      for (const [code, unit, piece] of [
        [first, 0, on('on')],
        [first, 2, on('ablated')],
        [second, 3, on('off')],
      ] as const) {
        if (!code) throw new Error('no code');
        const p = [...code.probabilities.subarray(unit * code.pieces, (unit + 1) * code.pieces)];
        expect(p).toEqual(p.map((_, r) => Number(r === piece)));
        expect(code.entropies[unit]).toBe(0);
      }
      expect(pass.gates[0]?.slopes[2]).toBe(0);
      expect(pass.gates[0]?.offsets[2]).toBe(0);
      const map = softMap(network, pass);
      applyMap(map, x).forEach((value, k) => {
        expect(Math.abs(value - (pass.output[k] as number))).toBeLessThan(1e-12 * (1 + Math.abs(value)));
      });
    }
  });

  it('have a Jacobian by differences, and the hard map at β = 1', () => {
    const step = 1e-5;
    for (const x of somePoints(2, 8, 4)) {
      const { A, cols } = jacobian(network, softPass(network, gates, x));
      for (let i = 0; i < cols; i++) {
        const at = (by: number) =>
          softPass(
            network,
            gates,
            x.map((value, k) => (k === i ? value + by : value)),
          ).output;
        const [up, down] = [at(step), at(-step)];
        up.forEach((value, r) => {
          expect((value - (down[r] as number)) / (2 * step)).toBeCloseTo(A[r * cols + i] as number, 6);
        });
      }
      const layers = network.layers.map(() => 1);
      const hard = softMap(network, softPass(network, softness(network, { layers }), x));
      expect([...hard.A]).toEqual([...localAffineMap(network, splineCode(network, x)).A]);
    }
  });

  it('add nothing to the variation along a path', () => {
    const all = free.layers.map((layer) => Array.from({ length: layer.outputSize }, (_, unit) => [unit, 0] as const));
    const still = { ...free, layers: holdUnits(free.layers, [all[0] ?? [], all[1] ?? []]) };
    const ends = [
      [-1, 2],
      [2, -1],
    ];
    const total = (of: typeof network): number =>
      softVariation(of, softness(of, { beta: 0.6 }), ends, walkPath(of, ends)).total;
    expect(total(still)).toBe(0);
    expect(total(network)).toBeGreaterThan(0);
  });
});
