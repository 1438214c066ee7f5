import { describe, expect, it } from 'vitest';
import type { ActivationSpec, Network } from '../../../src/core/network';
import { walkPath } from '../../../src/core/path';
import {
  codeEntropy,
  type SoftVariation,
  softness,
  softPass,
  softVariation,
  startSoftVariation,
} from '../../../src/core/soft';
import { loadScene } from '../../../src/state/scenes';
import { arrangement, seededNetwork } from '../../support/build';
import { naiveSoftPass, somePoints } from '../../support/softNaive';

function variationOf(network: Network, beta: number, vertices: readonly (readonly number[])[], tolerance?: number) {
  const layers = network.layers.map(() => beta);
  const walk = walkPath(network, vertices);
  return { walk, soft: softVariation(network, softness(network, { layers }), vertices, walk, tolerance) };
}

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
const last = ({ variation, times }: SoftVariation, row: number): number =>
  variation[(row + 1) * times.length - 1] as number;

/** Σ |Δt| over an even grid, straight from a plain pass. */
function gridVariation(network: Network, beta: number, [a, b]: readonly [number[], number[]], steps: number): number[] {
  const layers = network.layers.map(() => beta);
  const gates = softness(network, { layers });
  let before: readonly (readonly number[])[][] | null = null;
  const sums = network.layers.map(() => 0);
  for (let i = 0; i <= steps; i++) {
    const x = a.map((value, k) => value + (i / steps) * ((b[k] as number) - value));
    const { probabilities } = naiveSoftPass(network, gates, x);
    const now = probabilities.map((layer) => layer.map((unit) => [...unit]));
    now.forEach((layer, l) => {
      layer.forEach((unit, j) => {
        const old = before?.[l]?.[j];
        if (old) sums[l] = (sums[l] as number) + unit.reduce((s, p, r) => s + Math.abs(p - (old[r] as number)), 0) / 2;
      });
    });
    before = now;
  }
  return sums;
}

