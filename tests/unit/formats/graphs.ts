import { checkGraph } from '../../../src/core/graph';
import type { CheckedGraph, Graph, GraphNode, Shape } from '../../../src/core/graph/types';
import { seeded } from '../../support/build';

/** Values of all kinds that float64 keeps apart: small and large ones, thirds, −0. */
export function numbers(count: number, seed: number): Float64Array {
  const random = seeded(seed);
  return Float64Array.from({ length: count }, (_, i) => (i % 5 === 4 ? -0 : ((2 * random() - 1) / 3) * 2 ** (i % 4)));
}

/** The last of these nodes is the output. */
export const graph = (name: string, ...nodes: GraphNode[]): Graph => ({
  name,
  nodes,
  output: (nodes.at(-1) as GraphNode).name,
});

const input = (shape: Shape): GraphNode => ({ name: 'x', op: 'input', inputs: [], shape });
const windows = { kernel: [2, 2], strides: [1, 2], pads: [1, 0, 1, 0], channels: 'first' } as const;
const one = { inputs: ['x'] } as const;

/** One graph for each op, and a few more. */
export function everyOp(): Graph[] {
  const picture = input([2, 4, 4]);
  const list = input([3]);
  const on = (node: GraphNode): Graph => graph(node.name, picture, node);
  const two = (op: 'add' | 'subtract' | 'maximum' | 'minimum' | 'multiply' | 'divide'): Graph =>
    graph(
      op,
      list,
      { name: 'c', op: 'constant', inputs: [], shape: [3], values: Float64Array.of(1, 2, -1 / 3) },
      { name: op, op, inputs: ['x', 'c'] },
    );
  const table = { label: 'clip', slopes: [0, 1 / 3, 0], offsets: [-1 / 3, -0, 1 / 3], thresholds: [-1, 1] };
  return [
    graph('dense', list, { name: 'd', op: 'dense', ...one, units: 2, weights: numbers(6, 1), bias: numbers(2, 2) }),
    graph('dense without bias', list, { name: 'd', op: 'dense', ...one, units: 2, weights: numbers(6, 1) }),
    on({
      name: 'conv',
      op: 'conv',
      ...one,
      ...windows,
      filters: 4,
      dilations: [1, 1],
      groups: 2,
      weights: numbers(16, 3),
      bias: numbers(4, 4),
    }),
    on({
      name: 'up',
      op: 'convTranspose',
      ...one,
      ...windows,
      filters: 6,
      dilations: [1, 2],
      groups: 2,
      outputPads: [0, 1],
      weights: numbers(24, 5),
    }),
    on({ name: 'scale', op: 'scale', ...one, shape: [2, 1, 1], factors: numbers(2, 6), offsets: numbers(2, 7) }),
    on({ name: 'scale by a number', op: 'scale', ...one, shape: [], factors: numbers(1, 6), offsets: numbers(1, 7) }),
    on({
      name: 'bn',
      op: 'batchNorm',
      ...one,
      axis: 0,
      gamma: numbers(2, 8),
      beta: numbers(2, 9),
      mean: numbers(2, 10),
      variance: Float64Array.of(0.1, 3),
      epsilon: 1e-5,
    }),
    on({ name: 'average', op: 'averagePool', ...one, ...windows, countPads: true }),
    on({ name: 'mean', op: 'mean', ...one, axes: [1, 2], keep: false }),
    on({ name: 'sum', op: 'sum', ...one, axes: [0], keep: true }),
    on({ name: 'pad', op: 'pad', ...one, before: [0, 1, 1], after: [0, 0, 2], mode: 'constant', value: -1 / 3 }),
    on({ name: 'mirror', op: 'pad', ...one, before: [0, 1, 1], after: [0, 0, 2], mode: 'reflect', value: 0 }),
    on({ name: 'crop', op: 'crop', ...one, starts: [0, 3, 0], sizes: [2, 2, 2], steps: [1, -2, 2] }),
    on({ name: 'resize', op: 'resize', ...one, shape: [2, 8, 6], mode: 'bilinear', coordinates: 'alignCorners' }),
    on({ name: 'reshape', op: 'reshape', ...one, shape: [32] }),
    on({ name: 'transpose', op: 'transpose', ...one, order: [2, 0, 1] }),
    on({ name: 'concat', op: 'concat', inputs: ['x', 'x'], axis: 1 }),
    ...(['add', 'subtract', 'maximum', 'minimum', 'multiply', 'divide'] as const).map(two),
    on({ name: 'relu', op: 'activation', ...one, activation: { name: 'relu' } }),
    on({ name: 'leaky', op: 'activation', ...one, activation: { name: 'leakyRelu', alpha: 1 / 3 } }),
    on({ name: 'swish', op: 'activation', ...one, activation: { name: 'swish', eta: 1.702 } }),
    on({ name: 'clip', op: 'activation', ...one, activation: { name: 'table', table } }),
    on({ name: 'prelu', op: 'prelu', ...one, shape: [2, 1, 1], slopes: numbers(2, 11) }),
    on({ name: 'max', op: 'maxPool', ...one, ...windows, dilations: [2, 1] }),
    on({ name: 'largest', op: 'reduceMax', ...one, axes: [0], keep: false }),
    on({ name: 'least', op: 'reduceMin', ...one, axes: [1], keep: true }),
    on({ name: 'which', op: 'argMax', ...one, axis: 0, keep: false }),
    on({ name: 'elu', op: 'function', ...one, function: 'elu', alpha: 0.7 }),
    on({ name: 'mish', op: 'function', ...one, function: 'mish' }),
    on({ name: 'softmax', op: 'softmax', ...one, axis: 0 }),
    on({ name: 'norm', op: 'layerNorm', ...one, axis: 2, gamma: numbers(4, 12), beta: numbers(4, 13), epsilon: 1e-6 }),
    on({ name: 'attention', op: 'unknown', ...one, type: 'MultiHeadAttention' }),
  ];
}

/** A small residual network for pictures, with a batch norm, a max-pooling and a skip. */
export const residual = (): CheckedGraph => {
  const conv = {
    filters: 2,
    kernel: [3, 3],
    strides: [1, 1],
    pads: [1, 1, 1, 1],
    channels: 'first',
    dilations: [1, 1],
    groups: 1,
  } as const;
  return checkGraph(
    graph(
      'residual',
      input([1, 4, 4]),
      { name: 'conv1', op: 'conv', ...one, ...conv, weights: numbers(18, 21), bias: numbers(2, 22) },
      {
        name: 'bn1',
        op: 'batchNorm',
        inputs: ['conv1'],
        axis: 0,
        gamma: numbers(2, 23),
        beta: numbers(2, 24),
        mean: numbers(2, 25),
        variance: Float64Array.of(0.5, 2),
        epsilon: 1e-5,
      },
      { name: 'relu1', op: 'activation', inputs: ['bn1'], activation: { name: 'relu' } },
      { name: 'conv2', op: 'conv', inputs: ['relu1'], ...conv, weights: numbers(36, 26) },
      { name: 'skip', op: 'add', inputs: ['conv2', 'relu1'] },
      {
        name: 'pool',
        op: 'maxPool',
        inputs: ['skip'],
        kernel: [2, 2],
        strides: [2, 2],
        pads: [0, 0, 0, 0],
        channels: 'first',
        dilations: [1, 1],
      },
      { name: 'flat', op: 'reshape', inputs: ['pool'], shape: [8] },
      { name: 'out', op: 'dense', inputs: ['flat'], units: 3, weights: numbers(24, 27), bias: numbers(3, 28) },
    ),
  );
};
