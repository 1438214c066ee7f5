import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { codeEntries, codeLayout, splineCode } from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { EngineError } from '../../../src/core/partition';
import { atOnce } from '../../../src/core/partition/steps';
import {
  bootstrapMean,
  type ClassDensityOptions,
  classPairs,
  type LabelledPoints,
  startClassDensity,
  walkActivations,
  walkPath,
} from '../../../src/core/path';
import { countCrossings } from '../../../src/core/path/crossingCount';
import { arrangement, seededNetwork } from '../../support/build';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

/** Three noisy blobs in the plane. */
function blobs(count: number, seed: number): LabelledPoints {
  const random = createRandom(seed);
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  const inputs = Float32Array.from(
    labels.flatMap((c) => [c - 1 + 0.3 * random.normal(), (c % 2) + 0.3 * random.normal()]),
  );
  return { inputs, inputSize: 2, count, labels };
}

const network = seededNetwork([2, 12, 12, 12, 3], 7);
const points = blobs(60, 2);

describe('the experiment within and between classes', () => {
  it('has the means that the definitions give, pair by pair', () => {
    const run = startClassDensity(network, points, { pairs: 80, seed: 5 });
    expect(run.advance(1e9)).toBe(true);
    const { layers, classes, pairs } = run.summary();
    expect([classes, pairs, layers.map(({ layer }) => layer)]).toEqual([[0, 1, 2], 80, [0, 1, 2]]);
    const input = (i: number) => [...points.inputs.subarray(2 * i, 2 * i + 2)];
    const entries = (i: number) => codeEntries(codeLayout(network), splineCode(network, input(i)));
    for (const { layer, hamming, crossings, matrixOf } of layers.map((l) => ({ ...l, matrixOf: l.hamming.matrix }))) {
      const stream = classPairs(points, 5);
      const found = Array.from({ length: 80 }, () => stream.next()).map(({ a, b, within }) => {
        const [h, g] = [a, b].map((i) => hiddenActivation(network, input(i), layer)) as [Float64Array, Float64Array];
        const distance = Math.hypot(...h.map((v, k) => v - (g[k] as number)));
        const [first, second] = [entries(a), entries(b)];
        const differing = first
          .slice(layer)
          .reduce((sum, units, l) => sum + units.filter((piece, j) => piece !== second[layer + l]?.[j]).length, 0);
        const exact = walkActivations(network, input(a), input(b), layer).walk.crossings.t.length;
        const both = [points.labels[a], points.labels[b]].sort().join();
        return { within, both, hamming: differing / distance, crossings: exact / distance };
      });
      const mean = (kind: 'hamming' | 'crossings', keep: (pair: (typeof found)[number]) => boolean) => {
        const kept = found.filter(keep);
        return kept.reduce((sum, pair) => sum + pair[kind], 0) / kept.length;
      };
      for (const [kind, contrast] of [
        ['hamming', hamming],
        ['crossings', crossings],
      ] as const) {
        const within = mean(kind, (pair) => pair.within);
        const between = mean(kind, (pair) => !pair.within);
        expect(contrast?.within.mean).toBeCloseTo(within, 10);
        expect(contrast?.between.mean).toBeCloseTo(between, 10);
        expect(contrast?.ratio.mean).toBeCloseTo(between / within, 10);
        for (const interval of [contrast?.within, contrast?.between, contrast?.ratio]) {
          expect(interval?.low).toBeLessThan(interval?.mean as number);
          expect(interval?.high).toBeGreaterThan(interval?.mean as number);
        }
      }
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++)
          expect(matrixOf[3 * i + j]).toBeCloseTo(
            mean('hamming', ({ both }) => both === [i, j].sort().join()),
            10,
          );
    }
  });

  it('gives the same bits in steps as at once, and answers in between', () => {
    const whole = startClassDensity(network, points, { pairs: 30, seed: 3 });
    whole.advance(30);
    const steps = startClassDensity(network, points, { pairs: 30, seed: 3 });
    expect(steps.advance(10)).toBe(false);
    expect([steps.done, steps.total, steps.summary().pairs]).toEqual([10, 30, 10]);
    while (!steps.advance(7));
    expect(steps.summary()).toEqual(whole.summary());
  });

  it('walks parts of lines that add up to them, and counts as the walk at once does, through random graphs', () => {
    let crossings = 0;
    holds(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 9 }), (seed, parts) => {
        const { network: lowered, x, random } = graphCase(seed);
        const y = normals(random, x.length);
        const at = (i: number) => x.map((value, k) => value + (i / parts) * ((y[k] as number) - value));
        const whole = walkPath(lowered, [x, y]).crossings.t.length;
        expect(atOnce(countCrossings(lowered, x, y))).toBe(whole);
        const counts = Array.from({ length: parts }, (_, i) => atOnce(countCrossings(lowered, at(i), at(i + 1))));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(whole);
        crossings += whole;
      }),
      23,
      40,
    );
    expect(crossings).toBeGreaterThan(400);
  });

  it('has by parts of lines what it has by whole lines, within what chance allows', () => {
    const summaryOf = (more: Partial<ClassDensityOptions>) => {
      const run = startClassDensity(network, points, { pairs: 400, seed: 5, ...more });
      while (!run.advance(400, () => true));
      return run.summary().layers;
    };
    const whole = summaryOf({});
    const parts = summaryOf({ walkedUnits: 1 });
    const few = summaryOf({ walkedUnits: 2, crossings: [1] });
    whole.forEach(({ hamming, crossings, walked }, i) => {
      const part = parts[i];
      expect(walked).toBe(1);
      expect(part?.hamming).toEqual(hamming);
      expect(part?.walked).toBeLessThan(0.9);
      expect(part?.walked).toBeGreaterThan(0);
      for (const kind of ['within', 'between'] as const) {
        const mean = crossings?.[kind].mean as number;
        expect(part?.crossings?.[kind].mean).not.toBe(mean);
        expect(part?.crossings?.[kind].low).toBeLessThan(mean);
        expect(part?.crossings?.[kind].high).toBeGreaterThan(mean);
      }
    });
    expect(few.map(({ crossings }) => crossings !== null)).toEqual([false, true, false]);
    expect(few[0]?.walked).toBeNaN();
  });

  it('leaves out pairs at distance 0, and counts them', () => {
    // Every point twice, and a layer that is dead everywhere behind the first.
    const twice: LabelledPoints = {
      inputs: Float32Array.of(1, 2, 1, 2, 3, 1, 3, 1),
      inputSize: 2,
      count: 4,
      labels: [0, 0, 1, 1],
    };
    const run = startClassDensity(
      arrangement(
        [
          [1, 0],
          [0, 1],
        ],
        [-2, 0],
      ),
      twice,
      { pairs: 20, seed: 1 },
    );
    run.advance(20);
    const [inputs] = run.summary().layers;
    expect(inputs).toMatchObject({ leftOut: 10, counted: { within: 0, between: 10 } });
    expect(inputs?.hamming.within.mean).toBeNaN();
    expect(inputs?.hamming.between.mean).toBeCloseTo(1 / Math.sqrt(5), 14);
    expect(inputs?.crossings?.between).toMatchObject({ mean: inputs?.hamming.between.mean });
    expect(inputs?.hamming.matrix[0]).toBeNaN();
  });

  it('says what it cannot take', () => {
    const options = { pairs: 10, seed: 1 };
    const three = { ...points, inputSize: 3, count: 40 };
    expect(() => startClassDensity(network, three, options)).toThrow('the points have 3 numbers');
    expect(() => startClassDensity(network, points, { ...options, layers: [3] })).toThrow(EngineError);
    expect(() => startClassDensity(network, { ...points, labels: points.inputs.map(() => 1) }, options)).toThrow(
      'pairs between classes need two classes, found 1',
    );
    const single = { ...points, count: 2, labels: [0, 1] };
    expect(() => startClassDensity(network, single, options)).toThrow('need a class of two points');
  });
});

