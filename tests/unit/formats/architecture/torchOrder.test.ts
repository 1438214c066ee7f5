/** Weights that are not named or laid out as PyTorch's: Keras's against TensorFlow.js, bare arrays against sums by hand. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { graphOutput } from '../../../../src/core/graph';
import { type GuessOptions, guessArchitecture, inTorchOrder } from '../../../../src/formats/architecture';
import type { Tensor } from '../../../../src/formats/tensors';
import { seeded } from '../../../support/build';
import { layer, state, words } from './support';

beforeAll(() => tf.setBackend('cpu'));

const tensor = (shape: readonly number[], values: Iterable<number>): Tensor => ({
  type: 'F32',
  shape,
  data: Float32Array.from(values),
});

const guess = (given: ReadonlyMap<string, Tensor>, options: GuessOptions = {}) => {
  const { tensors, ...origin } = inTorchOrder(given);
  const found = guessArchitecture(tensors, { ...options, origin });
  if (!found.ok) throw new Error(found.error.message);
  return found;
};

/** The weights of a model by Keras's names, drawn anew: those of a fresh model are zeros and ones in part. */
function weightsOf(model: tf.LayersModel): Map<string, Tensor> {
  const random = seeded(7);
  const weights = model.weights.map((weight): [string, Tensor] => {
    const shape = weight.shape as number[];
    const low = weight.name.includes('variance') ? 0.5 : -1;
    const size = shape.reduce((product, length) => product * length, 1);
    return [
      weight.name,
      tensor(
        shape,
        Array.from({ length: size }, () => low + (1 - low) * random()),
      ),
    ];
  });
  model.setWeights(weights.map(([, { shape, data }]) => tf.tensor(data as Float32Array, [...shape])));
  return new Map(weights);
}

function expectSame(model: tf.LayersModel, shape: readonly number[], architecture: string): void {
  const found = guess(weightsOf(model), { inputShape: shape });
  expect(words(found.architecture)).toBe(architecture);
  const random = seeded(3);
  const x = Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => 2 * random() - 1);
  const theirs = (model.predict(tf.tensor(x, [1, ...shape])) as tf.Tensor).dataSync();
  const ours = graphOutput(found.graph, x);
  expect(ours.length).toBe(theirs.length);
  const scale = Math.max(...theirs.map(Math.abs));
  for (const [i, value] of ours.entries()) expect(Math.abs(value - (theirs[i] as number)) / scale).toBeLessThan(1e-5);
}

describe('Keras’s weights', () => {
  it('of dense layers', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 6, activation: 'relu', inputShape: [4], name: 'plain' }),
        tf.layers.dense({ units: 3, name: 'plain_1' }),
      ],
    });
    expectSame(model, [4], 'plain | relu | plain_1');
  });

  it('of convolutions, a batch norm and a flatten: channels are last', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', inputShape: [8, 6, 2], name: 'conv2d' }),
        tf.layers.batchNormalization({ name: 'batch_normalization' }),
        tf.layers.reLU(),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 5, activation: 'relu', name: 'dense' }),
        tf.layers.dense({ units: 2, name: 'dense_1' }),
      ],
    });
    expectSame(
      model,
      [8, 6, 2],
      'channels first | conv2d s1p1 | batch_normalization | relu | pool 2s2p0 | channels last | flatten | dense | relu | dense_1',
    );
  });

  it('of a depthwise convolution', () => {
    const model = tf.sequential({
      layers: [
        tf.layers.depthwiseConv2d({
          kernelSize: 3,
          padding: 'same',
          activation: 'relu',
          inputShape: [4, 4, 3],
          depthMultiplier: 2,
          name: 'conv_dw',
        }),
        tf.layers.conv2d({ filters: 4, kernelSize: 1, activation: 'relu', name: 'conv_pw' }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2, name: 'head' }),
      ],
    });
    // The channels of the input are not in the shape of a kernel that takes them one by one.
    const { tensors } = inTorchOrder(weightsOf(model));
    expect(tensors.get('conv_dw.weight')?.shape).toEqual([6, 1, 3, 3]);
  });
});

describe('arrays without names of layers', () => {
  // relu([1, 2] W1 + b1) W2 + b2
  const [w1, b1] = [tensor([2, 3], [1, 2, 3, 4, 5, 6]), tensor([3], [-8, -20, 1])];
  const [w2, b2] = [tensor([3, 2], [1, 0, 0, 1, 2, -1]), tensor([2], [0.5, 1])];
  const expected = [1 + 2 * 16 + 0.5, -16 + 1];

  it.each([
    ['W1, b1', { W1: w1, b1, W2: w2, b2 }],
    ['in any order', { b1, b2, W2: w2, W1: w1 }],
    ['arr_0, arr_1', { arr_0: w1, arr_1: b1, arr_2: w2, arr_3: b2 }],
  ])('%s', (_, arrays) => {
    const found = guess(new Map(Object.entries(arrays)));
    expect([...graphOutput(found.graph, [1, 2])]).toEqual(expected);
    expect(found.notes.join(' ')).toContain('inputs × outputs, each with the list behind it as its bias');
  });

  it('outputs × inputs, where the biases say so', () => {
    const arrays = { W1: tensor([3, 2], [1, 4, 2, 5, 3, 6]), b1, W2: tensor([2, 3], [1, 0, 2, 0, 1, -1]), b2 };
    expect([...graphOutput(guess(new Map(Object.entries(arrays))).graph, [1, 2])]).toEqual(expected);
  });

  it('and PyTorch’s names on matrices that are inputs × outputs', () => {
    const arrays = { 'fc1.weight': w1, 'fc1.bias': b1, 'fc2.weight': w2, 'fc2.bias': b2 };
    const found = guess(new Map(Object.entries(arrays)));
    expect([...graphOutput(found.graph, [1, 2])]).toEqual(expected);
    expect(found.notes.join(' ')).toContain('inputs × outputs, and are exchanged');
  });

  it('of other kinds are left as they are', () => {
    const odd = new Map([['a', tensor([2, 2, 2, 2, 2], new Float32Array(32))]]);
    expect(inTorchOrder(odd)).toEqual({ tensors: odd, keras: false, notes: [] });
    const points = { arr_0: tensor([3, 2], [1, 2, 3, 4, 5, 6]), arr_1: tensor([3], [0, 1, 1]) };
    for (const data of [points, { X: w1, y: b1 }, { x_train: w1, w1, w2 }]) {
      const given = new Map(Object.entries(data));
      expect(inTorchOrder(given).tensors).toBe(given);
    }
    const list = new Map([['b1', tensor([2], [1, 2])]]);
    expect(inTorchOrder(list).tensors).toBe(list);
    const torch = state({ ...layer('0', 8, 4), ...layer('2', 8, 8) });
    expect(inTorchOrder(torch).tensors).toBe(torch);
  });
});
