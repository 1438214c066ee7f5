/** A small residual CNN of pictures of 8 × 8, seeded, as files of every kind hold it. */
import type { Graph, GraphNode } from '../../src/core/graph';
import { createRandom } from '../../src/core/math/random';

const FILTERS = 3;

/** Input 8 × 8 × 1 (channels last) or 1 × 8 × 8 → conv → batch norm → ReLU → pooling → conv, + skip → ReLU → dense → softmax. */
export function smallCnn(
  channels: 'first' | 'last' = 'last',
  seed = 1,
  pooling: 'averagePool' | 'maxPool' = 'averagePool',
): Graph {
  const random = createRandom(seed);
  const values = (size: number, scale: number): Float64Array =>
    Float64Array.from({ length: size }, () => Math.fround(scale * random.normal()));
  const windows = { kernel: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1], channels };
  const conv = { op: 'conv', ...windows, filters: FILTERS, dilations: [1, 1], groups: 1 } as const;
  const pool = {
    name: 'pool1',
    inputs: ['relu1'],
    kernel: [2, 2],
    strides: [2, 2],
    pads: [0, 0, 0, 0],
    channels,
  } as const;
  const nodes: GraphNode[] = [
    { op: 'input', name: 'image', inputs: [], shape: channels === 'last' ? [8, 8, 1] : [1, 8, 8] },
    { ...conv, name: 'conv1', inputs: ['image'], weights: values(FILTERS * 9, 0.7), bias: values(FILTERS, 0.3) },
    {
      op: 'batchNorm',
      name: 'norm1',
      inputs: ['conv1'],
      axis: channels === 'last' ? 2 : 0,
      gamma: values(FILTERS, 1),
      beta: values(FILTERS, 0.2),
      mean: values(FILTERS, 0.2),
      variance: Float64Array.from({ length: FILTERS }, () => 1),
      epsilon: 2 ** -10,
    },
    { op: 'activation', name: 'relu1', inputs: ['norm1'], activation: { name: 'relu' } },
    pooling === 'maxPool'
      ? { ...pool, op: 'maxPool', dilations: [1, 1] }
      : { ...pool, op: 'averagePool', countPads: false },
    {
      ...conv,
      name: 'conv2',
      inputs: ['pool1'],
      weights: values(FILTERS * FILTERS * 9, 0.4),
      bias: values(FILTERS, 0.3),
    },
    { op: 'add', name: 'skip', inputs: ['conv2', 'pool1'] },
    { op: 'activation', name: 'relu2', inputs: ['skip'], activation: { name: 'relu' } },
    { op: 'reshape', name: 'flat', inputs: ['relu2'], shape: [FILTERS * 16] },
    {
      op: 'dense',
      name: 'logits',
      inputs: ['flat'],
      units: 3,
      weights: values(3 * FILTERS * 16, 0.4),
      bias: values(3, 0.3),
    },
    { op: 'softmax', name: 'classes', inputs: ['logits'], axis: 0 },
  ];
  return { name: 'small residual net', nodes, output: 'classes' };
}
