import { describe, expect, it } from 'vitest';
import {
  attack,
  decisionBounds,
  firstClassChange,
  lineDecision,
  sliceDecision,
  startStudy,
  winningClass,
} from '../../../src/core/attack';
import { createRandom } from '../../../src/core/math/random';
import { denseNetwork, forward, nearestBoundary } from '../../../src/core/network';
import { partition } from '../../../src/core/partition';
import { pathDensity, pathPoint, walkPath, walkRay } from '../../../src/core/path';
import { pointInInput, type Slice, square } from '../../../src/core/slice/slice';
import { dense, seededNetwork, tentNetwork } from '../../support/build';
import { denseLayersOf } from '../../support/denseLayers';

const plane: Slice = { origin: Float64Array.of(0, 0), e1: Float64Array.of(1, 0), e2: Float64Array.of(0, 1) };
/** A slanted plane of R⁴ whose axes are neither orthogonal nor of length 1. */
const slanted: Slice = {
  origin: Float64Array.of(0.1, -0.2, 0.3, 0),
  e1: Float64Array.of(1, 1, 0, 0.5),
  e2: Float64Array.of(0, 0.7, -0.6, 0.2),
};

describe('the first change of class along a walk', () => {
  it.each([1, 2, 5])('is where a bisection of the forward pass finds it: %i outputs', (outputs) => {
    let found = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const network = seededNetwork([3, 12, 10, outputs], seed);
      const random = createRandom(seed);
      const vertices = Array.from({ length: 3 }, () => Array.from({ length: 3 }, () => 2 * random.normal()));
      const classAt = (t: number): number => winningClass(forward(network, pathPoint(vertices, t)));
      const change = firstClassChange(walkPath(network, vertices, { slopes: false }));
      const steps = 2000;
      let k = 1;
      while (k <= steps && classAt((2 * k) / steps) === classAt(0)) k++;
      if (k > steps) {
        // Between two looks there may be a short visit to another class.
        if (change) expect(classAt(change.t + 1e-9)).toBe(change.to);
        continue;
      }
      found++;
      expect(change?.t).toBeLessThanOrEqual((2 * k) / steps);
      expect(change?.from).toBe(classAt(0));
      expect(classAt((change?.t ?? 0) + 1e-8)).toBe(change?.to);
      for (let i = 0; i < 50; i++) expect(classAt(((change?.t ?? 0) - 1e-9) * (i / 49))).toBe(change?.from);
    }
    expect(found).toBeGreaterThan(5);
  });

  it('of a ray lies behind the last crossing, too', () => {
    const network = denseNetwork('late', [
      dense([[1], [0.5]], [0, -50], { name: 'identity' }),
      dense(
        [
          [1, 0],
          [0, 4],
        ],
        [0, 0],
        { name: 'identity' },
      ),
    ]);
    // f = (x, 2x − 200): level at x = 200.
    expect(firstClassChange(walkRay(network, [0], [2]))).toEqual({ t: 100, from: 0, to: 1 });
    expect(firstClassChange(walkRay(network, [0], [-1]))).toBeNull();
  });
});

