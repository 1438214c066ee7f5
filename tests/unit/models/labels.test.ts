import {
  add,
  batchNorm,
  conv2d,
  matMul,
  maxPool,
  relu,
  setBackend,
  type Tensor,
  type Tensor3D,
  tensor,
  tidy,
} from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CheckedGraph, type GraphNode, type GraphOp, graphOutput } from '../../../src/core/graph';
import { agreement } from '../../support/onnxRuntime';
import { bestOf, disagreement, modelFile, modelGraph, type RealInputs, realInputs } from './models';

/** What the model names each of its inputs, and what they are labelled. */
function named(graph: CheckedGraph, { points, labels, classNames }: RealInputs, count = labels.length) {
  const found = points.slice(0, count).map((point) => classNames[bestOf(graphOutput(graph, point))]);
  return { found, labels: labels.slice(0, count) };
}

describe('real inputs get the names that they are labelled with', () => {
  test('texts: their language', async () => {
    const { found, labels } = named(await modelGraph('languages'), realInputs('languages'));
    expect(labels.length).toBeGreaterThanOrEqual(8);
    expect(found).toEqual(labels);
  });

  test('digits', async () => {
    const { found, labels } = named(await modelGraph('digits-cnn'), realInputs('digits-cnn'));
    expect(labels.join('')).toBe('0123456789');
    expect(found).toEqual(labels);
  });

  test('drawn symbols, and onnxruntime agrees node by node', async () => {
    const inputs = realInputs('symbols');
    const { found, labels } = named(await modelGraph('symbols'), inputs, 2);
    expect(labels).toEqual(['∈', '∞']);
    expect(found).toEqual(labels);
    const point = Array.from(inputs.points[2] as Float64Array);
    const { nodes, worst } = await agreement(modelFile('symbols', 'model.onnx'), [1, 1, 224, 224], point);
    expect(nodes).toBeGreaterThan(80);
    expect(worst).toBeLessThan(1e-4);
  });
});

const nodeOf = <Op extends GraphOp>(graph: CheckedGraph, name: string, op: Op) => {
  const node = graph.nodes.find((candidate) => candidate.name === name);
  if (node?.op !== op) throw new Error(`${name} is no ${op}`);
  return node as Extract<GraphNode, { op: Op }>;
};

/** The CNN's scores by tfjs, from the graph's parameters alone. */
function tfjsScores(graph: CheckedGraph, picture: Float64Array): Float64Array {
  const floats = (values: Float64Array): Float32Array => Float32Array.from(values);
  const block = (n: number, x: Tensor3D): Tensor3D => {
    const { weights, filters } = nodeOf(graph, `conv${n}`, 'conv');
    const inputs = x.shape[2];
    const kernel = tensor(floats(weights), [filters, inputs, 3, 3]).transpose<Tensor<never>>([2, 3, 1, 0]);
    const { mean, variance, beta, gamma, epsilon } = nodeOf(graph, `norm${n}`, 'batchNorm');
    const convolved = conv2d(x, kernel, 1, 'same');
    const [m, v, b, g] = [mean, variance, beta, gamma].map((values) => tensor(floats(values))) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    return relu(batchNorm(convolved, m as never, v as never, b as never, g as never, epsilon));
  };
  const scores = tidy(() => {
    const first = maxPool(block(1, tensor(floats(picture), [28, 28, 1])), 2, 2, 'valid');
    const second = maxPool(add<Tensor3D>(first, block(2, first)), 2, 2, 'valid');
    const { weights, bias, units } = nodeOf(graph, 'scores', 'dense');
    const product = matMul(second.reshape([1, -1]), tensor(floats(weights), [units, second.size]), false, true);
    return product.add(tensor(floats(bias as Float64Array)));
  });
  return Float64Array.from(scores.dataSync());
}

describe('the CNN for digits', () => {
  let graph: CheckedGraph;
  beforeAll(async () => {
    await setBackend('cpu');
    graph = await modelGraph('digits-cnn');
  });

  test('has filters, batch norm, max-pooling and a skip, all in float32', () => {
    const ops = graph.nodes.map(({ op }) => op);
    for (const op of ['conv', 'batchNorm', 'maxPool', 'add', 'dense'] as const) expect(ops).toContain(op);
    expect(nodeOf(graph, 'conv1', 'conv').filters).toBeGreaterThanOrEqual(8);
    for (const node of graph.nodes)
      for (const values of Object.values(node) as unknown[])
        if (values instanceof Float64Array) expect(values).toEqual(Float64Array.from(values, Math.fround));
  });

  test('gives the scores of tfjs', () => {
    for (const point of realInputs('digits-cnn').points)
      expect(disagreement(graphOutput(graph, point), tfjsScores(graph, point))).toBeLessThan(1e-4);
  });
});
