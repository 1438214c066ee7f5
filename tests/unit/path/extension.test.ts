import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { codeEntries, denseNetwork, forward, type Network } from '../../../src/core/network';
import { extendPath, type PathEnd, walkPath, walkRay } from '../../../src/core/path';
import { arrangement, dense, seededNetwork } from '../../support/build';
import { holds } from '../../support/holds';
import { coarseNetworks, describeNetwork, GATED } from '../../support/networks';
import { forwardEntries, listed, pointAt } from '../../support/paths';

const coordinate = fc.integer({ min: -16, max: 16 }).map((k) => k / 8);

const softmax = (z: Float64Array): number[] => {
  const top = Math.max(...z);
  const shares = Array.from(z, (value) => Math.exp(value - top));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
};

const ends = (a: readonly number[], b: readonly number[], network: Network) =>
  extendPath(network, [a, b], walkPath(network, [a, b]));

describe('the extension of a path', () => {
  it.each(GATED)('of $name: forward codes change at each crossing and not behind the last', (activation) => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = createRandom(seed);
      const network = seededNetwork([3, 12, 12, 2], seed, activation);
      const vertices = [0, 1].map(() => Array.from({ length: 3 }, random.normal));
      const walk = walkPath(network, vertices);
      const { before, after } = extendPath(network, vertices, walk);
      const code = (t: number) => JSON.stringify(forwardEntries(network, pointAt(vertices, t), walk));
      for (const end of [before, after]) {
        const out = end === after ? 1 : -1;
        const times = [...new Set(end.crossings.t)];
        times.forEach((t, i) => {
          expect(out * (t - (end === after ? 1 : 0))).toBeGreaterThan(0);
          if (i > 0) expect(out * t).toBeGreaterThan(out * (times[i - 1] as number));
          const step = 1e-7 * (1 + Math.abs(t));
          const changed = listed(end).filter((c) => c.t === t).length;
          expect(code(t - step) !== code(t + step)).toBe(changed > 0);
        });
        const far = [1.001, 2, 50, 1e4, 1e7].map((k) => code(end.last + out * (k * Math.abs(end.last) + 1e-6)));
        expect(new Set(far).size).toBe(1);
      }
    }
  });

  it('through degenerate networks: the code of every piece, the last one without end, is the forward pass’s', () => {
    const networks = coarseNetworks({
      shapes: [
        [2, 8, 8, 1],
        [2, 5, 5, 5, 3],
      ],
      activations: GATED,
      maxChanges: 4,
    });
    const point = fc.tuple(coordinate, coordinate);
    holds(
      fc.property(networks, point, point, (network, origin, direction) => {
        const ray = walkRay(network, origin, direction);
        const { words } = ray.layout;
        ray.knots.forEach((start, p) => {
          const end = ray.knots[p + 1] ?? 2 * start + 1024;
          if (end - start < 1e-7 * (1 + end)) return;
          const s = (start + end) / 2;
          const x = origin.map((value, k) => value + s * (direction[k] as number));
          const code = codeEntries(ray.layout, ray.codes.slice(p * words, (p + 1) * words));
          expect(code, describeNetwork(network)).toEqual(forwardEntries(network, x, ray));
        });
      }),
      31,
      300,
    );
  });

  it('joins the path without a gap: a long path has the crossings of a short one and of its extension', () => {
    const network = seededNetwork([3, 16, 16, 2], 9);
    const [a, b] = [
      [-0.2, 0.1, 0.3],
      [0.4, -0.1, 0.2],
    ] as const;
    const { before, after } = ends(a, b, network);
    const reach = 2 + Math.ceil(Math.max(-before.last, after.last));
    const long = [pointAt([[...a], [...b]], -reach), pointAt([[...a], [...b]], 1 + reach)];
    const all = listed(walkPath(network, long)).map((c) => ({ ...c, t: c.t * (1 + 2 * reach) - reach }));
    const joined = [
      ...listed(before)
        .map((c) => ({ ...c, before: c.after, after: c.before }))
        .reverse(),
      ...listed(walkPath(network, [a, b])),
      ...listed(after),
    ];
    expect(joined.length).toBe(all.length);
    joined.forEach(({ t, ...rest }, i) => {
      expect(all[i]).toMatchObject(rest);
      expect(Math.abs((all[i]?.t ?? 0) - t)).toBeLessThan(1e-9 * reach);
    });
  });

  it('lists what changes at the very end of the path', () => {
    const { before, after } = ends([-1, 0], [0, 0], arrangement([[1, 0]]));
    expect(listed(after)).toEqual([{ t: 1, layer: 1, unit: 0, before: 0, after: 1 }]);
    expect(after.last).toBe(1);
    expect(listed(before)).toEqual([]);
    expect(before.last).toBe(0);
  });

  it('goes nowhere along a leg of length 0', () => {
    const { after } = ends([1, 1], [1, 1], seededNetwork([2, 5, 3], 2));
    expect(listed(after)).toEqual([]);
    expect(after.limit.certain).toBe(false);
  });

  it('is not misled by units whose change cancels but for rounding', () => {
    // 0.1·x + 0.2·x − 0.3·x is 0, but not in float64.
    const sum = denseNetwork('cancel', [
      dense([[1], [1], [1]]),
      dense([[0.1, 0.2, -0.3]], [1]),
      dense([[1]], [0], { name: 'identity' }),
    ]);
    expect(listed(walkRay(sum, [1], [1]))).toEqual([]);
    expect(listed(walkRay(sum, [1], [1e6]))).toEqual([]);
  });
});

