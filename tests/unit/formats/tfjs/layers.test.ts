import {
  input,
  type LayersModel,
  layers,
  model as modelOf,
  type Shape,
  type SymbolicTensor,
  setBackend,
  type Tensor,
} from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sizeOf } from '../../../../src/core/graph';
import { readTfjs } from '../../../../src/formats/tfjs';
import { disagreement, randomInput, randomise, savedFiles } from '../../../support/tfjsFiles';

type Layer = ReturnType<typeof layers.dense>;
type Build = (x: SymbolicTensor) => SymbolicTensor;

/** A model of one input whose middle is `build`. */
function around(shape: readonly number[], build: Build): LayersModel {
  const x = input({ shape: shape as Shape });
  return modelOf({ inputs: x, outputs: build(x) });
}

const one = (layer: unknown): Build => {
  return (x) => (layer as Layer).apply(x) as SymbolicTensor;
};

async function check(model: LayersModel, seed: number): Promise<void> {
  randomise(model, seed);
  const read = readTfjs(await savedFiles(model, 64));
  if (!read.ok) throw new Error(`${read.error.where}: ${read.error.message}`);
  const { graph } = read;
  expect(graph.nodes.filter((node) => node.op === 'unknown')).toEqual([]);
  const shape = (model.inputs[0] as SymbolicTensor).shape.slice(1) as number[];
  for (let run = 0; run < 3; run++) {
    const x = randomInput(sizeOf(shape), 10 * seed + run);
    expect(disagreement(graph, (value) => model.predict(value) as Tensor, x, shape)).toBeLessThan(1e-5);
  }
}

const image = [7, 6, 4];
const kernelSize = [3, 2] as [number, number];

