import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLayout, entryOf } from '../../../src/core';
import { type AttackOptions, attack, winningClass } from '../../../src/core/attack';
import { createRandom } from '../../../src/core/math/random';
import { denseNetwork, forward, type Network, splineCode } from '../../../src/core/network';
import { dense, seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';

/** f(x) = W x + b. */
const linear = (rows: number[][], bias?: number[]): Network =>
  denseNetwork('linear', [dense(rows, bias, { name: 'identity' })]);

const input = (d: number, seed: number): Float64Array => {
  const random = createRandom(seed);
  return new Float64Array(d).map(() => random.normal());
};
const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number[] =>
  Array.from(a, (value, i) => value - (b[i] as number));
const optionsOf = fc.record({
  method: fc.constantFrom('fgsm', 'pgd'),
  norm: fc.constantFrom('inf', '2'),
  epsilon: fc.double({ min: 0.01, max: 2, noNaN: true }),
  steps: fc.integer({ min: 1, max: 12 }),
  seed: fc.nat(1000),
}) as fc.Arbitrary<AttackOptions>;

describe('on linear networks', () => {
  const weights = [1.5, -0.25, 0, 2];
  const network = linear([weights], [0.3]);
  const clean = [0.4, 0.1, -0.7, 0.2];
  const sum = weights.reduce((total, w) => total + Math.abs(w), 0);

  it('FGSM moves the output by ε times the 1-norm of its gradient', () => {
    const { attacked, before, after, success, hamming } = attack(network, clean, {
      method: 'fgsm',
      norm: 'inf',
      epsilon: 0.25,
    });
    const [f] = forward(network, clean) as unknown as [number];
    const [moved] = forward(network, attacked) as unknown as [number];
    expect(moved - f).toBeCloseTo(-0.25 * sum, 12);
    expect(difference(attacked, clean)).toEqual([-0.25, 0.25, 0, -0.25].map((s) => expect.closeTo(s, 12)));
    expect([before.class, after.class, success, hamming.total]).toEqual([1, 1, false, 0]);
    expect(after.loss).toBeCloseTo(Math.log(1 + Math.exp(-moved)), 12);
    expect(after.loss).toBeGreaterThan(before.loss);
    expect([...after.probabilities]).toEqual([
      expect.closeTo(1 / (1 + Math.exp(moved)), 12),
      expect.closeTo(1 / (1 + Math.exp(-moved)), 12),
    ]);
  });

  it.each([
    ['inf', (w: number) => Math.sign(w)],
    ['2', (w: number) => w / Math.hypot(...weights)],
  ] as const)('PGD reaches the best point of the ball, norm %s', (norm, unit) => {
    for (const seed of [undefined, 3]) {
      const options = { method: 'pgd', norm, epsilon: 0.7, ...(seed === undefined ? {} : { seed }) } as const;
      const { attacked, success, norms } = attack(network, clean, { ...options, steps: 60, step: 0.7 });
      const wanted = weights.map((w, i) => (clean[i] as number) - 0.7 * unit(w));
      // What the output does not depend on keeps its start in the cube; in the ball it has to give way.
      for (const i of norm === 'inf' ? [0, 1, 3] : [0, 1, 2, 3])
        expect(attacked[i]).toBeCloseTo(wanted[i] as number, 7);
      expect(success).toBe(true);
      expect(norm === 'inf' ? norms.inf : norms.two).toBeLessThanOrEqual(0.7 * (1 + 1e-12));
    }
  });

  it('stops at the box, and a box that leaves the input out reaches to it', () => {
    const options = { method: 'pgd', norm: 'inf', epsilon: 0.5, box: [0, 1] } as const;
    const { attacked } = attack(network, clean, options);
    expect([...attacked]).toEqual([0, expect.closeTo(0.6, 12), -0.7, 0]);
  });
});

describe('in general', () => {
  it('stays inside ball and box, to rounding', () => {
    const box = fc.option(fc.constant([-0.5, 0.5] as const), { nil: undefined });
    holds(
      fc.property(optionsOf, box, fc.nat(200), (options, within, seed) => {
        const network = seededNetwork([6, 10, 8, 3], seed + 1);
        const clean = input(6, seed).map((value) => value / 4);
        const full = { ...options, ...(within ? { box: within } : {}) };
        for (const x of attack(network, clean, full).iterates) {
          const offset = difference(x, clean);
          const length = options.norm === 'inf' ? Math.max(...offset.map(Math.abs)) : Math.hypot(...offset);
          expect(length).toBeLessThanOrEqual(options.epsilon * (1 + 1e-12));
          if (!within) continue;
          x.forEach((value, i) => {
            expect(value).toBeLessThanOrEqual(Math.max(within[1], clean[i] as number));
            expect(value).toBeGreaterThanOrEqual(Math.min(within[0], clean[i] as number));
          });
        }
      }),
      3,
      200,
    );
  });

  it('repeats bit for bit, and another seed starts elsewhere', () => {
    const network = seededNetwork([6, 10, 8, 3], 4);
    for (const norm of ['inf', '2'] as const) {
      const options = { method: 'pgd', norm, epsilon: 0.5, seed: 11 } as const;
      const once = attack(network, input(6, 1), options);
      expect(attack(network, input(6, 1), options)).toEqual(once);
      expect(once.iterates.length).toBe(22);
      expect(attack(network, input(6, 1), { ...options, seed: 12 }).iterates[1]).not.toEqual(once.iterates[1]);
    }
  });

  it('names the class of a forward pass, the loss and the Hamming distance of both ends', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const network = seededNetwork([5, 12, 9, 4], seed, { name: 'hardTanh' });
      const clean = input(5, seed);
      const { attacked, before, after, success, hamming, zeroGradient } = attack(network, clean, {
        method: 'pgd',
        norm: '2',
        epsilon: 1,
      });
      const [a, b] = [forward(network, clean), forward(network, attacked)];
      const lossOf = (output: Float64Array): number =>
        Math.log(output.reduce((total, z) => total + Math.exp(z), 0)) - (output[before.class] as number);
      expect([before.class, after.class]).toEqual([winningClass(a), winningClass(b)]);
      expect(success).toBe(after.class !== before.class);
      expect(before.loss).toBeCloseTo(lossOf(a), 9);
      expect(after.loss).toBeCloseTo(lossOf(b), 9);
      if (zeroGradient === null) expect(after.loss).toBeGreaterThan(before.loss);
      const layout = codeLayout(network);
      const [codeA, codeB] = [splineCode(network, clean), splineCode(network, attacked)];
      const units = Array.from({ length: layout.units }, (_, unit) => unit);
      expect(hamming.total).toBe(
        units.filter((unit) => entryOf(layout, codeA, unit) !== entryOf(layout, codeB, unit)).length,
      );
      expect(hamming.byLayer.reduce((total, { differing }) => total + differing, 0)).toBe(hamming.total);
    }
  });

  it('raises the probability of its target', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const network = seededNetwork([5, 12, 9, 4], seed);
      const clean = input(5, seed);
      const own = winningClass(forward(network, clean));
      for (let target = 0; target < 4; target++) {
        if (target === own) continue;
        const { before, after, success } = attack(network, clean, { method: 'pgd', norm: '2', epsilon: 1.5, target });
        expect(after.probabilities[target]).toBeGreaterThan(before.probabilities[target] as number);
        expect(after.loss).toBeLessThan(before.loss);
        expect(success).toBe(after.class === target);
      }
    }
  });

  it('leads away from a class that is named, whichever wins', () => {
    const network = seededNetwork([3, 8, 3], 5);
    const clean = input(3, 5);
    const other = (winningClass(forward(network, clean)) + 1) % 3;
    const { before, after, success } = attack(network, clean, {
      method: 'fgsm',
      norm: '2',
      epsilon: 1e-6,
      class: other,
    });
    expect(after.probabilities[other]).toBeLessThan(before.probabilities[other] as number);
    expect(success).toBe(true);
  });
});

