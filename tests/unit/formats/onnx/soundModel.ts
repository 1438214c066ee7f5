import { type ModelOfFile, tensorOf, wholes } from '../../../support/onnxFiles';

/** A small network with a skip, a pool, shape arithmetic, a resize and a slice. */
export const SOUND: ModelOfFile = {
  inputs: { x: ['n', 2, 6, 6] },
  outputs: ['y'],
  tensors: {
    w1: tensorOf([4, 2, 3, 3], 1),
    w2: tensorOf([4, 4, 1, 1], 2),
    scale: { shape: [4], values: [1, 2, 0.5, 1] },
    shift: tensorOf([4], 3),
    fc: tensorOf([3, 36], 4),
    scales: { shape: [4], values: [1, 1, 2, 2] },
    minus: wholes(-1),
    zero1: wholes(0),
    one1: wholes(1),
    most: wholes(36),
    zero: { shape: [], values: [0], integer: true },
    starts: wholes(1),
    ends: wholes(7),
    axes: wholes(2),
  },
  nodes: [
    { op: 'Conv', name: 'conv1', inputs: ['x', 'w1'], outputs: ['c1'], attributes: { pads: [1, 1, 1, 1] } },
    { op: 'BatchNormalization', name: 'bn', inputs: ['c1', 'scale', 'shift', 'shift', 'scale'], outputs: ['b'] },
    { op: 'Clip', name: 'act', inputs: ['b', 'zero'], outputs: ['r'] },
    { op: 'Conv', name: 'conv2', inputs: ['r', 'w2'], outputs: ['c2'] },
    { op: 'Add', name: 'skip', inputs: ['c2', 'r'], outputs: ['a'] },
    {
      op: 'MaxPool',
      name: 'pool',
      inputs: ['a'],
      outputs: ['p'],
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    },
    { op: 'Resize', name: 'up', inputs: ['p', '', 'scales'], outputs: ['u'], attributes: { mode: 'nearest' } },
    { op: 'Slice', name: 'crop', inputs: ['u', 'starts', 'ends', 'axes'], outputs: ['s'] },
    {
      op: 'AveragePool',
      name: 'mean',
      inputs: ['s'],
      outputs: ['m'],
      attributes: { kernel_shape: [2, 2], strides: [1, 2] },
    },
    { op: 'Shape', name: 'size', inputs: ['m'], outputs: ['sizes'] },
    { op: 'Gather', name: 'first', inputs: ['sizes', 'zero'], outputs: ['n'] },
    { op: 'Unsqueeze', name: 'list', inputs: ['n', 'zero1'], outputs: ['n1'] },
    { op: 'Concat', name: 'target', inputs: ['n1', 'minus'], outputs: ['t'], attributes: { axis: 0 } },
    { op: 'Reshape', name: 'flat', inputs: ['m', 't'], outputs: ['f'] },
    { op: 'Slice', name: 'cut', inputs: ['f', 'zero1', 'most', 'one1'], outputs: ['g'] },
    { op: 'Gemm', name: 'head', inputs: ['g', 'fc'], outputs: ['y'], attributes: { transB: 1 } },
  ],
};

/** Quantised values, sums by an equation, a cumulative sum, a comparison and a choice by it. */
export const FURTHER: ModelOfFile = {
  inputs: { x: ['n', 3, 4] },
  outputs: ['y'],
  tensors: {
    scale: { shape: [], values: [0.0625] },
    zero: { shape: [], values: [7], type: 3 },
    codes: { shape: [4, 2, 3], values: Array.from({ length: 24 }, (_, i) => i - 9), type: 3 },
    axis: { shape: [], values: [1], integer: true },
    bound: { shape: [], values: [0.5] },
    gamma: tensorOf([3], 2),
  },
  nodes: [
    { op: 'QuantizeLinear', name: 'to', inputs: ['x', 'scale', 'zero'], outputs: ['q'] },
    { op: 'DequantizeLinear', name: 'from', inputs: ['q', 'scale', 'zero'], outputs: ['r'] },
    { op: 'DequantizeLinear', name: 'weights', inputs: ['codes', 'scale', 'zero'], outputs: ['w'] },
    { op: 'Einsum', name: 'sums', inputs: ['r', 'w'], outputs: ['e'], attributes: { equation: 'bci,ioc->bco' } },
    { op: 'CumSum', name: 'running', inputs: ['e', 'axis'], outputs: ['c'] },
    { op: 'Greater', name: 'asks', inputs: ['c', 'bound'], outputs: ['asked'] },
    { op: 'Where', name: 'choice', inputs: ['asked', 'c', 'bound'], outputs: ['h'] },
    { op: 'InstanceNormalization', name: 'norm', inputs: ['h', 'gamma', 'gamma'], outputs: ['y'] },
  ],
};
