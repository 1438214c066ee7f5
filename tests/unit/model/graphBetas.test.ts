/** β in the training of graphs: against the core's soft pass of the layers that they are lowered to, and its differences. */
import { fileURLToPath } from 'node:url';
import { setBackend, tensor2d, tidy } from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckedGraph, checkGraph, type GraphNode, lowerGraph } from '../../../src/core/graph';
import { flatParameters, graphParameters, trainedNetwork, withParameters } from '../../../src/core/graph/parameters';
import { isExact, roleOf } from '../../../src/core/graph/roles';
import { createRandom } from '../../../src/core/math/random';
import type { Network } from '../../../src/core/network';
import { betaOf, etaOf, softPass } from '../../../src/core/soft';
import { gatedLayers, type TrainedBetas, trainedGates } from '../../../src/core/training/trainedBetas';
import { graphTrainable } from '../../../src/model/graphTrainable';
import { registerWasmGradients } from '../../../src/model/wasmGradients';
import { randomGraph } from '../../support/graphs';
import { OP_GRAPHS } from '../../support/opGraphs';
import { setupOf, watchedHost } from './watchedHost';

/** The graphs of single ops that have pieces. */
const GATED = [...OP_GRAPHS].filter(
  ([, { nodes }]) =>
    nodes.every((node) => isExact(roleOf(node))) &&
    nodes.some((node) => roleOf(node) === 'piecewise linear' || roleOf(node) === 'soft'),
);

const INPUTS = 3;

beforeAll(async () => {
  setWasmPaths(fileURLToPath(new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)));
  registerWasmGradients();
  await setBackend('cpu');
});
afterAll(async () => {
  await setBackend('cpu');
});

/** With parameters that are float32 values, as the model has them. */
function rounded(graph: CheckedGraph): Network {
  const parameters = graphParameters(graph);
  return lowerGraph(
    checkGraph({ ...graph, nodes: withParameters(graph.nodes, parameters, flatParameters(parameters)) }),
  );
}

const betasOf = (network: Network, beta: (i: number) => number): TrainedBetas => {
  const values: (number | null)[] = network.layers.map(() => null);
  gatedLayers(network).forEach((layer, i) => {
    values[layer - 1] = beta(i);
  });
  return { id: 1, learn: 'none', values };
};

/** Largest difference of the model's outputs and the core's soft pass, relative to the largest output. */
function difference(network: Network, betas: TrainedBetas): number {
  const random = createRandom(9);
  const inputs = Float32Array.from({ length: INPUTS * network.inputSize }, () => 2 * random.normal());
  const trainable = graphTrainable(network);
  const flat = flatParameters(graphParameters(network.graph as CheckedGraph));
  const etas = betas.values.map((beta) => (beta === null ? null : etaOf(beta)));
  const found = tidy(() => {
    // What is not trained at all has no vector to cut parts from.
    const parts = flat.length > 0 ? trainable.parts(tensor2d(flat, [1, flat.length]).flatten()) : [];
    return trainable.outputs(parts, etas, tensor2d(inputs, [INPUTS, network.inputSize])).dataSync();
  });
  trainable.dispose();
  const gates = trainedGates(network, betas);
  const { codeOutput: _, ...plain } = network;
  const expected = Array.from({ length: INPUTS }, (_, i) => [
    ...softPass(plain, gates, inputs.subarray(i * network.inputSize, (i + 1) * network.inputSize)).output,
  ]).flat();
  expect(found.length).toBe(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - (found[i] as number)))) / scale;
}

describe('a graph under β', () => {
  it.each(GATED)('is the core’s soft pass on cpu and wasm: %s', async (_, graph) => {
    const network = rounded(graph);
    expect(gatedLayers(network).length).toBeGreaterThan(0);
    for (const backend of ['cpu', 'wasm']) {
      await setBackend(backend);
      for (const beta of [0, 0.3, 0.5, 0.9, 1]) {
        // A step is where rounding decides: only continuous pieces are compared at β = 1.
        if (beta === 1 && graph.nodes.some((node) => roleOf(node) === 'soft')) continue;
        expect(
          difference(
            network,
            betasOf(network, () => beta),
          ),
          `β ${beta} on ${backend}`,
        ).toBeLessThan(1e-5);
      }
    }
    await setBackend('cpu');
  });

  it('has a β of its own for each layer, in random graphs', () => {
    let many = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const network = rounded(randomGraph(seed));
      many += Number(gatedLayers(network).length > 1);
      expect(
        difference(
          network,
          betasOf(network, (i) => 0.25 + 0.5 * ((i * 0.37) % 1)),
        ),
        `graph ${seed}`,
      ).toBeLessThan(1e-5);
    }
    expect(many).toBeGreaterThan(10);
  });
});

const random = createRandom(3);
const some = (size: number): Float64Array =>
  Float64Array.from({ length: size }, () => Math.fround(0.7 * random.normal()));