describe('where nothing leads anywhere', () => {
  const dead = denseNetwork('dead', [
    dense(
      [
        [1, 0],
        [0, 1],
      ],
      [-5, -5],
    ),
    dense(
      [
        [1, 1],
        [2, 0],
      ],
      [0, 1],
      { name: 'identity' },
    ),
  ]);

  it('says that the gradient is 0, and moves nothing', () => {
    for (const method of ['fgsm', 'pgd'] as const) {
      const found = attack(dead, [0, 0], { method, norm: '2', epsilon: 1 });
      expect([found.zeroGradient, found.success, found.norms.two, found.hamming.total]).toEqual([1, false, 0, 0]);
      expect([...found.attacked]).toEqual([0, 0]);
      expect(found.after).toEqual(found.before);
    }
  });

  it('says so after a random start, too, and is free of NaN', () => {
    const found = attack(dead, [0, 0], { method: 'pgd', norm: 'inf', epsilon: 1, seed: 1 });
    expect(found.zeroGradient).toBe(1);
    expect(found.norms.inf).toBeGreaterThan(0);
    expect([...found.attacked, ...found.after.probabilities].every(Number.isFinite)).toBe(true);
  });

  it.each<[string, Partial<AttackOptions>, number[], string]>([
    ['ε', { epsilon: 0 }, [0, 0], 'epsilon: 0 is not a positive number'],
    ['a class', { class: 2 }, [0, 0], 'class: 2 is none of 0 to 1'],
    ['a target', { target: -1 }, [0, 0], 'target: -1 is none of 0 to 1'],
    ['the same target', { class: 1, target: 1 }, [0, 0], 'target: 1 is the class that the attack leads away from'],
    ['steps', { steps: 0 }, [0, 0], 'steps: 0 is not a whole number from 1 to 1000'],
    ['a step', { step: -1 }, [0, 0], 'step: -1 is not a positive number'],
    ['a box', { box: [1, 1] }, [0, 0], 'box: 1 is not below 1'],
    ['a size', {}, [0], 'the input has 1 entries, the network takes 2 inputs'],
    ['a number', {}, [0, Number.NaN], 'the input: entry 1 is not finite (NaN)'],
  ])('refuses %s that is wrong', (_, wrong, clean, message) => {
    expect(() => attack(dead, clean, { method: 'pgd', norm: 'inf', epsilon: 1, ...wrong })).toThrow(message);
  });
});