describe('the distance in a slice', () => {
  it('of a linear classifier is that of its line', () => {
    const network = denseNetwork('linear', [dense([[3, 4]], [-1], { name: 'identity' })]);
    const complex = partition(network, plane, square(1), { decision: {} });
    for (const at of [
      [0, 0],
      [0.5, 0.5],
      [-0.3, 0.1],
    ] as const) {
      const found = sliceDecision(complex, plane, at);
      expect(found?.distance).toBeCloseTo(Math.abs(3 * at[0] + 4 * at[1] - 1) / 5, 12);
      expect(found?.at[0]).toBeCloseTo(at[0] - (3 * (3 * at[0] + 4 * at[1] - 1)) / 25, 12);
      expect(found?.exact).toBe(true);
    }
  });

  it.each([1, 3])('is the least over a fine grid of points of other classes: %i outputs', (outputs) => {
    let seen = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const network = seededNetwork([4, 10, 8, outputs], seed, { name: 'leakyRelu', alpha: 0.3 }, 0.6);
      const complex = partition(network, slanted, square(1), { decision: {} });
      const random = createRandom(seed);
      const at = [random.between(-0.4, 0.4), random.between(-0.4, 0.4)] as const;
      const x = pointInInput(slanted, at);
      const own = winningClass(forward(network, x));
      let least = Number.POSITIVE_INFINITY;
      const n = 150;
      for (let i = 0; i <= n; i++)
        for (let j = 0; j <= n; j++) {
          const other = pointInInput(slanted, [(2 * i) / n - 1, (2 * j) / n - 1]);
          if (winningClass(forward(network, other)) === own) continue;
          least = Math.min(least, Math.hypot(...other.map((value, k) => value - (x[k] as number))));
        }
      const found = sliceDecision(complex, slanted, at);
      expect(found === null).toBe(least === Number.POSITIVE_INFINITY);
      if (!found) continue;
      seen++;
      // The grid can only miss, by less than the diagonal of its cells.
      expect(found.distance).toBeLessThanOrEqual(least + 1e-9);
      expect(least - found.distance).toBeLessThan((2 / n) * 2.5);
      const foot = pointInInput(slanted, found.at);
      expect(Math.hypot(...foot.map((value, k) => value - (x[k] as number)))).toBeCloseTo(found.distance, 9);
      if (outputs === 1) expect(Math.abs(forward(network, foot)[0] as number)).toBeLessThan(1e-9);
    }
    expect(seen).toBeGreaterThan(2);
  });

  it('is none where one class fills the domain, and unsure where the border is nearer', () => {
    const network = denseNetwork('linear', [dense([[1, 0]], [-0.9], { name: 'identity' })]);
    const at = (h: number, p: readonly [number, number]) =>
      sliceDecision(partition(network, plane, square(h), { decision: {} }), plane, p);
    expect(at(0.8, [0, 0])).toBeNull();
    expect(at(1, [0.5, 0])).toMatchObject({ exact: true });
    expect(at(1, [-0.5, 0])).toMatchObject({ exact: false });
    expect(() => sliceDecision(partition(network, plane, square(1)), plane, [0, 0])).toThrow('no classes');
  });

  it('of one input is exact either way: the tent map passes ½ at odd multiples of 2^−(depth + 1)', () => {
    const tent = tentNetwork(3);
    const layers = denseLayersOf(tent);
    const last = layers.at(-1);
    if (!last) throw new Error('no layers');
    const shifted = denseNetwork('tent', [...layers.slice(0, -1), { ...last, bias: Float64Array.of(-0.5) }]);
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(2), e2: Float64Array.of(0) };
    // Position p is x = 2p. From x = 0.25 the nearest of 1/16, 3/16, 5/16, … lie 1/16 away.
    const found = lineDecision(shifted, line, 0.13);
    expect(found?.distance).toBeCloseTo(5 / 16 - 0.26, 12);
    expect(found?.at[0]).toBeCloseTo(5 / 32, 12);
    expect(found?.classes).toEqual([0, 1]);
  });
});