/** A convolution, a PReLU, pooling whose windows overlap and stick out, a residual sum, a minimum, and an abs. */
function mixed(): Network {
  const windows = { channels: 'first', dilations: [1, 1], strides: [1, 1] } as const;
  const nodes: GraphNode[] = [
    { op: 'input', name: 'x', inputs: [], shape: [1, 4, 4] },
    {
      op: 'conv',
      name: 'conv',
      inputs: ['x'],
      ...windows,
      filters: 2,
      groups: 1,
      kernel: [3, 3],
      pads: [1, 1, 1, 1],
      weights: some(18),
      bias: some(2),
    },
    { op: 'prelu', name: 'prelu', inputs: ['conv'], shape: [2, 1, 1], slopes: Float64Array.of(0.25, -0.5) },
    { op: 'maxPool', name: 'pool', inputs: ['prelu'], ...windows, kernel: [3, 3], pads: [1, 1, 1, 1] },
    { op: 'add', name: 'sum', inputs: ['conv', 'pool'] },
    { op: 'minimum', name: 'least', inputs: ['sum', 'prelu'] },
    { op: 'reshape', name: 'flat', inputs: ['least'], shape: [32] },
    { op: 'dense', name: 'hidden', inputs: ['flat'], units: 3, weights: some(96), bias: some(3) },
    { op: 'activation', name: 'abs', inputs: ['hidden'], activation: { name: 'abs' } },
    { op: 'dense', name: 'read', inputs: ['abs'], units: 1, weights: some(3), bias: some(1) },
  ];
  return lowerGraph(checkGraph({ name: 'mixed', nodes, output: 'read' }));
}

const data = {
  name: 'points',
  inputSize: 16,
  count: 5,
  inputs: Float32Array.from(some(80)),
  task: 'regression',
  targets: Float32Array.from(some(5)),
  classNames: [],
  image: null,
} as const;

/** The mean squared error of the softened network, in float64, by the core. */
function lossOf(network: Network, betas: TrainedBetas): number {
  const gates = trainedGates(network, betas);
  let sum = 0;
  for (let i = 0; i < data.count; i++)
    sum +=
      ((softPass(network, gates, data.inputs.subarray(16 * i, 16 * i + 16)).output[0] as number) -
        (data.targets[i] as number)) **
      2;
  return sum / data.count;
}

describe('β of a graph in training', () => {
  it.each(['one', 'layers'] as const)('a step goes against the gradient of the core’s loss: %s', async (learn) => {
    const network = mixed();
    const gated = gatedLayers(network);
    expect(gated.length).toBe(4);
    expect(network.layers.filter(({ contest }) => contest).length).toBeGreaterThan(1);
    const own = betasOf(network, (i) => (learn === 'one' ? 0.6 : ([0.6, 0.4, 0.7, 0.5][i] as number)));
    const rate = 1e-3;
    const training = { optimizer: 'sgd', learningRate: rate, batchSize: data.count, l2: 0, beta: 'global' } as const;
    const { host, report, status, until } = watchedHost();
    const setup = { ...setupOf(network, { ...data, classNames: null } as never), training };
    await host.init({ ...setup, betas: { ...own, learn } });
    const before = report();
    expect(before.loss).toBeCloseTo(lossOf(network, before.betas), 5);
    await until(() => status().engineDifference !== null);
    expect(status().engineDifference).toBeLessThan(1e-5);
    await host.step(1);
    const after = report();
    const rhoOf = (beta: number): number => Math.log(etaOf(beta));
    const step = 1e-5;
    const slope = (at: (by: number) => number): number => (at(step) - at(-step)) / (2 * step);
    const rho = gated.map((layer) => rhoOf(before.betas.values[layer - 1] as number));
    gated.forEach((layer, l) => {
      const exact = slope((by) => {
        const moved = rho.map((r, k) => betaOf(Math.exp(learn === 'one' || k === l ? r + by : r)));
        return lossOf(
          network,
          betasOf(network, (i) => moved[i] as number),
        );
      });
      expect(Math.abs(exact)).toBeGreaterThan(1e-4);
      const taken = (rho[l] as number) - rhoOf(after.betas.values[layer - 1] as number);
      expect(taken / rate / exact, `β of layer ${layer}`).toBeCloseTo(1, 2);
    });
    const weights = Float64Array.from(before.weights);
    const exact = weights.map((_, k) =>
      slope((by) =>
        lossOf(
          trainedNetwork(
            network,
            weights.map((w, i) => (i === k ? w + by : w)),
          ),
          before.betas,
        ),
      ),
    );
    const scale = Math.max(...exact.map(Math.abs));
    for (const [k, value] of exact.entries())
      expect(
        Math.abs(((weights[k] as number) - (after.weights[k] as number)) / rate - value),
        `weight ${k}`,
      ).toBeLessThan(2e-3 * scale);
    host.dispose();
  });

  it('that is learned lowers the loss further than β that stays, and later rounds of a contest have none', async () => {
    const network = mixed();
    const lossAfter = async (learn: TrainedBetas['learn']): Promise<number> => {
      const { host, report } = watchedHost();
      await host.init({
        ...setupOf(network, { ...data, classNames: null } as never, 3e-3),
        betas: { ...betasOf(network, () => 0.5), learn },
      });
      await host.step(60);
      host.dispose();
      const { values } = report().betas;
      expect(values.filter((beta) => beta !== null)).toHaveLength(4);
      if (learn !== 'none') expect(values.some((beta) => beta !== null && Math.abs(beta - 0.5) > 0.01)).toBe(true);
      return report().loss as number;
    };
    expect(await lossAfter('layers')).toBeLessThan(await lossAfter('none'));
  });
});
