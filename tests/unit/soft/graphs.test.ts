import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph, evaluateGraph, lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import { codeLayout, codesEqual, forward, type Network, splineCode } from '../../../src/core/network';
import { settleContests } from '../../../src/core/network/contest';
import { applyMap } from '../../../src/core/network/localMap';
import {
  codeEntropy,
  drawCode,
  expectedActive,
  jacobian,
  likelyCodes,
  softMap,
  softness,
  softPass,
} from '../../../src/core/soft';
import { codeProbabilities } from '../../../src/core/soft/codeProbabilities';
import { graphCase, normals } from '../../support/graphNetworks';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });

/** A convolution, max-pooling that overlaps and is padded, and a dense read-out of one number. */
function pooled(seed: number) {
  const random = createRandom(seed);
  const graph = checkGraph({
    name: 'pooled',
    output: 'read',
    nodes: [
      { op: 'input', name: 'x', inputs: [], shape: [1, 4, 4] },
      {
        op: 'conv',
        name: 'conv',
        inputs: ['x'],
        filters: 2,
        groups: 1,
        channels: 'first',
        kernel: [2, 2],
        strides: [1, 1],
        pads: [0, 0, 0, 0],
        dilations: [1, 1],
        weights: normals(random, 8),
        bias: normals(random, 2),
      },
      {
        op: 'maxPool',
        name: 'pool',
        inputs: ['conv'],
        channels: 'first',
        kernel: [3, 2],
        strides: [1, 2],
        pads: [1, 0, 0, 1],
        dilations: [1, 1],
      },
      { op: 'reshape', name: 'flat', inputs: ['pool'], shape: [8] },
      { op: 'dense', name: 'read', inputs: ['flat'], units: 2, weights: normals(random, 16), bias: normals(random, 2) },
    ],
  });
  return { graph, network: lowerGraph(graph), x: normals(random, 16), random };
}

/** The values in each window of the pool, by the definition of pooling: 2 channels of 3 × 3, windows of 3 × 2. */
function windowsOf(values: Float64Array): number[][] {
  const windows: number[][] = [];
  for (let c = 0; c < 2; c++)
    for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) windows.push(windowAt(values, c, i, j));
  return windows;
}

function windowAt(values: Float64Array, c: number, i: number, j: number): number[] {
  const window: number[] = [];
  for (let a = 0; a < 3; a++)
    for (let b = 0; b < 2; b++) {
      const [row, column] = [i + a - 1, 2 * j + b];
      if (row >= 0 && row < 3 && column < 3) window.push(values[c * 9 + row * 3 + column] as number);
    }
  return window;
}

function softmaxed(e: readonly number[], eta: number): number[] {
  const largest = Math.max(...e);
  const weights = e.map((value) => Math.exp(eta * (value - largest)));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((value) => value / total);
}

const entropyOf = (t: readonly number[]): number => t.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);

const numericalJacobian = (f: (x: Float64Array) => Float64Array, x: Float64Array): number[][] => {
  const h = 1e-5;
  const columns = Array.from(x, (_, k) => {
    const at = (step: number): Float64Array => f(x.map((value, i) => (i === k ? value + step : value)));
    const [a, b] = [at(h), at(-h)];
    return a.map((value, r) => (value - (b[r] as number)) / (2 * h));
  });
  return Array.from(columns[0] as Float64Array, (_, r) => columns.map((column) => column[r] as number));
};