describe('bounds in R^d', () => {
  it('are the same for a linear classifier: |f| / ‖w‖', () => {
    const network = denseNetwork('linear', [dense([[1, -2, 2]], [0.5], { name: 'identity' })]);
    const x = Float64Array.of(0.2, 0.1, 0.4);
    const { iterates, best } = attack(network, x, { method: 'fgsm', norm: 'inf', epsilon: 0.01 });
    const bounds = decisionBounds(network, iterates, best);
    expect(bounds.exact).toBe(true);
    expect(bounds.lower).toBeCloseTo((0.2 - 0.2 + 0.8 + 0.5) / 3, 12);
    expect(bounds.upper).toEqual({ distance: bounds.lower, class: 0, by: 'polytope' });
  });

  it('hold: nothing nearer than the lower one is of another class, and the upper one is reached', () => {
    let unsure = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const network = seededNetwork([4, 12, 10, 3], seed);
      const random = createRandom(seed);
      const x = Float64Array.from({ length: 4 }, () => random.normal());
      const own = winningClass(forward(network, x));
      const { iterates, best } = attack(network, x, { method: 'pgd', norm: '2', epsilon: 2 });
      const { lower, upper, exact } = decisionBounds(network, iterates, best);
      if (!exact) unsure++;
      if (upper) expect(upper.distance).toBeGreaterThanOrEqual(lower * (1 - 1e-9));
      expect(upper?.class).not.toBe(own);
      for (let i = 0; i < 300; i++) {
        const way = Float64Array.from({ length: 4 }, () => random.normal());
        const scale = (lower * (1 - 1e-9)) / Math.hypot(...way);
        expect(
          winningClass(
            forward(
              network,
              x.map((value, k) => value + scale * (way[k] as number)),
            ),
          ),
        ).toBe(own);
      }
      // The decision boundary of a slice through x is no nearer than the lower bound.
      const slice = { ...slanted, origin: x };
      const inSlice = sliceDecision(partition(network, slice, square(2), { decision: {} }), slice, [0, 0]);
      if (inSlice) expect(inSlice.distance).toBeGreaterThanOrEqual(lower * (1 - 1e-9));
    }
    expect(unsure).toBeGreaterThan(0);
  });
});

describe('a study', () => {
  const network = seededNetwork([4, 12, 10, 3], 6);
  const at = [0.1, -0.2] as const;
  const x = pointInInput(slanted, at);
  const options = { method: 'pgd', norm: 'inf', epsilon: 0.4, directions: 40 } as const;
  const study = () => {
    const run = startStudy(network, x, options, { slice: slanted, domain: square(1), at });
    let turns = 0;
    let progress = 0;
    while (!run.advance()) {
      turns++;
      expect(run.progress).toBeGreaterThanOrEqual(progress);
      progress = run.progress;
    }
    expect(turns).toBeGreaterThanOrEqual(39);
    return run.finish();
  };

  it('holds an attack against random segments of its length', () => {
    const { result, straight, iterates, random, nearestBoundary: nearest, inSlice } = study();
    expect(straight).toEqual(pathDensity(walkPath(network, [x, result.attacked])));
    expect(straight?.length).toBeCloseTo(result.norms.two, 12);
    expect(straight?.hamming).toBe(result.hamming.total);
    expect(iterates?.length).toBeGreaterThanOrEqual((straight?.length ?? 0) * (1 - 1e-12));
    expect(nearest).toEqual(nearestBoundary(network, x));
    expect(inSlice).toEqual(sliceDecision(partition(network, slanted, square(1), { decision: {} }), slanted, at));
    expect(random?.count).toBe(40);
    const sorted = [...(random?.values ?? [])].sort((a, b) => a - b);
    expect(random?.all).toMatchObject({
      least: sorted[0],
      most: sorted[39],
      median: ((sorted[19] as number) + (sorted[20] as number)) / 2,
    });
    expect(random?.all.mean).toBeCloseTo(sorted.reduce((a, b) => a + b, 0) / 40, 12);
    const byLayer = random?.layers.reduce((sum, { mean }) => sum + mean, 0);
    expect(byLayer).toBeCloseTo(random?.all.mean ?? 0, 12);
    const { low = 0, high = 0, mean = 0 } = random?.all ?? {};
    expect(low < mean && mean < high).toBe(true);
  });

  it('repeats bit for bit, and says where nothing moved', () => {
    expect(study()).toEqual(study());
    const dead = denseNetwork('dead', [dense([[1], [1]], [-5, -5]), dense([[1, 1]], [1], { name: 'identity' })]);
    const run = startStudy(dead, [0], { method: 'fgsm', norm: 'inf', epsilon: 1 }, null);
    expect(run.advance()).toBe(true);
    const { straight, iterates, random, decision, result, inSlice } = run.finish();
    expect([straight, iterates, random, inSlice, result.zeroGradient]).toEqual([null, null, null, undefined, 1]);
    expect(decision).toEqual({ lower: 5, upper: null, exact: false });
  });
});
