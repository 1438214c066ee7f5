import { sizeOf } from '../../../../src/core/graph/types';
import { type FileTensor, type ModelOfFile, type NodeOfFile, numbers } from '../../../support/onnxFiles';
import { list, one } from './opCase';

export const bytes = (shape: readonly number[], ...values: number[]): FileTensor => ({ shape, values, type: 2 });
export const signed = (shape: readonly number[], seed: number): FileTensor => ({
  shape,
  values: numbers(sizeOf(shape), seed, 127).map(Math.trunc),
  type: 3,
});

/** Scales and zero points: x, weights, result; the result's is small, so that its range is often left. */
const PARAMETERS: Readonly<Record<string, FileTensor>> = {
  xs: one(0.0625),
  xz: bytes([], 128),
  ws: one(0.015625),
  wz: { shape: [], values: [3], type: 3 },
  ys: one(0.03125),
  yz: bytes([], 100),
  none: { shape: [], values: [0], type: 3 },
};

const toX: NodeOfFile = { op: 'QuantizeLinear', inputs: ['x', 'xs', 'xz'], outputs: ['q'], name: 'in' };
const fromY: NodeOfFile = { op: 'DequantizeLinear', inputs: ['r', 'ys', 'yz'], outputs: ['y'], name: 'out' };

/** A node between the two, which gives 'r' of 'q'. */
const between = (
  op: string,
  inputs: readonly string[],
  tensors: Readonly<Record<string, FileTensor>> = {},
  attributes: NonNullable<NodeOfFile['attributes']> = {},
  domain = '',
): Required<Pick<ModelOfFile, 'nodes' | 'tensors'>> => ({
  nodes: [toX, { op, inputs, outputs: ['r'], name: 'middle', domain, attributes }, fromY],
  tensors: { ...PARAMETERS, ...tensors },
});

const picture = [1, 3, 5, 4];
const vendor = 'com.microsoft';
const weighted = ['q', 'xs', 'xz', 'w', 'ws', 'wz', 'ys', 'yz'];
const bias: FileTensor = { shape: [4], values: [90, -700, 3000, 12], type: 6 };

export const CASES: readonly (readonly [
  string,
  readonly number[],
  Required<Pick<ModelOfFile, 'nodes' | 'tensors'>>,
])[] = [
  [
    'QLinearConv',
    picture,
    between('QLinearConv', [...weighted, 'b'], { w: signed([4, 3, 3, 2], 3), b: bias }, { pads: [1, 0, 1, 1] }),
  ],
  [
    'QLinearConv, a scale a filter',
    picture,
    between('QLinearConv', [...weighted, 'b'], {
      w: signed([4, 3, 1, 1], 3),
      b: bias,
      ws: list(0.015625, 0.03125, 0.0078125, 0.02),
      wz: { shape: [4], values: [0, 0, 0, 0], type: 3 },
    }),
  ],
  [
    'QLinearMatMul',
    [1, 2, 5],
    between('QLinearMatMul', weighted, {
      w: signed([5, 4], 4),
      ws: list(0.01, 0.02, 0.03, 0.04),
      wz: { shape: [4], values: [1, 0, 2, 0], type: 3 },
    }),
  ],
  [
    'QGemm',
    [1, 5],
    between(
      'QGemm',
      ['q', 'xs', 'xz', 'w', 'ws', 'none', 'b', 'ys', 'yz'],
      { w: signed([4, 5], 4), b: bias },
      { transB: 1 },
      vendor,
    ),
  ],
  [
    'QLinearAdd',
    picture,
    between(
      'QLinearAdd',
      ['q', 'xs', 'xz', 'w', 'ws', 'yz', 'ys', 'yz'],
      { w: bytes([3, 1, 1], 3, 240, 100) },
      {},
      vendor,
    ),
  ],
  ['QLinearAdd of two', picture, between('QLinearAdd', ['q', 'xs', 'xz', 'q', 'xs', 'xz', 'ys', 'yz'], {}, {}, vendor)],
  [
    'QLinearMul',
    picture,
    between(
      'QLinearMul',
      ['q', 'xs', 'xz', 'w', 'ws', 'yz', 'ys', 'yz'],
      { w: bytes([3, 1, 1], 3, 240, 100) },
      {},
      vendor,
    ),
  ],
  [
    'QLinearConcat',
    picture,
    between(
      'QLinearConcat',
      ['ys', 'yz', 'q', 'xs', 'xz', 'w', 'ws', 'yz'],
      { w: bytes([1, 1, 5, 4], ...numbers(20, 3, 127).map((value) => Math.trunc(value + 128))) },
      { axis: 1 },
      vendor,
    ),
  ],
  [
    'QLinearGlobalAveragePool',
    picture,
    between('QLinearGlobalAveragePool', ['q', 'xs', 'xz', 'ys', 'yz'], { ys: one(0.01) }, {}, vendor),
  ],
  [
    'QLinearLeakyRelu',
    picture,
    between('QLinearLeakyRelu', ['q', 'xs', 'xz', 'ys', 'yz'], {}, { alpha: { float: 0.3 } }, vendor),
  ],
];

/** A convolution and a dense layer between pairs, as a quantising exporter writes them: the ReLU is the zero point's. */
export const NETWORK: ModelOfFile = {
  inputs: { x: [1, 3, 4, 4] },
  outputs: ['y'],
  tensors: {
    ...PARAMETERS,
    zero: bytes([], 0),
    w: signed([4, 3, 3, 3], 6),
    scales: list(0.01, 0.02, 0.005, 0.03),
    zeros: { shape: [4], values: [0, 0, 0, 0], type: 3 },
    b: { shape: [4], values: [100, -200, 300, 0], type: 6 },
    bs: one(0.01),
    v: signed([4, 3], 8),
    shape: { shape: [2], values: [1, 4], integer: true },
  },
  nodes: [
    toX,
    { op: 'DequantizeLinear', inputs: ['q', 'xs', 'xz'], outputs: ['xr'] },
    { op: 'DequantizeLinear', inputs: ['w', 'scales', 'zeros'], outputs: ['wr'], attributes: { axis: 0 } },
    { op: 'DequantizeLinear', inputs: ['b', 'bs'], outputs: ['br'] },
    { op: 'Conv', inputs: ['xr', 'wr', 'br'], outputs: ['c'], name: 'conv' },
    { op: 'QuantizeLinear', inputs: ['c', 'xs', 'zero'], outputs: ['cq'], name: 'relu' },
    { op: 'MaxPool', inputs: ['cq'], outputs: ['pq'], name: 'pool', attributes: { kernel_shape: [2, 2] } },
    { op: 'DequantizeLinear', inputs: ['pq', 'xs', 'zero'], outputs: ['p'] },
    { op: 'QuantizeLinear', inputs: ['p', 'xs', 'zero'], outputs: ['again'], name: 'again' },
    { op: 'Reshape', inputs: ['again', 'shape'], outputs: ['flat'] },
    { op: 'DequantizeLinear', inputs: ['flat', 'xs', 'zero'], outputs: ['f'] },
    { op: 'DequantizeLinear', inputs: ['v', 'ws', 'none'], outputs: ['vr'] },
    { op: 'MatMul', inputs: ['f', 'vr'], outputs: ['y'], name: 'head' },
  ],
};
