/** One small graph for each op and each of its attributes, by name: what every way of computing graphs is tested on. */
import { type CheckedGraph, checkGraph, type GraphNode, type Shape, sizeOf } from '../../src/core/graph';
import { type Built, some, WINDOW_CASES } from './opWindows';

const positive = (size: number): Float64Array => some(size).map((v) => v * v + 0.2);

/** A node of one input, on a shape. */
const one = (shape: Shape, node: Record<string, unknown>): Built => [
  shape,
  { name: 'y', inputs: ['x'], ...node } as unknown as GraphNode,
];

/** A second value beside the input. */
const beside = (shape: Shape, other: GraphNode, node: Record<string, unknown>): Built => [
  shape,
  other,
  { name: 'y', inputs: ['x', other.name], ...node } as unknown as GraphNode,
];
const abs = (name: string): GraphNode => ({ op: 'activation', name, inputs: ['x'], activation: { name: 'abs' } });
const constant = (shape: Shape): GraphNode => ({
  op: 'constant',
  name: 'c',
  inputs: [],
  shape,
  values: some(sizeOf(shape)),
});
const summed: GraphNode = { op: 'sum', name: 's', inputs: ['x'], axes: [0, 1], keep: false };

const table = { label: 'three', slopes: [0.1, 1, -0.5], offsets: [0, 0, 1.5], thresholds: [0, 1] };

const activations: Record<string, Built> = Object.fromEntries(
  [
    { name: 'identity' },
    { name: 'relu' },
    { name: 'leakyRelu', alpha: 0.3 },
    { name: 'leakyRelu' },
    { name: 'abs' },
    { name: 'hardTanh' },
    { name: 'relu6' },
    { name: 'table', table },
    { name: 'gelu' },
    { name: 'swish', eta: 1.5 },
    { name: 'softplus', eta: 2 },
    { name: 'sigmoid' },
    { name: 'tanh' },
  ].map((activation, i) => [`activation ${activation.name} ${i}`, one([3, 4], { op: 'activation', activation })]),
);

const functions: Record<string, Built> = Object.fromEntries(
  ['elu', 'exp', 'erf', 'square', 'mish', 'hardSwish', 'softsign', 'selu'].map((name) => [
    `function ${name}`,
    one([12], { op: 'function', function: name, ...(name === 'elu' ? { alpha: 0.7 } : {}) }),
  ]),
);

/** Of positive numbers. */
const positiveFunctions: Record<string, Built> = Object.fromEntries(
  ['log', 'sqrt', 'reciprocal'].map((name) => [
    `function ${name}`,
    [
      [6],
      abs('a'),
      { op: 'scale', name: 'p', inputs: ['a'], shape: [1], factors: Float64Array.of(1), offsets: Float64Array.of(0.5) },
      { op: 'function', name: 'y', inputs: ['p'], function: name } as GraphNode,
    ] as Built,
  ]),
);

