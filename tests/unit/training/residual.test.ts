import { setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../../src/core/data/dataSet';
import { checkGraph, type Graph, type GraphNode, graphOutput, lowerGraph } from '../../../src/core/graph';
import {
  drawnParameters,
  flatParameters,
  graphParameters,
  trainableWeights,
  trainedNetwork,
  withParameters,
} from '../../../src/core/graph/parameters';
import { residualGraph } from '../../../src/core/graph/residual';
import { forward } from '../../../src/core/network';
import { faceCount, partition } from '../../../src/core/partition';
import { certify } from '../../../src/core/partition/certificate';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { loadScene } from '../../../src/state/scenes';
import { setupOf, watchedHost } from '../model/watchedHost';

beforeAll(async () => {
  await setBackend('cpu');
});

const regression = (inputs: readonly number[], targets: readonly number[]): DataSet => ({
  name: 'by hand',
  inputSize: 2,
  count: targets.length,
  inputs: Float32Array.from(inputs),
  task: 'regression',
  targets: Float32Array.from(targets),
  classNames: [],
  image: null,
});

/** h = ReLU(W x + b), y = v · (h + ReLU(U h + c)) + d, with two units. */
const residual = (parameters: readonly number[]): Graph => {
  const graph = residualGraph({ name: 'small', inputs: 2, width: 2, blocks: 1, outputs: 1, seed: 1, bias: 0 });
  return { ...graph, nodes: withParameters(graph.nodes, graphParameters(graph), parameters) };
};

describe('one step of gradient descent on a residual network', () => {
  it('is the one by hand', async () => {
    // W = (1 2; −1 1), b = (½, 1); U = (1 −1; ½ 1), c = (1, −2); v = (1, −1), d = ½.
    const first = [1, 2, -1, 1, 0.5, 1, 1, -1, 0.5, 1, 1, -2, 1, -1, 0.5];
    const network = lowerGraph(checkGraph(residual(first)));
    const { host, report } = watchedHost();
    const training = { optimizer: 'sgd', learningRate: 0.125, batchSize: 1, l2: 0, beta: 'off' } as const;
    await host.init({ ...setupOf(network, regression([1, 0.5], [0.5])), training });
    // x = (1, ½): h = ReLU(2.5, 0.5) = (2.5, 0.5); U h + c = (3, −0.25), ReLU (3, 0); sum (5.5, 0.5); y = 5.5 − 0.5 + 0.5.
    expect(graphOutput(checkGraph(residual(first)), [1, 0.5])[0]).toBe(5.5);
    // Loss (5.5 − 0.5)² = 25, dy = 2 · 5 = 10.
    expect(report().loss).toBeCloseTo(25, 5);
    // dv = 10 (5.5, 0.5), dd = 10; d sum = 10 (1, −1) = (10, −10); through the ReLU: (10, 0).
    // dU = (10; 0) h = (25 5; 0 0), dc = (10, 0); dh = (10, −10) + Uᵀ(10, 0) = (20, −20).
    // dW = (20; −20) x = (20 10; −20 −10), db = (20, −20).
    const gradient = [20, 10, -20, -10, 20, -20, 25, 5, 0, 0, 10, 0, 55, 5, 10];
    await host.step(1);
    expect([...report().weights]).toEqual(first.map((w, i) => w - 0.125 * (gradient[i] as number)));
  });

  it('draws all weights but no bias to 0 by L2', async () => {
    const first = [1, 2, -1, 1, 0.5, 1, 1, -1, 0.5, 1, 1, -2, 1, -1, 0.5];
    const weights = [0, 1, 2, 3, 6, 7, 8, 9, 12, 13];
    const network = lowerGraph(checkGraph(residual(first)));
    const { host, report } = watchedHost();
    const training = { optimizer: 'sgd', learningRate: 0.125, batchSize: 1, l2: 0.5, beta: 'off' } as const;
    // Where the target is the output there is no other gradient.
    await host.init({ ...setupOf(network, regression([1, 0.5], [5.5])), training });
    const squares = weights.reduce((total, at) => total + (first[at] as number) ** 2, 0);
    expect(report().loss).toBeCloseTo(squares / 4, 5);
    await host.step(1);
    expect([...report().weights]).toEqual(first.map((w, i) => (weights.includes(i) ? w - 0.125 * 0.5 * w : w)));
  });
});

describe('the residual scene', () => {
  it('learns its spirals, and its partition is exact then', async () => {
    const { network, data, initial } = await loadScene('residual');
    if (!data) throw new Error('there are no data');
    const { host, report } = watchedHost();
    await host.init({ ...setupOf(network, data), training: initial.training });
    const before = report().loss as number;
    await host.step(900);
    expect(report().loss).toBeLessThan(before / 10);
    expect(report().accuracy).toBeGreaterThan(0.98);
    const trained = trainedNetwork(network, report().weights);
    const complex = partition(trained, axisSlice(2), square(1.1));
    expect(certify(trained, axisSlice(2), square(1.1), complex)).toMatchObject({ euler: 1, codeMismatches: 0 });
    expect(faceCount(complex)).not.toBe(faceCount(partition(network, axisSlice(2), square(1.1))));
  });
});

describe('weights of a graph', () => {
  it('come from a seed: the same ones, of the variance that is said', () => {
    const spec = { name: 'wide', inputs: 50, width: 200, blocks: 1, outputs: 3, bias: 0.25 };
    const [one, again, other] = [1, 1, 2].map((seed) => residualGraph({ ...spec, seed }));
    const flat = (graph = one): Float32Array => flatParameters(graphParameters(graph as Graph));
    expect(flat(again)).toEqual(flat());
    expect(flat(other)).not.toEqual(flat());
    const spread = (name: string): number => {
      const { weights } = (one as Graph).nodes.find((node) => node.name === name) as Extract<
        GraphNode,
        { op: 'dense' }
      >;
      return weights.reduce((total, w) => total + w * w, 0) / weights.length;
    };
    expect(spread('stem')).toBeCloseTo(2 / 50, 2);
    expect(spread('block 1')).toBeCloseTo(2 / 200, 3);
    expect(spread('read-out')).toBeCloseTo(2 / 203, 2);
    const biases = graphParameters(one as Graph).filter(({ key }) => key === 'bias');
    for (const { node, values } of biases) {
      const most = values.reduce((largest, b) => Math.max(largest, Math.abs(b)), 0);
      if (node === 'read-out') expect(most).toBe(0);
      else expect(most).toBeGreaterThan(0.2);
      expect(most).toBeLessThanOrEqual(0.25);
    }
  });

  it('are put into a graph and read back as they were', () => {
    const graph = residualGraph({ name: 'r', inputs: 2, width: 5, blocks: 2, outputs: 2, seed: 3, bias: 0.4 });
    const network = lowerGraph(graph);
    const flat = drawnParameters(graph, { seed: 9, bias: 0.1 });
    const trained = trainedNetwork(network, flat);
    expect(trainableWeights(trained)).toEqual(flat);
    const whole = checkGraph(trained.graph as Graph);
    for (const x of [
      [0.3, -1],
      [-2, 0.7],
    ]) {
      const expected = graphOutput(whole, x);
      for (const [i, value] of forward(trained, x).entries()) expect(value).toBeCloseTo(expected[i] as number, 12);
    }
    expect(trainedNetwork(network, trainableWeights(network))).toBe(network);
    expect(() => trainedNetwork(network, flat.subarray(1))).toThrow(`${flat.length - 1} values, the network has`);
  });
});
