/** Sketches of a small network of images, made for nothing: code that has run before runs some times as fast. */
import type { ConvNode, Graph } from '../core/graph/types';
import type { Network } from '../core/network';
import { outputsOnSlice, Sampling } from '../core/partition/sketch';
import { axisSlice } from '../core/slice/slice';

const SIDE = 14;
const FILTERS = 4;
const OUTPUTS = 3;
/** Samples along a side; a pass through the network takes some hundredths of a millisecond. */
const SAMPLES = 32;

/** Numbers about 0 without a pattern; what they are does not matter. */
const numbers = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => Math.sin(1 + 2.4 * i * i));

const conv = (name: string, input: string, inputs: number): ConvNode => ({
  name,
  op: 'conv',
  inputs: [input],
  filters: FILTERS,
  kernel: [3, 3],
  strides: [1, 1],
  pads: [1, 1, 1, 1],
  dilations: [1, 1],
  groups: 1,
  channels: 'first',
  weights: numbers(FILTERS * inputs * 9),
  bias: numbers(FILTERS),
});

/** Convolutions, a skip, max-pooling and a read-out, as in networks of images that people have. */
function example(): Graph {
  const features = (FILTERS * SIDE * SIDE) / 4;
  const activation = { name: 'relu' } as const;
  return {
    name: '',
    nodes: [
      { name: 'x', op: 'input', inputs: [], shape: [1, SIDE, SIDE] },
      conv('a', 'x', 1),
      { name: 'b', op: 'activation', inputs: ['a'], activation },
      conv('c', 'b', FILTERS),
      { name: 'd', op: 'add', inputs: ['b', 'c'] },
      { name: 'e', op: 'activation', inputs: ['d'], activation },
      {
        name: 'f',
        op: 'maxPool',
        inputs: ['e'],
        kernel: [2, 2],
        strides: [2, 2],
        pads: [0, 0, 0, 0],
        dilations: [1, 1],
        channels: 'first',
      },
      { name: 'g', op: 'reshape', inputs: ['f'], shape: [features] },
      { name: 'y', op: 'dense', inputs: ['g'], units: OUTPUTS, weights: numbers(OUTPUTS * features) },
    ],
    output: 'y',
  };
}

/** Yields after each row of samples. Takes some hundredths of a second in all. */
export function* rehearse(): Generator<undefined, void, undefined> {
  const inputSize = SIDE * SIDE;
  const network: Network = { name: '', inputSize, outputSize: OUTPUTS, layers: [], graph: example() };
  const domain = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  const sampling = new Sampling(outputsOnSlice(network, axisSlice(inputSize)), domain, SAMPLES);
  while (!sampling.advance()) yield;
}