describe("the confidence's limit", () => {
  const far = (network: Network, a: number[], b: number[], end: PathEnd, k: number): number[] => {
    const t = end.last + (end.last > 0.5 ? k : -k);
    const z = forward(network, pointAt([a, b], t));
    return z.length === 1 ? [1 / (1 + Math.exp(-Math.abs(z[0] as number)))] : softmax(z);
  };

  it('is 1 where one slope is the largest: confidence far out agrees', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const network = seededNetwork([2, 10, 10, 4], seed);
      const { before, after } = ends([-1, 0.3], [1, -0.2], network);
      for (const end of [before, after]) {
        const shares = far(network, [-1, 0.3], [1, -0.2], end, 1e4);
        expect(shares[end.limit.winner]).toBeGreaterThan(0.999);
        expect(end.limit).toMatchObject({ certain: true, confidence: 1, classes: [end.limit.winner] });
      }
    }
  });

  it('is a constant where slopes are equal, that of the outputs’ differences', () => {
    // Classes 0 and 2 grow alike, class 1 does not.
    const network = denseNetwork('tie', [dense([[1]]), dense([[3], [1], [3]], [0.25, 9, 1], { name: 'identity' })]);
    const { before, after } = ends([1], [2], network);
    expect(after.limit).toMatchObject({ certain: false, winner: 2, classes: [0, 2] });
    expect(after.limit.confidence).toBeCloseTo(1 / (1 + Math.exp(-0.75)), 14);
    expect(far(network, [1], [2], after, 1e3)[2]).toBeCloseTo(after.limit.confidence, 12);
    // Towards −∞ the unit is off: all three are constant.
    expect(before.limit).toMatchObject({ certain: false, winner: 1, classes: [0, 1, 2] });
    expect(before.limit.confidence).toBeCloseTo(softmax(Float64Array.of(0.25, 9, 1))[1] as number, 14);
    expect(before.last).toBe(0 - 1);
  });

  it('of a single output is that of its side', () => {
    const network = denseNetwork('single', [dense([[1]]), dense([[-2]], [0.5], { name: 'identity' })]);
    const { before, after } = ends([1], [2], network);
    expect(after.limit).toEqual({ certain: true, winner: 0, classes: [0], confidence: 1 });
    expect(before.limit).toMatchObject({ certain: false, winner: 1, classes: [1] });
    expect(before.limit.confidence).toBeCloseTo(1 / (1 + Math.exp(-0.5)), 14);
  });
});