const cases: Readonly<Record<string, readonly [readonly number[], Build]>> = {
  dense: [[5], one(layers.dense({ units: 3 }))],
  'dense without bias, on rows': [[4, 5], one(layers.dense({ units: 3, useBias: false, activation: 'relu' }))],
  conv1d: [[9, 3], one(layers.conv1d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }))],
  conv2d: [image, one(layers.conv2d({ filters: 5, kernelSize, strides: [2, 1], activation: 'tanh' }))],
  'conv2d same': [image, one(layers.conv2d({ filters: 5, kernelSize, strides: [2, 3], padding: 'same' }))],
  'conv2d dilated': [
    image,
    one(layers.conv2d({ filters: 5, kernelSize, dilationRate: [2, 3], padding: 'same', useBias: false })),
  ],
  depthwise: [
    image,
    one(layers.depthwiseConv2d({ kernelSize, depthMultiplier: 2, padding: 'same', strides: 2, activation: 'relu6' })),
  ],
  separable: [image, one(layers.separableConv2d({ filters: 5, kernelSize, strides: 2, padding: 'same' }))],
  transposed: [image, one(layers.conv2dTranspose({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' }))],
  'transposed, odd': [
    image,
    one(layers.conv2dTranspose({ filters: 3, kernelSize: [4, 5], strides: [2, 3], padding: 'same' })),
  ],
  'transposed, valid': [
    image,
    one(layers.conv2dTranspose({ filters: 3, kernelSize: [3, 2], strides: [2, 3], activation: 'relu' })),
  ],
  'batch norm': [image, one(layers.batchNormalization({ epsilon: 0.01 }))],
  'batch norm without scale, of rows': [[6], one(layers.batchNormalization({ scale: false }))],
  'batch norm without centre': [image, one(layers.batchNormalization({ center: false, axis: 3 }))],
  'layer norm': [image, one(layers.layerNormalization({}))],
  'layer norm over two axes': [image, one(layers.layerNormalization({ axis: [2, 3], scale: false }))],
  'average pool 1d': [[9, 3], one(layers.averagePooling1d({ poolSize: 3, strides: 2, padding: 'same' }))],
  'average pool 2d': [image, one(layers.averagePooling2d({ poolSize: [3, 2], strides: 2, padding: 'same' }))],
  'max pool 1d': [[9, 3], one(layers.maxPooling1d({ poolSize: 2 }))],
  'max pool 2d': [image, one(layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }))],
  'global average 1d': [[9, 3], one(layers.globalAveragePooling1d())],
  'global average 2d': [image, one(layers.globalAveragePooling2d({}))],
  'global max 1d': [[9, 3], one(layers.globalMaxPooling1d())],
  'global max 2d': [image, one(layers.globalMaxPooling2d({}))],
  'zero padding': [
    image,
    one(
      layers.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 3],
        ],
      }),
    ),
  ],
  cropping: [
    image,
    one(
      layers.cropping2D({
        cropping: [
          [1, 2],
          [0, 3],
        ],
      }),
    ),
  ],
  'upsampling nearest': [image, one(layers.upSampling2d({ size: [2, 3] }))],
  'upsampling bilinear': [image, one(layers.upSampling2d({ size: [2, 3], interpolation: 'bilinear' }))],
  flatten: [image, one(layers.flatten())],
  reshape: [image, one(layers.reshape({ targetShape: [-1, 8] as unknown as number[] }))],
  permute: [image, one(layers.permute({ dims: [3, 1, 2] }))],
  repeat: [[5], one(layers.repeatVector({ n: 3 }))],
  dropout: [[5], (x) => one(layers.dense({ units: 2 }))(one(layers.dropout({ rate: 0.5 }))(x))],
  noise: [[5], (x) => one(layers.dense({ units: 2 }))(one(layers.gaussianNoise({ stddev: 1 }))(x))],
  're lu': [[9], one(layers.reLU({}))],
  're lu with a ceiling': [[9], one(layers.reLU({ maxValue: 1.5 }))],
  'leaky re lu': [[9], one(layers.leakyReLU({ alpha: 0.15 }))],
  'p re lu': [image, one(layers.prelu({ sharedAxes: [1, 2] }))],
  'p re lu of rows': [[9], one(layers.prelu({}))],
  'thresholded re lu': [[9], one(layers.thresholdedReLU({ theta: 0.7 }))],
  elu: [[9], one(layers.elu())],
  softmax: [[4, 5], one(layers.softmax({ axis: 2 }))],
  'time distributed': [
    [4, 5],
    one(layers.timeDistributed({ layer: layers.dense({ units: 3, activation: 'relu' }) as never })),
  ],
};

const activations = [
  ...['linear', 'relu', 'relu6', 'elu', 'selu', 'sigmoid', 'hardSigmoid', 'softplus', 'softsign', 'tanh', 'softmax'],
  ...['logSoftmax', 'swish', 'mish', 'gelu', 'gelu_new'],
] as const;

/** Two branches that meet. */
const merged = (merge: unknown, count = 2): Build => {
  return (x) => {
    const branches = Array.from({ length: count }, () => one(layers.dense({ units: 4 }))(x));
    return (merge as { apply(values: SymbolicTensor[]): SymbolicTensor }).apply(branches);
  };
};

const merges: Readonly<Record<string, Build>> = {
  add: merged(layers.add(), 3),
  average: merged(layers.average(), 3),
  maximum: merged(layers.maximum(), 3),
  minimum: merged(layers.minimum()),
  multiply: merged(layers.multiply(), 3),
  concatenate: merged(layers.concatenate(), 3),
};

beforeAll(async () => {
  await setBackend('cpu');
});

describe('layers models of tfjs', () => {
  for (const [name, [shape, build]] of Object.entries(cases))
    test(`${name} computes what tfjs computes`, async () => check(around(shape, build), name.length));
  for (const activation of activations)
    test(`activation ${activation}`, async () =>
      check(around([4, 6], one(layers.activation({ activation: activation as 'relu' }))), 7));
  for (const [name, build] of Object.entries(merges))
    test(`merging: ${name}`, async () => check(around([5], build), 11));
});
