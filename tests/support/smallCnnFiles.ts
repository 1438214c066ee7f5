/** The small CNN as tfjs saves such a model, and its weights alone as PyTorch does. */
import type { GraphNode } from '../../src/core/graph';
import { writeSafetensors } from '../../src/formats/safetensors';
import { smallCnn } from './smallCnn';

interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Values = Readonly<Record<string, Float64Array>>;

/** A node's parameters by name. */
function parametersOf(nodes: readonly GraphNode[], name: string): Values {
  const node = nodes.find((other) => other.name === name);
  return Object.fromEntries(Object.entries(node ?? {}).filter(([, value]) => value instanceof Float64Array)) as Values;
}

/** outputs × inputs × places → places × inputs × outputs, as Keras has kernels. */
function kerasKernel(weights: Float64Array, outputs: number, inputs: number): Float64Array {
  const places = weights.length / outputs / inputs;
  return Float64Array.from({ length: weights.length }, (_, i) => {
    const [o, c, p] = [i % outputs, Math.floor(i / outputs) % inputs, Math.floor(i / outputs / inputs)];
    return weights[(o * inputs + c) * places + p] as number;
  });
}

const layer = (class_name: string, name: string, config: object, ...from: readonly string[]) => ({
  class_name,
  name,
  config: { name, ...config },
  inbound_nodes: from.length === 0 ? [] : [from.map((other) => [other, 0, 0, {}])],
});

function topology(): object {
  const conv = { filters: 3, kernel_size: [3, 3], padding: 'same', data_format: 'channels_last' };
  const layers = [
    layer('InputLayer', 'image', { batch_input_shape: [null, 8, 8, 1], dtype: 'float32' }),
    layer('Conv2D', 'conv1', conv, 'image'),
    layer('BatchNormalization', 'norm1', { axis: [3], epsilon: 2 ** -10 }, 'conv1'),
    layer('Activation', 'relu1', { activation: 'relu' }, 'norm1'),
    layer('AveragePooling2D', 'pool1', { pool_size: [2, 2], strides: [2, 2], padding: 'valid' }, 'relu1'),
    layer('Conv2D', 'conv2', conv, 'pool1'),
    layer('Add', 'skip', {}, 'conv2', 'pool1'),
    layer('Activation', 'relu2', { activation: 'relu' }, 'skip'),
    layer('Flatten', 'flat', {}, 'relu2'),
    layer('Dense', 'logits', { units: 3 }, 'flat'),
    layer('Softmax', 'classes', {}, 'logits'),
  ];
  const config = { name: 'small', layers, input_layers: [['image', 0, 0]], output_layers: [['classes', 0, 0]] };
  return { keras_version: 'tfjs-layers 4.22.0', model_config: { class_name: 'Model', config } };
}

/** `model.json` and the one shard that it names. */
export function smallTfjs(): { readonly model: NamedFile; readonly shard: NamedFile } {
  const { nodes } = smallCnn();
  const of = (name: string) => parametersOf(nodes, name);
  const parts: readonly (readonly [string, readonly number[], Float64Array | undefined])[] = [
    ['conv1/kernel', [3, 3, 1, 3], kerasKernel(of('conv1').weights as Float64Array, 3, 1)],
    ['conv1/bias', [3], of('conv1').bias],
    ['norm1/gamma', [3], of('norm1').gamma],
    ['norm1/beta', [3], of('norm1').beta],
    ['norm1/moving_mean', [3], of('norm1').mean],
    ['norm1/moving_variance', [3], of('norm1').variance],
    ['conv2/kernel', [3, 3, 3, 3], kerasKernel(of('conv2').weights as Float64Array, 3, 3)],
    ['conv2/bias', [3], of('conv2').bias],
    ['logits/kernel', [48, 3], kerasKernel(of('logits').weights as Float64Array, 3, 48)],
    ['logits/bias', [3], of('logits').bias],
  ];
  const values = Float32Array.from(parts.flatMap(([, , part]) => Array.from(part ?? [])));
  const weights = parts.map(([name, shape]) => ({ name, shape, dtype: 'float32' }));
  const model = { modelTopology: topology(), weightsManifest: [{ paths: ['small.bin'], weights }] };
  return {
    model: { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(model)) },
    shard: { name: 'small.bin', bytes: new Uint8Array(values.buffer) },
  };
}

/** The weights of the same layers in an `nn.Sequential`, by its numbers, without the skip: safetensors without a word of a graph. */
export function weightsOfSmallCnn(): Uint8Array {
  const { nodes } = smallCnn('first');
  const of = (name: string) => parametersOf(nodes, name);
  const tensor = (name: string, shape: readonly number[], values: Float64Array | undefined) => ({
    name,
    type: 'F32' as const,
    shape,
    data: Float32Array.from(values ?? []),
  });
  return writeSafetensors(
    [
      tensor('0.weight', [3, 1, 3, 3], of('conv1').weights),
      tensor('0.bias', [3], of('conv1').bias),
      tensor('1.weight', [3], of('norm1').gamma),
      tensor('1.bias', [3], of('norm1').beta),
      tensor('1.running_mean', [3], of('norm1').mean),
      tensor('1.running_var', [3], of('norm1').variance),
      tensor('4.weight', [3, 3, 3, 3], of('conv2').weights),
      tensor('4.bias', [3], of('conv2').bias),
      tensor('7.weight', [3, 48], of('logits').weights),
      tensor('7.bias', [3], of('logits').bias),
    ],
    new Map(),
  );
}