describe('the total variation of soft codes', () => {
  it('may rest after each look, of stretches that are halved too, and is the same', () => {
    const network = seededNetwork([2, 8, 8, 2], 3);
    const vertices = [
      [-1, -1],
      [0.5, 0.4],
      [1, -1],
    ];
    const { walk, soft } = variationOf(network, 0.8, vertices);
    const gates = softness(network, { layers: network.layers.map(() => 0.8) });
    const run = startSoftVariation(network, gates, vertices, walk);
    let rests = 1;
    while (!run.advance(() => true)) rests++;
    expect(run.finish()).toEqual(soft);
    // Each look but the first is looked ahead to or halves a stretch, and is then summed.
    expect(rests).toBe(2 * (soft.times.length - 1));
  });

  it.each([0.2, 0.5, 0.9, 0.999])('of one unit on a line is |t(b) − t(a)|, β = %s', (beta) => {
    const eta = beta / (1 - beta);
    for (const [w, b] of [
      [1, 0.25],
      [-3, 0.5],
      [0.5, 2],
    ] as const) {
      const network = arrangement([[w]], [b]);
      const { soft } = variationOf(network, beta, [[-1], [2]]);
      const exact = Math.abs(sigma(eta * (2 * w + b)) - sigma(eta * (b - w)));
      expect(Math.abs(soft.total - exact)).toBeLessThan(1e-12);
      expect([...soft.layers]).toEqual([1]);
    }
  });

  it('there and back is twice as much, and two units add up', () => {
    const network = arrangement([[2], [-1]], [0.5, 0.3]);
    const once = variationOf(network, 0.7, [[-1], [1]]).soft.total;
    expect(variationOf(network, 0.7, [[-1], [1], [-1]]).soft.total).toBeCloseTo(2 * once, 12);
    const one = variationOf(arrangement([[2]], [0.5]), 0.7, [[-1], [1]]).soft.total;
    const other = variationOf(arrangement([[-1]], [0.3]), 0.7, [[-1], [1]]).soft.total;
    expect(once).toBeCloseTo(one + other, 12);
  });

  const kinds: readonly ActivationSpec[] = [
    { name: 'relu' },
    { name: 'leakyRelu', alpha: 0.25 },
    { name: 'abs' },
    { name: 'hardTanh' },
    { name: 'relu6' },
    { name: 'gelu' },
    { name: 'swish', eta: 2 },
  ];
  it.each(kinds)('in nets of $name tends to the count of crossings, layer by layer, as β → 1', (activation) => {
    for (let seed = 1; seed <= 3; seed++) {
      const network = seededNetwork([3, 8, 7, 2], seed, activation, 3);
      const vertices = somePoints(3, seed, 3);
      const { walk, soft } = variationOf(network, 1 - 1e-7, vertices);
      soft.layers.forEach((layer, row) => {
        const crossings = walk.crossings.layer.filter((each) => each === layer).length;
        expect(Math.abs(last(soft, row) - crossings)).toBeLessThan(0.02);
      });
      expect(walk.crossings.t.length).toBeGreaterThan(4);
      const hard = variationOf(network, 1, vertices).soft;
      expect(hard.total).toBe(walk.crossings.t.length);
      expect(Math.max(...hard.entropy)).toBe(0);
    }
  });

  it.each(kinds)('in nets of $name is that of a fine grid, to its tolerance', (activation) => {
    for (let seed = 1; seed <= 2; seed++)
      for (const beta of [0.4, 0.9]) {
        const network = seededNetwork([2, 6, 5, 2], seed, activation, 2);
        const ends = somePoints(2, seed + 40, 2) as [number[], number[]];
        const { soft } = variationOf(network, beta, ends, 1e-3);
        const grid = gridVariation(network, beta, ends, 1000);
        soft.layers.forEach((layer, row) => {
          expect(Math.abs(last(soft, row) - (grid[layer - 1] as number))).toBeLessThan(1.1e-3);
        });
      }
  });

  it('grows along the path, and never beyond the sum of a finer look', () => {
    const network = seededNetwork([2, 8, 8, 1], 5);
    const ends = somePoints(2, 3, 3);
    const { soft } = variationOf(network, 0.9, ends);
    const count = soft.times.length;
    soft.times.forEach((t, i) => {
      if (i > 0) expect(t).toBeGreaterThan(soft.times[i - 1] as number);
      for (let row = 0; i > 0 && row < soft.layers.length; row++)
        expect(soft.variation[row * count + i]).toBeGreaterThanOrEqual(soft.variation[row * count + i - 1] as number);
    });
    expect([soft.times[0], soft.times[count - 1]]).toEqual([0, 2]);
    const finer = [1e-1, 1e-2, 1e-3, 1e-5].map((tolerance) => variationOf(network, 0.9, ends, tolerance).soft);
    finer.slice(1).forEach((next, i) => {
      const before = finer[i] as SoftVariation;
      expect(next.total).toBeGreaterThanOrEqual(before.total - 1e-12);
      expect(next.total - before.total).toBeLessThan(before.tolerance);
      expect(next.times.length).toBeGreaterThanOrEqual(before.times.length);
    });
  });

  it('with its tolerance is no less than that of a fine grid where a unit turns back within a soft boundary before it', async () => {
    const { network } = await loadScene('moons');
    const ends = [
      [-0.9, -0.8],
      [0.9, 0.7],
    ] as const;
    const gates = softness(network, { beta: 0.99 });
    const { soft } = variationOf(network, 0.99, ends);
    let grid = 0;
    let before: readonly Float64Array[] | null = null;
    for (let i = 0; i <= 8000; i++) {
      const x = ends[0].map((value, k) => value + (i / 8000) * ((ends[1][k] as number) - value));
      const now = softPass(network, gates, x).codes.map(({ probabilities }) => probabilities);
      now.forEach((layer, l) => {
        layer.forEach((p, j) => {
          grid += Math.abs(p - (before?.[l]?.[j] ?? p)) / 2;
        });
      });
      before = now;
    }
    // A sum over a grid is never more than the variation.
    expect(soft.total + soft.tolerance).toBeGreaterThan(grid - 1e-9);
    expect(soft.total - grid).toBeLessThan(1e-5);
    expect(soft.times.length).toBeLessThan(400);
  });

  it('keeps the entropy of each layer beside it', () => {
    const network = seededNetwork([2, 6, 5, 1], 6);
    const ends = somePoints(2, 9, 2) as [number[], number[]];
    const { soft } = variationOf(network, 0.5, ends);
    const gates = softness(network, { beta: 0.5 });
    for (const i of [0, 7, 20, soft.times.length - 1]) {
      const t = soft.times[i] as number;
      const x = ends[0].map((value, k) => value + t * ((ends[1][k] as number) - value));
      codeEntropy(softPass(network, gates, x)).layers.forEach((entropy, row) => {
        expect(soft.entropy[row * soft.times.length + i]).toBeCloseTo(entropy, 12);
      });
    }
  });

  it('of a path without length, and of a network without gates, is 0', () => {
    const network = seededNetwork([2, 6, 5, 1], 6);
    expect(
      variationOf(network, 0.5, [
        [1, 1],
        [1, 1],
      ]).soft.total,
    ).toBe(0);
    const affine = seededNetwork([2, 3], 1);
    const { soft } = variationOf(affine, 0.5, [
      [0, 0],
      [1, 1],
    ]);
    expect([soft.total, soft.layers.length, soft.variation.length]).toEqual([0, 0, 0]);
  });
});
