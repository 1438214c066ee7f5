import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import { type ActivationSpec, codeEntries, type Network } from '../../../src/core/network';
import { holdUnits } from '../../../src/core/network/held';
import { codeLayout, type DenseLayer } from '../../../src/core/network/network';
import { drawCode, likelyCodes, sampledMaps, softMap, softness, softPass } from '../../../src/core/soft';
import { seededNetwork } from '../../support/build';
import { denseLayersOf } from '../../support/denseLayers';
import { holds } from '../../support/holds';
import { allCodes, naiveSoftPass, somePoints } from '../../support/softNaive';

const keyOf = (pieces: readonly (readonly number[])[]): string =>
  pieces
    .filter((layer) => layer.length > 0)
    .map((layer) => layer.join(''))
    .join('|');

/** Every code with its probability, by plain sums. */
function bruteForce(network: Network, beta: number, x: number[]): Map<string, number> {
  const { probabilities } = naiveSoftPass(network, softness(network, { beta }), x);
  return new Map([...allCodes(probabilities)].map(({ pieces, p }) => [keyOf(pieces), p]));
}

const entriesOf = (network: Network, code: Uint32Array): string => keyOf(codeEntries(codeLayout(network), code));

/** Probabilities fall, each is that of its code, no code comes twice, and none that is left out is more probable. */
function expectLikeliest(network: Network, beta: number, x: number[], count: number): void {
  const pass = softPass(network, softness(network, { beta }), x);
  const found = likelyCodes(network, pass, count);
  const all = bruteForce(network, beta, x);
  const sorted = [...all.values()].filter((p) => p > 0).sort((a, b) => b - a);
  expect(found.length).toBe(Math.min(count, sorted.length));
  expect(new Set(found.map(({ code }) => entriesOf(network, code))).size).toBe(found.length);
  found.forEach(({ code, logProbability }, i) => {
    const p = all.get(entriesOf(network, code)) as number;
    expect(Math.abs(Math.exp(logProbability) - p)).toBeLessThan(1e-12);
    expect(Math.abs(p - (sorted[i] as number))).toBeLessThan(1e-12);
    if (i > 0) expect(logProbability).toBeLessThanOrEqual((found[i - 1]?.logProbability as number) + 1e-12);
  });
}

describe('the likeliest codes', () => {
  const cases: readonly (readonly [ActivationSpec, readonly number[]])[] = [
    [{ name: 'relu' }, [2, 4, 4, 2]],
    [{ name: 'gelu' }, [2, 3, 5, 1]],
    [{ name: 'tanh' }, [3, 5, 4, 2]],
    [{ name: 'hardTanh' }, [2, 3, 2, 2]],
    [{ name: 'relu6' }, [2, 5, 1]],
  ];
  it.each(cases)('of nets of %o are those of all codes, in order', (activation, widths) => {
    for (let seed = 1; seed <= 4; seed++)
      for (const x of somePoints(widths[0] as number, seed, 3))
        for (const count of [1, 2, 7, 40, 1000])
          expectLikeliest(seededNetwork(widths, seed, activation), 0.6, x, count);
  });

  it('with ties and thresholds hit are as many and as probable as any others', () => {
    // Every unit at 1/2: all 2^7 codes are equal. And with some units doubled.
    const network = seededNetwork([2, 4, 3, 2], 2);
    for (const count of [1, 5, 128, 200]) expectLikeliest(network, 0, [0.3, -0.4], count);
    const weights = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 20, maxLength: 20 });
    holds(
      fc.property(
        weights,
        fc.constantFrom(0.3, 0.5, 0.9, 1),
        fc.integer({ min: 1, max: 40 }),
        (values, beta, count) => {
          const [first, second] = denseLayersOf(network) as [DenseLayer, DenseLayer];
          const coarse = {
            ...network,
            layers: [
              {
                ...first,
                weights: Float64Array.from(values.slice(0, 8)),
                bias: Float64Array.from(values.slice(8, 12)),
              },
              { ...second, weights: second.weights.map((_, i) => values[i % 20] as number) },
              ...network.layers.slice(2),
            ],
          };
          expectLikeliest(coarse, beta, [1, -1], count);
        },
      ),
      33,
      150,
    );
  });

  it('keep units that are held on their piece', () => {
    const free = seededNetwork([2, 4, 3, 1], 6);
    const network = {
      ...free,
      layers: holdUnits(free.layers, [
        [
          [1, 1],
          [2, 0],
        ],
        [[0, 1]],
      ]),
    };
    const pass = softPass(network, softness(network, { beta: 0.4 }), [0.2, 0.9]);
    const found = likelyCodes(network, pass, 100);
    expect(found.length).toBe(16);
    expect(found.reduce((sum, { logProbability }) => sum + Math.exp(logProbability), 0)).toBeCloseTo(1, 12);
    const random = createRandom(5);
    const drawn = Array.from({ length: 50 }, () => drawCode(network, pass, random));
    for (const code of [...found.map((entry) => entry.code), ...drawn]) {
      const [one = [], two = []] = codeEntries(codeLayout(network), code);
      expect([one[1], one[2], two[0]]).toEqual([1, 0, 1]);
    }
    const [entropies] = pass.codes.map((layer) => [...layer.entropies]);
    expect([entropies?.[1], entropies?.[2]]).toEqual([0, 0]);
    expect(entropies?.[0]).toBeGreaterThan(0);
  });

  it('of a wide layer come without a list of all', () => {
    const network = seededNetwork([3, 200, 200, 2], 8);
    const found = likelyCodes(network, softPass(network, softness(network, { beta: 0.5 }), [0.1, 0.2, -0.4]), 64);
    expect(found.length).toBe(64);
    expect(new Set(found.map(({ code }) => code.join())).size).toBe(64);
  });
});

