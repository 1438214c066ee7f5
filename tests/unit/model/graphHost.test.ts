import { memory, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../../src/core/data/dataSet';
import { checkGraph, graphOutput, lowerGraph } from '../../../src/core/graph';
import { trainedNetwork } from '../../../src/core/graph/parameters';
import { createRandom } from '../../../src/core/math/random';
import { forward, type Network, tailNetwork } from '../../../src/core/network';
import { hasContests } from '../../../src/core/network/network';
import { pointInInput, type Slice } from '../../../src/core/slice/slice';
import { gatesOf, type SoftQuantity, softQuantity } from '../../../src/core/soft';
import type { FieldRequest, FieldScalar } from '../../../src/core/training/model';
import { randomGraph } from '../../support/graphs';
import { setupOf, watchedHost } from './watchedHost';

/** Graphs whose chains have layers of every kind, units that pass values on, and contests. */
const SEEDS = [3, 8, 21, 34, 55];

const contestIn = (seed: number): boolean => hasContests(lowerGraph(randomGraph(seed)).layers);
const MANY = Array.from({ length: 60 }, (_, i) => i + 1);
/** Some that pass values on or keep structure, so that their layers are not all dense. */
const WITHOUT_CONTESTS = MANY.filter((seed) => !contestIn(seed))
  .map((seed) => lowerGraph(randomGraph(seed)))
  .filter(({ layers }) => layers.some(({ kind, gated }) => kind === 'program' || gated !== undefined))
  .slice(0, 5);

const random = createRandom(5);
const vector = (size: number): Float64Array => Float64Array.from({ length: size }, () => random.normal());
const sliceOf = (size: number): Slice => ({ origin: vector(size), e1: vector(size), e2: vector(size) });

const requestOf = (slice: Slice, scalar: FieldScalar, layersBefore = 0): FieldRequest => ({
  slice,
  layersBefore,
  scalar,
  from: [-1, -0.5],
  to: [1, 0.75],
  width: 7,
  height: 5,
  generation: 1,
});

/** The field's values beside those of a function of slice coordinates, relative to the largest. */
function expectField(values: Float32Array | undefined, at: (p: number, q: number) => number): void {
  const expected = Array.from({ length: 35 }, (_, i) =>
    at(-1 + (2 * ((i % 7) + 0.5)) / 7, 0.75 - (1.25 * (Math.floor(i / 7) + 0.5)) / 5),
  );
  const scale = Math.max(...expected.map(Math.abs), 0.01);
  expect(values?.length).toBe(35);
  for (const [i, value] of expected.entries())
    expect(Math.abs((values?.[i] as number) - value), `${i}: ${values?.[i]} for ${value}`).toBeLessThan(1e-4 * scale);
}

const points = (inputSize: number, count: number): DataSet => ({
  name: 'points',
  inputSize,
  count,
  inputs: Float32Array.from({ length: count * inputSize }, () => Math.fround(random.normal())),
  task: 'classes',
  targets: Float32Array.from({ length: count }, (_, i) => i % 3),
  classNames: ['a', 'b', 'c'],
  image: null,
});

async function hostOf(network: Network, data: DataSet | null = null) {
  const watched = watchedHost();
  await watched.host.init({ ...setupOf(network, data), initialWeights: null });
  return watched;
}

beforeAll(async () => {
  await setBackend('cpu');
});

describe('a host of a network of a graph', () => {
  it('softens networks that pass values on and that keep structure', () => {
    const layers = WITHOUT_CONTESTS.flatMap((network) => network.layers);
    expect(layers.some(({ gated }) => gated !== undefined)).toBe(true);
    expect(layers.some(({ kind }) => kind === 'program')).toBe(true);
  });

  it('the networks of these tests pass values on, keep structure and have contests', () => {
    const layers = SEEDS.flatMap((seed) => lowerGraph(randomGraph(seed)).layers);
    expect(layers.some(({ kind }) => kind === 'program')).toBe(true);
    expect(layers.some(({ gated }) => gated !== undefined)).toBe(true);
    expect(layers.some(({ contest }) => contest !== undefined)).toBe(true);
  });

  it('agrees with the engine on data', async () => {
    for (const seed of SEEDS) {
      const network = lowerGraph(randomGraph(seed));
      const { host, status, until } = await hostOf(network, points(network.inputSize, 40));
      await until(() => status().engineDifference !== null);
      expect(status().phase).toBe('ready');
      expect(status().engineDifference).toBeLessThan(1e-4);
      host.dispose();
    }
  });

  it('paints outputs and margins as the graph has them', async () => {
    for (const seed of SEEDS) {
      const graph = randomGraph(seed);
      const network = lowerGraph(graph);
      const { host } = await hostOf(network);
      const slice = sliceOf(network.inputSize);
      const output = (p: number, q: number): Float64Array => graphOutput(graph, pointInInput(slice, [p, q]));
      const painted = await host.field(requestOf(slice, { kind: 'output', index: 1 }));
      expectField(painted?.values, (p, q) => output(p, q)[1] as number);
      const margin = await host.field(requestOf(slice, { kind: 'margin' }));
      expectField(margin?.values, (p, q) => {
        const [first, second] = [...output(p, q)].sort((a, b) => b - a) as [number, number];
        return first - second;
      });
      host.dispose();
    }
  });

  it('paints in the activation space of a hidden layer', async () => {
    for (const seed of SEEDS) {
      const network = lowerGraph(randomGraph(seed));
      for (let before = 1; before < network.layers.length; before++) {
        const tail = tailNetwork(network, before + 1);
        const { host } = await hostOf(network);
        const slice = sliceOf(tail.inputSize);
        const painted = await host.field(requestOf(slice, { kind: 'output', index: 2 }, before));
        expectField(painted?.values, (p, q) => forward(tail, pointInInput(slice, [p, q]))[2] as number);
        host.dispose();
      }
    }
  });

  const quantities: readonly SoftQuantity[] = [
    { kind: 'entropy', layer: null, unit: null },
    { kind: 'entropy', layer: 1, unit: 0 },
    { kind: 'likeliest' },
    { kind: 'active' },
    { kind: 'distance' },
    { kind: 'output', index: 0 },
  ];

  it.each(quantities)('paints soft codes as the float64 core has them: $kind', async (quantity) => {
    for (const network of WITHOUT_CONTESTS) {
      const { host } = await hostOf(network);
      const slice = sliceOf(network.inputSize);
      const gates = gatesOf(network, { beta: 0.6, layers: [] });
      const held = network.layers.map((layer) => layer.held ?? null);
      const painted = await host.field(requestOf(slice, { kind: 'soft', quantity, gates, held, codeOutput: null }));
      expectField(painted?.values, softQuantity(network, gates, slice, quantity));
      host.dispose();
    }
  });

  it('says that what has no weights is not trained, and goes on', async () => {
    const nodes = [
      { op: 'input', name: 'x', inputs: [], shape: [3] },
      { op: 'activation', name: 'a', inputs: ['x'], activation: { name: 'abs' } },
      { op: 'maximum', name: 'y', inputs: ['a', 'x'] },
    ] as const;
    const network = lowerGraph(checkGraph({ name: 'no weights', nodes, output: 'y' }));
    const { host, report } = await hostOf(network, points(network.inputSize, 5));
    expect(report().running).toBe(false);
    await expect(host.play()).rejects.toThrow('the network has no weights to train');
    await expect(host.step(1)).rejects.toThrow('the network has no weights to train');
    const field = await host.field(requestOf(sliceOf(network.inputSize), { kind: 'output', index: 0 }));
    expect(field?.values.every(Number.isFinite)).toBe(true);
  });

  it('trains what has weights, and paints with those', async () => {
    for (const seed of SEEDS) {
      const network = lowerGraph(randomGraph(seed));
      const { host, report } = await hostOf(network, points(network.inputSize, 40));
      const before = report().loss as number;
      await host.step(30);
      expect(report().loss).toBeLessThan(before);
      const trained = trainedNetwork(network, report().weights);
      const slice = sliceOf(network.inputSize);
      for (const layersBefore of [0, 1]) {
        const tail = tailNetwork(trained, layersBefore + 1);
        const own = sliceOf(tail.inputSize);
        const at = layersBefore === 0 ? slice : own;
        const field = await host.field(requestOf(at, { kind: 'output', index: 0 }, layersBefore));
        expectField(field?.values, (p, q) => forward(tail, pointInInput(at, [p, q]))[0] as number);
      }
      host.dispose();
    }
  });

  it('gives the gradient of a loss at an input', async () => {
    for (const seed of SEEDS) {
      const graph = randomGraph(seed);
      const network = lowerGraph(graph);
      const { host } = await hostOf(network);
      const x = Float32Array.from(vector(network.inputSize));
      const gradient = await host.gradient({ input: x, target: 1 });
      const loss = (at: Float64Array): number => {
        const output = [...graphOutput(graph, at)];
        const most = Math.max(...output);
        return Math.log(output.reduce((sum, o) => sum + Math.exp(o - most), 0)) + most - (output[1] as number);
      };
      const step = 1e-6;
      for (let i = 0; i < x.length; i++) {
        const [up, down] = [step, -step].map((d) =>
          loss(Float64Array.from(x, (value, k) => (k === i ? value + d : value))),
        ) as [number, number];
        expect(gradient?.[i]).toBeCloseTo((up - down) / (2 * step), 3);
      }
      host.dispose();
    }
  });

  it('leaves no tensors behind', async () => {
    const before = memory().numTensors;
    const network = WITHOUT_CONTESTS[0] as Network;
    const { host } = await hostOf(network);
    const slice = sliceOf(network.inputSize);
    await host.field(requestOf(slice, { kind: 'output', index: 0 }));
    const gates = gatesOf(network, { beta: 0.6, layers: [] });
    const held = network.layers.map((layer) => layer.held ?? null);
    await host.field(requestOf(slice, { kind: 'soft', quantity: { kind: 'distance' }, gates, held, codeOutput: null }));
    host.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