describe('soft largest values', () => {
  it.each([0, 0.3, 0.5, 0.9, 0.999])(
    'at β = %d are Σ softmax(η e)·e of each window, with the entropy of that code',
    (beta) => {
      const eta = beta / (1 - beta);
      for (let seed = 1; seed <= 20; seed++) {
        const { graph, network, x } = pooled(seed);
        const pass = softPass(network, softness(network, { beta }), x);
        const windows = windowsOf(evaluateGraph(graph, x).get('conv') as Float64Array);
        const codes = windows.map((e) => softmaxed(e, eta));
        const pool = windows.map((e, w) => e.reduce((sum, value, k) => sum + value * (codes[w]?.[k] as number), 0));
        const read = graph.nodes.find(({ name }) => name === 'read');
        if (read?.op !== 'dense') throw new Error('no read-out');
        const expected = Array.from(read.bias as Float64Array, (b, r) =>
          pool.reduce((sum, value, k) => sum + value * (read.weights[r * pool.length + k] as number), b),
        );
        expected.forEach((value, r) => {
          expect(pass.output[r]).toBeCloseTo(value, 10);
        });
        expect(codeEntropy(pass).total).toBeCloseTo(
          codes.reduce((sum, t) => sum + entropyOf(t), 0),
          9,
        );
        const found = pass.codes.find(({ entrants }) => entrants)?.entrants ?? [];
        expect(found).toHaveLength(codes.flat().length);
        [...found].forEach((t, i) => {
          expect(t).toBeCloseTo(codes.flat()[i] as number, 10);
        });
      }
    },
  );

  it('as likely codes are those of all winners, best first', () => {
    const { network, x } = pooled(3);
    const pass = softPass(network, softness(network, { beta: 0.6 }), x);
    const layout = codeLayout(network);
    const found = likelyCodes(network, pass, 300);
    const all = new Uint32Array(found.length * layout.words);
    found.forEach(({ code }, i) => {
      all.set(code, i * layout.words);
    });
    const probabilities = codeProbabilities(layout, pass, all);
    found.forEach(({ code, logProbability }, i) => {
      const settled = code.slice();
      settleContests(layout, settled);
      expect(codesEqual(settled, code)).toBe(true);
      expect(Math.exp(logProbability)).toBeCloseTo(probabilities[i] as number, 12);
      if (i > 0) expect(logProbability).toBeLessThanOrEqual((found[i - 1]?.logProbability as number) + 1e-12);
    });
    expect(new Set(found.map(({ code }) => code.join())).size).toBe(300);
    // Nothing between the listed ones is left out: the likeliest of each window, and the best single changes.
    const windows = pass.codes.flatMap(({ entrants, windows }) =>
      entrants && windows
        ? Array.from({ length: windows.length - 1 }, (_, w) =>
            [...entrants.subarray(windows[w], windows[w + 1])].sort((a, b) => b - a),
          )
        : [],
    );
    const best = windows.reduce((product, t) => product * (t[0] as number), 1);
    const second = Math.max(...windows.map((t) => ((t[1] ?? 0) / (t[0] as number)) * best));
    expect(Math.exp(found[0]?.logProbability as number)).toBeCloseTo(best, 12);
    expect(Math.exp(found[1]?.logProbability as number)).toBeCloseTo(second, 12);
  });

  it('drawn, are as frequent as they are probable', () => {
    const { network, x, random } = pooled(5);
    const pass = softPass(network, softness(network, { beta: 0.7 }), x);
    const layout = codeLayout(network);
    const [likeliest] = likelyCodes(network, pass, 1);
    const draws = 20_000;
    let [hits, active] = [0, 0];
    for (let i = 0; i < draws; i++) {
      const code = drawCode(network, pass, random);
      if (codesEqual(code, likeliest?.code as Uint32Array)) hits++;
      for (const word of code) for (let b = 0; b < 32; b++) active += (word >>> b) & 1;
    }
    const p = Math.exp(likeliest?.logProbability as number);
    expect(layout.words).toBeGreaterThan(0);
    expect(Math.abs(hits / draws - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / draws));
    expect(active / draws).toBeCloseTo(expectedActive(pass), 1);
  });
});

describe('softened networks of graphs', () => {
  const soft = (network: Network, beta: number) => softness(network, { beta });

  it('are their soft map at each input, and have the Jacobian of differences', () => {
    holds(
      fc.property(seeds, fc.constantFrom(0.2, 0.5, 0.75), (seed, beta) => {
        const { network, x } = graphCase(seed);
        const gates = soft(network, beta);
        const pass = softPass(network, gates, x);
        const scale = Math.max(1, ...pass.output.map(Math.abs));
        applyMap(softMap(network, pass), x).forEach((value, r) => {
          expect(Math.abs(value - (pass.output[r] as number)) / scale).toBeLessThan(1e-9);
        });
        const { A, cols } = jacobian(network, pass);
        const numerical = numericalJacobian((at) => softPass(network, gates, at).output, x);
        const size = Math.max(1, ...A.map(Math.abs));
        numerical.forEach((row, r) => {
          row.forEach((value, k) => {
            expect(Math.abs(value - (A[r * cols + k] as number)) / size).toBeLessThan(1e-5);
          });
        });
      }),
      41,
      150,
    );
  });

  it('tend to the hard network as β → 1, and are it at 1', () => {
    holds(
      fc.property(seeds, (seed) => {
        const { network, x } = graphCase(seed);
        const hard = forward(network, x);
        const scale = Math.max(1, ...hard.map(Math.abs));
        for (const [beta, tolerance] of [
          [1 - 1e-7, 1e-4],
          [1, 1e-11],
        ] as const) {
          const { output } = softPass(network, soft(network, beta), x);
          output.forEach((value, r) => {
            expect(Math.abs(value - (hard[r] as number)) / scale).toBeLessThan(tolerance);
          });
        }
        const [code] = likelyCodes(network, softPass(network, soft(network, 1), x), 2);
        expect(codesEqual(code?.code as Uint32Array, splineCode(network, x))).toBe(true);
      }),
      42,
      150,
    );
  });
});