/** χ² of counts against probabilities, and how many cells it has: those of five expected draws or more, the rest as one. */
function chiSquare(counts: ReadonlyMap<string, number>, all: ReadonlyMap<string, number>, draws: number) {
  let [sum, cells, rest, restCount] = [0, 0, 0, 0];
  for (const [key, p] of all) {
    const [expected, count] = [p * draws, counts.get(key) ?? 0];
    if (expected < 5) {
      rest += expected;
      restCount += count;
      continue;
    }
    sum += (count - expected) ** 2 / expected;
    cells++;
  }
  return rest >= 5 ? { sum: sum + (restCount - rest) ** 2 / rest, cells: cells + 1 } : { sum, cells };
}

describe('codes that are drawn', () => {
  it.each([{ name: 'relu' }, { name: 'hardTanh' }, { name: 'gelu' }] as const)(
    'of a net of $name come as often as they are probable (χ²)',
    (activation) => {
      const network = seededNetwork([2, 3, 2, 1], 3, activation, 2);
      const x = [0.25, -0.4];
      const pass = softPass(network, softness(network, { beta: 0.5 }), x);
      const random = createRandom(11);
      const counts = new Map<string, number>();
      const draws = 20_000;
      for (let i = 0; i < draws; i++) {
        const key = entriesOf(network, drawCode(network, pass, random));
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const { sum, cells } = chiSquare(counts, bruteForce(network, 0.5, x), draws);
      expect(cells).toBeGreaterThan(5);
      // Mean cells − 1, standard deviation √(2 (cells − 1)): four of them above is one in some ten thousand.
      expect(sum).toBeLessThan(cells - 1 + 4 * Math.sqrt(2 * (cells - 1)));
    },
  );

  it('have maps whose mean comes near the soft map, as 1/√n', () => {
    const network = seededNetwork([3, 8, 6, 2], 4);
    const x = [0.3, -0.5, 0.2];
    const pass = softPass(network, softness(network, { beta: 0.5 }), x);
    const ratios: number[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const { counts, errors, expected, norm } = sampledMaps(network, pass, 4096, seed);
      expect([...counts]).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]);
      expect(norm).toBeCloseTo(Math.hypot(...softMap(network, pass).A), 12);
      expect((expected[0] as number) / (expected.at(-1) as number)).toBeCloseTo(64, 9);
      counts.forEach((_, i) => {
        ratios.push((errors[i] as number) / (expected[i] as number));
      });
    }
    // errors² over expected² is 1 on average.
    const mean = ratios.reduce((sum, ratio) => sum + ratio ** 2, 0) / ratios.length;
    expect(mean).toBeGreaterThan(0.6);
    expect(mean).toBeLessThan(1.6);
    expect(Math.max(...ratios)).toBeLessThan(4);
  });

  it('are one and the same code with β = 1, and their map is the soft map', () => {
    const network = seededNetwork([3, 8, 6, 2], 4);
    const { errors, different } = sampledMaps(
      network,
      softPass(network, softness(network, { beta: 1 }), [0.3, -0.5, 0.2]),
      100,
      1,
    );
    expect(different).toBe(1);
    expect(Math.max(...errors)).toBeLessThan(1e-12);
  });
});
