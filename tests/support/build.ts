import { readFileSync } from 'node:fs';
import { type ActivationSpec, type DenseLayer, denseNetwork, type Network } from '../../src/core/network';
import type { Polygon, Slice } from '../../src/core/slice/slice';

const RELU: ActivationSpec = { name: 'relu' };

/** A dense layer from rows of weights (outputs × inputs) and a bias (zeros by default). */
export function dense(
  rows: readonly (readonly number[])[],
  bias: readonly number[] = rows.map(() => 0),
  activation: ActivationSpec = RELU,
): DenseLayer {
  return {
    kind: 'dense',
    inputSize: (rows[0] as readonly number[]).length,
    outputSize: rows.length,
    weights: Float64Array.from(rows.flat()),
    bias: Float64Array.from(bias),
    activation,
  };
}

/** A read-out that sums its inputs, for networks whose partition alone matters. */
export const sumReadout = (inputs: number): DenseLayer =>
  dense([Array.from({ length: inputs }, () => 1)], [0], { name: 'identity' });

/** One hidden layer (rows w, bias b) and a summing read-out. */
export function arrangement(
  rows: readonly (readonly number[])[],
  bias?: readonly number[],
  activation: ActivationSpec = RELU,
): Network {
  return denseNetwork('arrangement', [dense(rows, bias, activation), sumReadout(rows.length)]);
}

/** The tent map x ↦ 1 − |2x − 1| on [0, 1], `depth` times over: 2^depth pieces with kinks at k/2^depth. */
export function tentNetwork(depth: number): Network {
  const layers = Array.from({ length: depth }, (_, i) =>
    i === 0
      ? dense([[2], [2]], [0, -1])
      : dense(
          [
            [2, -4],
            [2, -4],
          ],
          [0, -1],
        ),
  );
  return denseNetwork(`tent ${depth}`, [...layers, dense([[1, -2]], [0], { name: 'identity' })]);
}

/** A mulberry32 stream of numbers in [0, 1): tests that draw weights in bulk say their seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A network of full float64 weights, uniform in ±√(6/inputs), biases in ±0.5·`biasScale`. */
export function seededNetwork(
  widths: readonly number[],
  seed: number,
  activation: ActivationSpec = RELU,
  biasScale = 1,
): Network {
  const random = seeded(seed);
  const layers = widths.slice(1).map((outputs, i) => {
    const inputs = widths[i] as number;
    const reach = Math.sqrt(6 / inputs);
    const rows = Array.from({ length: outputs }, () =>
      Array.from({ length: inputs }, () => (2 * random() - 1) * reach),
    );
    const bias = rows.map(() => (random() - 0.5) * biasScale);
    return dense(rows, bias, i === widths.length - 2 ? { name: 'identity' } : activation);
  });
  return denseNetwork(`seeded ${widths.join('-')} #${seed}`, layers);
}

interface FixtureFile {
  readonly name: string;
  readonly layers: readonly { readonly W: number[][]; readonly b: number[] }[];
  readonly slice: { readonly origin: number[]; readonly u: number[]; readonly v: number[] };
  readonly domain: readonly [number, number][];
}

/** A network of tests/fixtures with the slice and the domain that its counts are known for. */
export function fixture(name: string): { network: Network; slice: Slice; domain: Polygon } {
  const path = new URL(`../fixtures/${name}.json`, import.meta.url);
  const file = JSON.parse(readFileSync(path, 'utf8')) as FixtureFile;
  const last = file.layers.length - 1;
  const layers = file.layers.map(({ W, b }, i) => dense(W, b, { name: i === last ? 'identity' : 'relu' }));
  const { origin, u, v } = file.slice;
  const slice = { origin: Float64Array.from(origin), e1: Float64Array.from(u), e2: Float64Array.from(v) };
  return { network: denseNetwork(file.name, layers), slice, domain: file.domain };
}

/** A regular k-gon around `centre`, counter-clockwise. */
export function regularPolygon(k: number, radius = 1, centre: readonly [number, number] = [0, 0]): Polygon {
  return Array.from({ length: k }, (_, i) => {
    const angle = (2 * Math.PI * i) / k;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)] as const;
  });
}
