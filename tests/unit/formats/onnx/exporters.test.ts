/** Models in the writing of exporters, each value compared with onnxruntime. */
import { expect, it } from 'vitest';
import { sizeOf } from '../../../../src/core/graph/types';
import { readOnnx } from '../../../../src/formats/onnx';
import { type ModelOfFile, modelBytes, numbers, tensorOf, wholes } from '../../../support/onnxFiles';
import { agreement } from '../../../support/onnxRuntime';
import { float } from './opCase';

/** Channels last outside, channels first inside, as tf2onnx leaves it; sizes computed, padding by a constant that is computed. */
const tensorflow: ModelOfFile = {
  opset: 13,
  inputs: { x: ['unk__1', 8, 6, 2] },
  outputs: ['y'],
  tensors: {
    kernel: tensorOf([3, 2, 3, 3], 1),
    depthwise: tensorOf([3, 1, 3, 3], 2),
    scale: tensorOf([3], 3),
    mean: tensorOf([3], 4),
    variance: { shape: [3], values: [0.5, 1, 2] },
    half: wholes(0, 0, 1, 0, 0, 0, 1, 1),
    dense: tensorOf([36, 4], 5),
    bias: tensorOf([4], 6),
    ones: wholes(1, 1),
    minus: wholes(-1, -1),
    sizes: wholes(-1, 36),
    zero: wholes(0),
    one: wholes(1),
  },
  nodes: [
    { op: 'Transpose', inputs: ['x'], outputs: ['t1'], attributes: { perm: [0, 3, 1, 2] } },
    { op: 'Pad', inputs: ['t1', 'half'], outputs: ['p1'] },
    { op: 'Conv', inputs: ['p1', 'kernel'], outputs: ['c1'], attributes: { strides: [2, 2], kernel_shape: [3, 3] } },
    { op: 'BatchNormalization', inputs: ['c1', 'scale', 'mean', 'mean', 'variance'], outputs: ['b1'] },
    { op: 'Clip', inputs: ['b1', '', 'six'], outputs: ['r1'] },
    { op: 'Transpose', inputs: ['r1'], outputs: ['t2'], attributes: { perm: [0, 2, 3, 1] } },
    { op: 'Transpose', inputs: ['t2'], outputs: ['t3'], attributes: { perm: [0, 3, 1, 2] } },
    {
      op: 'Conv',
      inputs: ['t3', 'depthwise'],
      outputs: ['c2'],
      attributes: { group: 3, auto_pad: 'SAME_UPPER', kernel_shape: [3, 3] },
    },
    { op: 'LeakyRelu', inputs: ['c2'], outputs: ['r2'], attributes: { alpha: float(0.2) } },
    { op: 'Add', inputs: ['r2', 'r1'], outputs: ['a'] },
    { op: 'Transpose', inputs: ['a'], outputs: ['t4'], attributes: { perm: [0, 2, 3, 1] } },
    // [−1, 36] by way of Equal, Where and Expand.
    { op: 'Expand', inputs: ['one', 'two'], outputs: ['e'] },
    { op: 'Equal', inputs: ['e', 'ones'], outputs: ['same'] },
    { op: 'Where', inputs: ['same', 'sizes', 'minus'], outputs: ['target'] },
    { op: 'Reshape', inputs: ['t4', 'target'], outputs: ['f'] },
    { op: 'MatMul', inputs: ['f', 'dense'], outputs: ['m'] },
    { op: 'Add', inputs: ['m', 'bias'], outputs: ['y'] },
  ],
};

/** Halves that are split, gated by a constant mask and joined again. */
const masks: ModelOfFile = {
  opset: 18,
  inputs: { x: [1, 8] },
  outputs: ['y'],
  tensors: {
    limit: { shape: [4], values: [1, 0, 1, 0] },
    half: { shape: [1], values: [0.5] },
    other: tensorOf([2, 4], 7),
    dense: tensorOf([3, 4], 8),
  },
  nodes: [
    { op: 'Split', inputs: ['x'], outputs: ['a', 'b'], attributes: { axis: -1, num_outputs: 2 } },
    { op: 'GreaterOrEqual', inputs: ['limit', 'half'], outputs: ['yes'] },
    { op: 'Not', inputs: ['yes'], outputs: ['no'] },
    { op: 'Or', inputs: ['yes', 'no'], outputs: ['all'] },
    { op: 'And', inputs: ['all', 'yes'], outputs: ['mask'] },
    { op: 'Where', inputs: ['mask', 'a', 'b'], outputs: ['mixed'] },
    { op: 'Where', inputs: ['mask', 'mixed', 'other'], outputs: ['wide'] },
    { op: 'Where', inputs: ['mask', 'half', 'wide'], outputs: ['set'] },
    { op: 'Relu', inputs: ['set'], outputs: ['r'] },
    { op: 'Gemm', inputs: ['r', 'dense'], outputs: ['y'], attributes: { transB: 1, alpha: float(2) } },
  ],
};

it.each([
  [
    'tf2onnx',
    {
      ...tensorflow,
      tensors: { ...tensorflow.tensors, six: { shape: [], values: [6] }, two: wholes(2) },
    },
    [1, 8, 6, 2],
  ],
  ['masks', masks, [1, 8]],
] as const)('%s: every value is that of onnxruntime, and no node is unknown', async (_, model, shape) => {
  const bytes = modelBytes(model);
  const read = readOnnx(bytes);
  if (!read.ok) throw new Error(`${read.error.where}: ${read.error.message}`);
  expect(read.graph.nodes.filter(({ op }) => op === 'unknown')).toEqual([]);
  const { worst, at, nodes } = await agreement(bytes, shape, numbers(sizeOf(shape), 9, 2));
  expect(worst, at).toBeLessThan(1e-5);
  expect(nodes).toBeGreaterThan(4);
});

it('a mask whose other side is −∞ stops the lens there, with the node’s name', () => {
  const { tensors, ...rest } = masks;
  const read = readOnnx(
    modelBytes({ ...rest, tensors: { ...tensors, other: { shape: [1], values: [Number.NEGATIVE_INFINITY] } } }),
  );
  expect(read.ok && read.notes.join(' ')).toContain(
    "node 'wide' (Where): values that are not finite. The lens stops before it.",
  );
});
