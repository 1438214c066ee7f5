import { type FileAttributes, tensorOf, wholes } from '../../../support/onnxFiles';
import { float, list, type OpCase, one, op, picture } from './opCase';

export const LINEAR_CASES: readonly OpCase[] = [
  op('Gemm', [1, 5], [tensorOf([5, 3], 1), tensorOf([3], 2)]),
  op('Gemm', [1, 5], [tensorOf([3, 5], 1), tensorOf([1, 3], 2)], { transB: 1, alpha: float(0.5), beta: float(2) }),
  op('Gemm', [1, 5], [tensorOf([3, 5], 1), one(0.7)], { transB: 1 }),
  op('Gemm', [4, 5], [tensorOf([3, 5], 1), tensorOf([4, 3], 2)], { transB: 1, beta: float(0.5) }),
  op('Gemm', [5, 4], [tensorOf([5, 3], 1)], { transA: 1 }),
  op('MatMul', [1, 5], [tensorOf([5, 3], 3)]),
  op('MatMul', [1, 2, 5], [tensorOf([5, 3], 3)]),
  op('MatMul', [1, 2, 5], [tensorOf([5], 3)]),
  op('MatMul', [1, 5, 2], [tensorOf([3, 5], 3)], {}, { inputs: ['a', 'x'], note: 'from the left' }),
  op('Conv', picture, [tensorOf([5, 4, 3, 3], 4), tensorOf([5], 5)]),
  op('Conv', picture, [tensorOf([6, 2, 3, 2], 4)], { group: 2, strides: [2, 1], pads: [1, 0, 2, 1] }),
  op('Conv', picture, [tensorOf([4, 1, 3, 3], 4)], { group: 4, dilations: [2, 2], pads: [2, 2, 2, 2] }),
  op('Conv', picture, [tensorOf([3, 4, 3, 2], 4)], { auto_pad: 'SAME_UPPER', strides: [2, 2] }),
  op('Conv', picture, [tensorOf([3, 4, 3, 2], 4)], { auto_pad: 'SAME_LOWER', strides: [2, 2] }),
  op('Conv', picture, [tensorOf([3, 4, 2, 2], 4)], { auto_pad: 'VALID' }),
  op('Conv', [1, 3, 9], [tensorOf([4, 3, 3], 4), tensorOf([4], 5)], { strides: [2], pads: [1, 1] }),
  op('ConvTranspose', picture, [tensorOf([4, 3, 3, 3], 6), tensorOf([3], 7)]),
  op('ConvTranspose', picture, [tensorOf([4, 2, 3, 2], 6)], {
    group: 2,
    strides: [2, 3],
    pads: [1, 0, 1, 1],
    output_padding: [1, 2],
  }),
  op('ConvTranspose', picture, [tensorOf([4, 2, 3, 3], 6)], { dilations: [2, 1], pads: [1, 1, 1, 1] }),
  op('ConvTranspose', picture, [tensorOf([4, 2, 3, 3], 6)], { auto_pad: 'SAME_UPPER', strides: [2, 2] }),
  op('ConvTranspose', picture, [tensorOf([4, 2, 3, 3], 6)], { auto_pad: 'SAME_LOWER', strides: [2, 2] }),
  op('ConvTranspose', picture, [tensorOf([4, 2, 3, 3], 6)], { output_shape: [14, 12], strides: [2, 2] }),
  op('ConvTranspose', [1, 3, 5], [tensorOf([3, 2, 4], 6)], { strides: [2], pads: [1, 1] }),
  op('BatchNormalization', picture, [tensorOf([4], 8), tensorOf([4], 9), tensorOf([4], 10), list(0.5, 1, 2, 0.1)], {
    epsilon: float(1e-3),
  }),
  op('BatchNormalization', [1, 4], [tensorOf([4], 8), tensorOf([4], 9), tensorOf([4], 10), list(0.5, 1, 2, 0.1)]),
  op('LayerNormalization', [1, 3, 5], [tensorOf([5], 11), tensorOf([5], 12)]),
  op('LayerNormalization', [1, 3, 5], [tensorOf([3, 5], 11)], { axis: 1, epsilon: float(0.01) }),
];