const CASES: Record<string, Built> = {
  dense: one([5], { op: 'dense', units: 3, weights: some(15), bias: some(3) }),
  'dense on the last axis, without bias': one([2, 3, 4], { op: 'dense', units: 2, weights: some(8) }),
  ...WINDOW_CASES,
  'scale, a number': one([2, 3], { op: 'scale', shape: [1], factors: some(1), offsets: some(1) }),
  'scale, a row': one([2, 3], { op: 'scale', shape: [3], factors: some(3), offsets: some(3) }),
  'scale, a column': one([2, 3], { op: 'scale', shape: [2, 1], factors: some(2), offsets: some(2) }),
  'batchNorm, channels first': one([3, 2, 2], {
    op: 'batchNorm',
    axis: 0,
    gamma: some(3),
    beta: some(3),
    mean: some(3),
    variance: positive(3),
    epsilon: 1e-3,
  }),
  'batchNorm, channels last': one([2, 2, 3], {
    op: 'batchNorm',
    axis: 2,
    gamma: some(3),
    beta: some(3),
    mean: some(3),
    variance: positive(3),
    epsilon: 1e-5,
  }),
  mean: one([2, 3, 4], { op: 'mean', axes: [1, 2], keep: false }),
  'mean, kept': one([2, 3, 4], { op: 'mean', axes: [0], keep: true }),
  sum: one([2, 3, 4], { op: 'sum', axes: [0, 2], keep: false }),
  'pad, constant': one([2, 3], { op: 'pad', before: [1, 0], after: [2, 1], mode: 'constant', value: 0.7 }),
  'pad, reflect': one([3, 4], { op: 'pad', before: [2, 1], after: [1, 3], mode: 'reflect', value: 0 }),
  'pad, edge': one([2, 2, 3], { op: 'pad', before: [2, 0, 1], after: [0, 1, 4], mode: 'edge', value: 0 }),
  crop: one([4, 5], { op: 'crop', starts: [1, 0], sizes: [2, 4], steps: [1, 1] }),
  'crop, steps': one([6, 5, 2], { op: 'crop', starts: [5, 0, 0], sizes: [3, 3, 2], steps: [-2, 2, 1] }),
  ...Object.fromEntries(
    (['nearest', 'bilinear'] as const).flatMap((mode) =>
      (['halfPixel', 'alignCorners', 'asymmetric'] as const).flatMap((coordinates) => [
        [`resize up, ${mode} ${coordinates}`, one([3, 4, 2], { op: 'resize', shape: [6, 7, 2], mode, coordinates })],
        [`resize down, ${mode} ${coordinates}`, one([2, 7, 5], { op: 'resize', shape: [2, 3, 4], mode, coordinates })],
      ]),
    ),
  ),
  reshape: one([2, 3, 4], { op: 'reshape', shape: [4, 6] }),
  transpose: one([2, 3, 4], { op: 'transpose', order: [2, 0, 1] }),
  concat: beside([2, 3], abs('a'), { op: 'concat', axis: 1 }),
  'concat with a constant': beside([2, 3], constant([1, 3]), { op: 'concat', axis: 0 }),
  'concat of one': one([4], { op: 'concat', axis: 0 }),
  add: beside([2, 3], abs('a'), { op: 'add' }),
  'add of one': one([4], { op: 'add' }),
  'add of three, one twice': [[3], abs('a'), { op: 'add', name: 'y', inputs: ['x', 'a', 'x'] }],
  'add, broadcast from fewer axes': beside([2, 3, 2], { ...summed }, { op: 'add' }),
  'subtract a constant': beside([2, 3], constant([3]), { op: 'subtract' }),
  'subtract, broadcast both ways': beside([2, 1], constant([1, 3]), { op: 'subtract' }),
  maximum: beside([2, 3], constant([2, 3]), { op: 'maximum' }),
  'maximum of three': [[4], abs('a'), constant([1]), { op: 'maximum', name: 'y', inputs: ['x', 'a', 'c'] }],
  minimum: beside([2, 3], constant([2, 1]), { op: 'minimum' }),
  multiply: beside([2, 3], abs('a'), { op: 'multiply' }),
  divide: [
    [2, 3],
    abs('a'),
    { op: 'scale', name: 'p', inputs: ['a'], shape: [1], factors: Float64Array.of(1), offsets: Float64Array.of(0.5) },
    { op: 'divide', name: 'y', inputs: ['x', 'p'] },
  ],
  ...activations,
  'prelu, one slope a channel': one([3, 2, 2], { op: 'prelu', shape: [3, 1, 1], slopes: some(3) }),
  'prelu, one slope': one([5], { op: 'prelu', shape: [1], slopes: some(1) }),
  reduceMax: one([2, 3, 4], { op: 'reduceMax', axes: [1], keep: false }),
  reduceMin: one([2, 3, 4], { op: 'reduceMin', axes: [0, 2], keep: true }),
  argMax: one([3, 4], { op: 'argMax', axis: 0, keep: false }),
  'argMax, kept': one([3, 4], { op: 'argMax', axis: 1, keep: true }),
  ...functions,
  ...positiveFunctions,
  softmax: one([3, 4], { op: 'softmax', axis: 1 }),
  'softmax, another axis': one([3, 4, 2], { op: 'softmax', axis: 0 }),
  layerNorm: one([3, 4], { op: 'layerNorm', axis: 1, gamma: some(4), beta: some(4), epsilon: 1e-5 }),
  'layerNorm over two axes': one([3, 4], { op: 'layerNorm', axis: 0, gamma: some(12), beta: some(12), epsilon: 1e-3 }),
};

/** By what they show; the last node is `y`. */
export const OP_GRAPHS: ReadonlyMap<string, CheckedGraph> = new Map(
  Object.entries(CASES).map(([name, [shape, ...nodes]]) => [
    name,
    checkGraph({ name, nodes: [{ op: 'input', name: 'x', inputs: [], shape }, ...nodes], output: 'y' }),
  ]),
);