describe('pairs', () => {
  it('are of the kind they say, in turns, never a point with itself, and reach every point', () => {
    const labels = [0, 1, 1, 2, 2, 2, 7];
    const stream = classPairs({ count: 7, labels }, 4);
    const [firsts, seconds] = [new Set<number>(), new Set<number>()];
    for (let i = 0; i < 2000; i++) {
      const { a, b, within } = stream.next();
      expect(within).toBe(i % 2 === 0);
      expect(a).not.toBe(b);
      expect(labels[a] === labels[b]).toBe(within);
      if (!within) {
        firsts.add(a);
        seconds.add(b);
      }
    }
    expect([firsts.size, seconds.size]).toEqual([7, 7]);
  });
});

describe('the bootstrap interval', () => {
  it('of zeros and ones has the quantiles of the binomial distribution', () => {
    for (const [n, ones] of [
      [40, 12],
      [200, 100],
      [90, 3],
    ] as const) {
      const values = new Float64Array(n).fill(1, 0, ones);
      const { mean, low, high } = bootstrapMean(values, createRandom(n));
      expect(mean).toBeCloseTo(ones / n, 14);
      // A resampled sum is binomial (n, ones/n): the ends are its 0.5 % and 99.5 % quantiles, give or take one count.
      let [logTerm, sum] = [n * Math.log(1 - ones / n), 0];
      const quantiles: number[] = [];
      for (let k = 0; k <= n; k++) {
        sum += Math.exp(logTerm);
        for (const level of [0.005, 0.995])
          if (sum >= level && quantiles.length < 1 + Number(level > 0.5)) quantiles.push(k);
        logTerm += Math.log(((n - k) / (k + 1)) * (ones / (n - ones)));
      }
      expect(Math.abs(low * n - (quantiles[0] as number))).toBeLessThanOrEqual(1 + 1e-9);
      expect(Math.abs(high * n - (quantiles[1] as number))).toBeLessThanOrEqual(1 + 1e-9);
    }
  });

  it('of equal values is that value, of none nothing', () => {
    expect(bootstrapMean(new Float64Array(9).fill(0.5), createRandom(1))).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
    expect(bootstrapMean(new Float64Array(0), createRandom(1)).low).toBeNaN();
  });
});