export const POOL_CASES: readonly OpCase[] = ['MaxPool', 'AveragePool'].flatMap((type) => [
  op(type, picture, [], { kernel_shape: [2, 3] }),
  op(type, picture, [], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] }),
  op(type, picture, [], { kernel_shape: [3, 2], strides: [2, 3], ceil_mode: 1 }),
  op(type, picture, [], { kernel_shape: [2, 2], strides: [3, 3], pads: [1, 1, 1, 1], ceil_mode: 1 }),
  op(type, picture, [], { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_UPPER' }),
  op(type, picture, [], { kernel_shape: [2, 3], strides: [2, 2], auto_pad: 'SAME_LOWER' }),
  op(type, [1, 3, 9], [], { kernel_shape: [3], strides: [2], pads: [1, 0] }),
]);

export const MORE_POOL_CASES: readonly OpCase[] = [
  op('MaxPool', picture, [], { kernel_shape: [2, 2], dilations: [2, 3] }),
  op('MaxPool', picture, [], {
    kernel_shape: [2, 2],
    strides: [2, 2],
    dilations: [2, 1],
    pads: [1, 1, 1, 1],
    ceil_mode: 1,
  }),
  op('AveragePool', picture, [], { kernel_shape: [3, 3], pads: [1, 1, 0, 2], count_include_pad: 1 }),
  op('AveragePool', picture, [], {
    kernel_shape: [2, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
    count_include_pad: 1,
    ceil_mode: 1,
  }),
  op('GlobalAveragePool', picture),
  op('GlobalMaxPool', picture),
  op('GlobalAveragePool', [1, 3, 5]),
];

export const PART_CASES: readonly OpCase[] = [
  op('Pad', picture, [wholes(0, 0, 1, 2, 0, 0, 3, 1), one(0.5)]),
  op('Pad', picture, [wholes(0, 1, 0, 0, 0, 0, 0, 2)], { mode: 'edge' }),
  op('Pad', picture, [wholes(0, 0, 2, 3, 0, 0, 1, 1)], { mode: 'reflect' }),
  op('Pad', picture, [wholes(0, 0, -1, 2, 0, 0, 1, -2)]),
  op('Pad', picture, [wholes(1, 2, 0, 1), null, wholes(2, 3)]),
  op('Pad', picture, [], { pads: [0, 0, 1, 1, 0, 0, 1, 1], value: float(-1) }, { opset: 10 }),
  op('Slice', picture, [wholes(1, -3), wholes(4, 1000), wholes(1, 3)]),
  op('Slice', picture, [wholes(-1, 5), wholes(-100, 0), wholes(2, -1), wholes(-2, -2)]),
  op('Slice', picture, [wholes(0, 1, 1, 1), wholes(1, 3, 6, 6)]),
  op('Slice', picture, [], { starts: [1], ends: [-1], axes: [2] }, { opset: 9 }),
  op('Split', picture, [wholes(1, 3)], { axis: 1 }, { outputs: 2 }),
  op('Split', picture, [], { axis: -1, num_outputs: 3 }, { outputs: 3 }),
  op('Split', picture, [], { axis: 2, split: [2, 5] }, { outputs: 2, opset: 11 }),
  op('Split', picture, [], { axis: 1 }, { outputs: 2, opset: 13 }),
  op('Concat', picture, [tensorOf([1, 2, 7, 6], 13)], { axis: 1 }),
  op('Concat', picture, [], { axis: -1 }, { inputs: ['x', 'x'] }),
  op('Concat', [1, 3], [tensorOf([2, 3], 13)], { axis: 0 }),
  op('Gather', picture, [wholes(0, 2, 3)], { axis: 1 }),
  op('Gather', picture, [wholes(5, -2, 0, 0)], { axis: 3 }),
  op('Gather', picture, [{ shape: [], values: [2], integer: true }], { axis: 1 }),
  op('Gather', picture, [{ shape: [2, 2], values: [1, 3, 5, 6], integer: true }], { axis: 2 }),
  op('Expand', [1, 1, 3], [wholes(2, 3)]),
  op('Expand', [1, 3], [wholes(4, 1, 3)]),
  op('Tile', [1, 2, 3], [wholes(1, 2, 3)]),
];

export const RESHAPING_CASES: readonly OpCase[] = [
  op('Reshape', picture, [wholes(1, -1)]),
  op('Reshape', picture, [wholes(0, 2, 2, -1)]),
  op('Reshape', picture, [wholes(4, 42)]),
  op('Flatten', picture),
  op('Flatten', picture, [], { axis: 2 }),
  op('Flatten', picture, [], { axis: 0 }),
  op('Flatten', picture, [], { axis: -1 }),
  op('Squeeze', [1, 3, 1, 4], [wholes(2)]),
  op('Squeeze', [1, 3, 1, 4]),
  op('Squeeze', [1, 3, 1, 4], [], { axes: [0] }, { opset: 11 }),
  op('Unsqueeze', [1, 3], [wholes(0, 3)]),
  op('Unsqueeze', [1, 3], [], { axes: [1] }, { opset: 11 }),
  op('Transpose', picture, [], { perm: [0, 2, 3, 1] }),
  op('Transpose', picture, [], { perm: [2, 0, 3, 1] }),
  op('Transpose', picture),
  op('Identity', picture),
  op('Dropout', picture),
  op('Cast', picture, [], { to: 1 }),
  op('DepthToSpace', picture, [], { blocksize: 2 }),
  op('DepthToSpace', picture, [], { blocksize: 2, mode: 'CRD' }),
  op('SpaceToDepth', [1, 2, 4, 6], [], { blocksize: 2 }),
];

const resized = (attributes: FileAttributes, scales: readonly number[]): OpCase =>
  op('Resize', [1, 2, 4, 6], [null, list(...scales)], attributes, { note: `scales ${scales.join()}` });

export const RESIZE_CASES: readonly OpCase[] = [
  resized({ mode: 'nearest' }, [1, 1, 2, 3]),
  resized({ mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' }, [1, 1, 2, 2]),
  resized({ mode: 'nearest', coordinate_transformation_mode: 'align_corners' }, [1, 1, 2, 2]),
  resized(
    { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'round_prefer_ceil' },
    [1, 1, 3, 3],
  ),
  resized({ mode: 'linear' }, [1, 1, 2, 2]),
  resized({ mode: 'linear' }, [1, 1, 0.5, 1.5]),
  resized({ mode: 'linear', coordinate_transformation_mode: 'align_corners' }, [1, 1, 2, 3]),
  resized({ mode: 'linear', coordinate_transformation_mode: 'asymmetric' }, [1, 1, 2, 2]),
  resized({ mode: 'linear', coordinate_transformation_mode: 'pytorch_half_pixel' }, [1, 1, 2, 2]),
  op('Resize', [1, 2, 4, 6], [null, null, wholes(1, 2, 7, 9)], { mode: 'linear' }),
  op('Resize', [1, 2, 4, 6], [null, null, wholes(1, 2, 8, 3)], { mode: 'nearest' }),
  op('Resize', [1, 2, 4, 6], [null, null, wholes(8, 9)], { mode: 'nearest', axes: [2, 3] }),
  op('Resize', [1, 2, 4, 6], [list(1, 1, 2, 2)], { mode: 'nearest' }, { opset: 10 }),
  op('Upsample', [1, 2, 4, 6], [list(1, 1, 2, 3)], { mode: 'nearest' }, { opset: 9 }),
  op('Upsample', [1, 2, 4, 6], [list(1, 1, 2, 2)], { mode: 'linear' }, { opset: 9 }),
];

const binary = (type: string): OpCase[] => [
  op(type, picture, [tensorOf([4, 1, 1], 14)]),
  op(type, picture, [tensorOf([1, 1, 7, 6], 15)], {}, { inputs: ['a', 'x'], note: 'from the left' }),
  op(type, picture, [one(0.7)]),
  op(type, [1, 1, 3], [tensorOf([2, 1], 16)], {}, { note: 'copies' }),
  op(type, [1, 3], [tensorOf([2, 1, 3], 16)], {}, { note: 'more axes' }),
  op(type, picture, [], {}, { inputs: ['x', 'x'] }),
];

export const ARITHMETIC_CASES: readonly OpCase[] = [
  ...['Add', 'Sub', 'Mul', 'Max', 'Min'].flatMap(binary),
  op('Div', picture, [list(0.5, 2, 3, -1, 4, 0.7)]),
  op('Div', picture, [], {}, { inputs: ['x', 'x'] }),
  op('Div', picture, [one(0.7)], {}, { inputs: ['a', 'x'] }),
  op('Neg', picture),
  op('Sum', [1, 3], [tensorOf([1, 3], 1), tensorOf([3], 2)], {}, { inputs: ['x', 'a', 'x', 'b'] }),
  op('Mean', [1, 3], [tensorOf([1, 3], 1)], {}, { inputs: ['x', 'a', 'x'] }),
  op('Max', [1, 3], [tensorOf([1, 3], 1)], {}, { inputs: ['x', 'a', 'x'] }),
  op('Min', [1, 3], [], {}, { inputs: ['x'] }),
  op('Max', [1, 40], [one(0)], {}, { inputs: ['a', 'x'], note: 'a ReLU' }),
  op('Min', [1, 3], [tensorOf([1, 1, 1], 2)], {}, { note: 'more axes' }),
  op('Pow', [1, 3], [one(2)]),
  op('Pow', [1, 3], [one(3)]),
];

export const REDUCING_CASES: readonly OpCase[] = [
  ...['ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceSum', 'ReduceL1', 'ReduceL2', 'ReduceSumSquare'].flatMap(
    (type) => [
      op(type, picture, [wholes(2, 3)], { keepdims: 0 }),
      op(type, picture, [wholes(-1)]),
      op(type, picture, [wholes(0, 1)], { keepdims: 0 }),
      op(type, picture),
    ],
  ),
  op('ReduceMean', picture, [], { axes: [2, 3], keepdims: 0 }, { opset: 13 }),
  op('ReduceMax', picture, [], { axes: [1] }, { opset: 11 }),
  op('ReduceMean', picture, [], { noop_with_empty_axes: 1 }),
  op('ArgMax', picture, [], { axis: 1 }),
  op('ArgMax', picture, [], { axis: -1, keepdims: 0 }),
  op('Softmax', [1, 3, 5]),
  op('Softmax', [1, 3, 5], [], { axis: 1 }),
  op('Softmax', [1, 3, 5], [], { axis: 1 }, { opset: 11 }),
  op('Softmax', [1, 5], [], {}, { opset: 9 }),
  op('LogSoftmax', [1, 3, 5]),
];

export const ACTIVATION_CASES: readonly OpCase[] = [
  ...['Relu', 'LeakyRelu', 'Abs', 'HardSigmoid', 'HardSwish', 'ThresholdedRelu', 'Sign', 'Sigmoid', 'Tanh', 'Softplus'],
  ...['Erf', 'Mish', 'Elu', 'Celu', 'Selu', 'Exp', 'Softsign', 'Reciprocal'],
]
  .map((type) => op(type, [1, 40]))
  .concat([
    op('LeakyRelu', [1, 40], [], { alpha: float(0.3) }),
    op('PRelu', picture, [tensorOf([4, 1, 1], 17)]),
    op('PRelu', [1, 40], [tensorOf([1], 17)]),
    op('Clip', [1, 40], [one(0), one(6)]),
    op('Clip', [1, 40], [one(-0.5), one(0.25)]),
    op('Clip', [1, 40], [null, one(0.25)]),
    op('Clip', [1, 40], [one(-0.25)]),
    op('Clip', [1, 40], [one(0.25), one(0.25)]),
    op('Clip', [1, 40]),
    op('Clip', [1, 40], [], { min: float(-1), max: float(1) }, { opset: 6 }),
    op('HardSigmoid', [1, 40], [], { alpha: float(0.4), beta: float(0.3) }),
    op('ThresholdedRelu', [1, 40], [], { alpha: float(0.3) }),
    op('Elu', [1, 40], [], { alpha: float(0.3) }),
    op('Celu', [1, 40], [], { alpha: float(0.3) }),
    op('Selu', [1, 40], [], { alpha: float(1.5), gamma: float(1.2) }),
    op('Gelu', [1, 40], [], {}, { opset: 20 }),
    op('Gelu', [1, 40], [], { approximate: 'tanh' }, { opset: 20 }),
  ]);

/** Ops that are defined from 0 on. */
export const ROOT_CASES: readonly OpCase[] = [op('Sqrt', [1, 40]), op('Log', [1, 40]), op('Pow', [1, 40], [one(0.5)])];
