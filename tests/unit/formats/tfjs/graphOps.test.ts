import { setBackend, type Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { sizeOf } from '../../../../src/core/graph';
import { readTfjs } from '../../../../src/formats/tfjs';
import { seeded } from '../../../support/build';
import { type Attribute, b, f, GraphFile, i, list, s, texts } from '../../../support/graphModels';
import { disagreement, randomInput } from '../../../support/tfjsFiles';

/** Adds nodes behind the placeholder x and gives the last one's name. */
type Build = (g: GraphFile) => string;

let serial = 0;
const random = (g: GraphFile, shape: readonly number[], low = -1, high = 1): string => {
  const next = seeded(++serial);
  return g.constant(
    `c${serial}`,
    shape,
    Float32Array.from({ length: sizeOf(shape) }, () => low + (high - low) * next()),
  );
};
const wholes = (g: GraphFile, values: readonly number[]): string => g.wholes(`w${++serial}`, values);
const whole = (g: GraphFile, value: number): string => g.whole(`w${++serial}`, value);

/** One op of x and constants. */
const op = (
  name: string,
  others: (g: GraphFile) => readonly string[] = () => [],
  attr: Readonly<Record<string, Attribute>> = {},
): Build => {
  return (g) => g.op('y', name, ['x', ...others(g)], attr);
};

async function check([shape, build]: Case, seed: number): Promise<void> {
  const g = new GraphFile();
  g.placeholder('x', [-1, ...shape]);
  build(g);
  const read = readTfjs(g.files());
  if (!read.ok) throw new Error(`${read.error.where}: ${read.error.message}`);
  const { graph } = read;
  expect(graph.nodes.filter((node) => node.op === 'unknown')).toEqual([]);
  const model = await g.load();
  for (let run = 0; run < 2; run++) {
    const x = randomInput(sizeOf(shape), 10 * seed + run);
    const predict = (value: Tensor): Tensor => {
      const y = model.execute({ x: value }, 'y') as Tensor;
      return y.dtype === 'float32' ? y : y.toFloat();
    };
    expect(disagreement(graph, predict, x, shape)).toBeLessThan(1e-5);
  }
}

type Case = readonly [shape: readonly number[], build: Build];

const image = [7, 6, 4];
const same = { strides: list([1, 2, 2, 1]), padding: s('SAME'), data_format: s('NHWC'), dilations: list([1, 1, 1, 1]) };
const valid = { ...same, padding: s('VALID'), strides: list([1, 1, 1, 1]) };
const dilated = { ...valid, dilations: list([1, 2, 1, 1]) };
const filter = (g: GraphFile): readonly string[] => [random(g, [3, 2, 4, 5])];
const statistics = (g: GraphFile): readonly string[] => [
  random(g, [4]),
  random(g, [4]),
  random(g, [4]),
  random(g, [4], 0.2, 1),
];
const fused = (...ops: string[]): Readonly<Record<string, Attribute>> => ({
  fused_ops: texts(ops),
  num_args: i(ops.includes('Prelu') ? 2 : 1),
  epsilon: f(0.01),
  leakyrelu_alpha: f(0.3),
});
const axes =
  (...values: number[]) =>
  (g: GraphFile): readonly string[] => [wholes(g, values)];
const masks = (
  begin: number,
  end: number,
  shrink: number,
  fresh = 0,
  ellipsis = 0,
): Readonly<Record<string, Attribute>> => ({
  begin_mask: i(begin),
  end_mask: i(end),
  shrink_axis_mask: i(shrink),
  new_axis_mask: i(fresh),
  ellipsis_mask: i(ellipsis),
});

const cases: Readonly<Record<string, Case>> = {
  MatMul: [[5], op('MatMul', (g) => [random(g, [5, 3])])],
  'MatMul, transposed': [[5], op('MatMul', (g) => [random(g, [3, 5])], { transpose_b: b(true) })],
  '_FusedMatMul with bias and ReLU': [
    [5],
    op('_FusedMatMul', (g) => [random(g, [5, 3]), random(g, [3])], fused('BiasAdd', 'Relu')),
  ],
  '_FusedMatMul with bias': [[5], op('_FusedMatMul', (g) => [random(g, [5, 3]), random(g, [3])], fused('BiasAdd'))],
  Conv2D: [image, op('Conv2D', filter, same)],
  'Conv2D dilated': [image, op('Conv2D', filter, dilated)],
  '_FusedConv2D with leaky ReLU': [
    image,
    op('_FusedConv2D', (g) => [...filter(g), random(g, [5])], { ...same, ...fused('BiasAdd', 'LeakyRelu') }),
  ],
  '_FusedConv2D with PReLU': [
    image,
    op('_FusedConv2D', (g) => [...filter(g), random(g, [5]), random(g, [5])], {
      ...same,
      ...fused('BiasAdd', 'Prelu'),
    }),
  ],
  '_FusedConv2D with ELU': [
    image,
    op('_FusedConv2D', (g) => [...filter(g), random(g, [5])], { ...valid, ...fused('BiasAdd', 'Elu') }),
  ],
  DepthwiseConv2dNative: [image, op('DepthwiseConv2dNative', (g) => [random(g, [3, 2, 4, 2])], same)],
  FusedDepthwiseConv2dNative: [
    image,
    op('FusedDepthwiseConv2dNative', (g) => [random(g, [3, 2, 4, 2]), random(g, [8])], {
      ...valid,
      ...fused('BiasAdd', 'Relu6'),
    }),
  ],
  Conv2DBackpropInput: [
    image,
    (g) => g.op('y', 'Conv2DBackpropInput', [wholes(g, [1, 14, 12, 3]), random(g, [3, 3, 3, 4]), 'x'], same),
  ],
  BiasAdd: [image, op('BiasAdd', (g) => [random(g, [4])])],
  FusedBatchNormV3: [image, op('FusedBatchNormV3', statistics, { epsilon: f(0.01), data_format: s('NHWC') })],
  Add: [image, op('Add', (g) => [random(g, [4])])],
  'AddV2 of a node and itself': [[5], (g) => g.op('y', 'AddV2', ['x', g.op('z', 'Relu', ['x'])])],
  'AddN of three': [[5], (g) => g.op('y', 'AddN', ['x', g.op('z', 'Relu', ['x']), 'x'], { N: i(3) })],
  'Sub of a constant': [[5], op('Sub', (g) => [random(g, [1, 5])])],
  'Sub from a constant': [[5], (g) => g.op('y', 'Sub', [random(g, [5]), 'x'])],
  Mul: [image, op('Mul', (g) => [random(g, [6, 4])])],
  'Mul of two nodes': [[5], (g) => g.op('y', 'Mul', ['x', g.op('z', 'Sigmoid', ['x'])])],
  RealDiv: [[5], op('RealDiv', (g) => [random(g, [5], 0.5, 2)])],
  'a larger constant': [[1], op('AddV2', (g) => [random(g, [4])])],
  Maximum: [[5], op('Maximum', (g) => [random(g, [5])])],
  'Maximum with 0': [[5], op('Maximum', (g) => [g.constant('zero', [], [0])])],
  Minimum: [[5], op('Minimum', (g) => [random(g, [])])],
  MaxPool: [image, op('MaxPool', () => [], { ...same, ksize: list([1, 3, 2, 1]) })],
  AvgPool: [image, op('AvgPool', () => [], { ...same, ksize: list([1, 3, 2, 1]) })],
  Mean: [image, op('Mean', axes(1, 2), { keep_dims: b(false) })],
  'Sum, kept': [image, op('Sum', axes(-1), { keep_dims: b(true) })],
  Max: [image, op('Max', axes(1), { keep_dims: b(false) })],
  Min: [image, op('Min', axes(2, 3), { keep_dims: b(false) })],
  Pad: [image, op('Pad', (g) => [g.constant('pads', [4, 2], [0, 0, 1, 2, 0, 3, 0, 0], 'int32')])],
  PadV2: [
    image,
    op('PadV2', (g) => [g.constant('pads', [4, 2], [0, 0, 1, 2, 0, 3, 0, 0], 'int32'), g.constant('value', [], [0.5])]),
  ],
  MirrorPad: [
    image,
    op('MirrorPad', (g) => [g.constant('pads', [4, 2], [0, 0, 1, 2, 0, 3, 0, 0], 'int32')], { mode: s('REFLECT') }),
  ],
  Reshape: [image, op('Reshape', (g) => [wholes(g, [-1, 21, 8])])],
  'Reshape over the batch': [[4, 5], op('Reshape', (g) => [wholes(g, [-1, 5])])],
  Squeeze: [[1, 5], op('Squeeze', () => [], { squeeze_dims: list([1]) })],
  ExpandDims: [[5], op('ExpandDims', (g) => [whole(g, 1)])],
  Transpose: [image, op('Transpose', axes(0, 3, 1, 2))],
  'Transpose of the batch': [[4, 5], op('Transpose', axes(1, 0, 2))],
  ConcatV2: [
    image,
    (g) => g.op('y', 'ConcatV2', ['x', g.op('z', 'Relu', ['x']), random(g, [1, 7, 6, 2]), whole(g, 3)], { N: i(3) }),
  ],
  ResizeBilinear: [image, op('ResizeBilinear', axes(14, 9), { half_pixel_centers: b(true), align_corners: b(false) })],
  'ResizeBilinear, corners': [
    image,
    op('ResizeBilinear', axes(5, 9), { half_pixel_centers: b(false), align_corners: b(true) }),
  ],
  'ResizeBilinear, old': [
    image,
    op('ResizeBilinear', axes(14, 12), { half_pixel_centers: b(false), align_corners: b(false) }),
  ],
  ResizeNearestNeighbor: [
    image,
    op('ResizeNearestNeighbor', axes(14, 18), { half_pixel_centers: b(true), align_corners: b(false) }),
  ],
  'ResizeNearestNeighbor, old': [
    image,
    op('ResizeNearestNeighbor', axes(10, 4), { half_pixel_centers: b(false), align_corners: b(false) }),
  ],
  Slice: [image, op('Slice', (g) => [wholes(g, [0, 1, 2, 0]), wholes(g, [-1, 3, -1, 2])])],
  StridedSlice: [
    image,
    op('StridedSlice', (g) => [wholes(g, [0, 1, -1]), wholes(g, [0, 6, 0]), wholes(g, [1, 2, -2])], masks(1, 1, 0)),
  ],
  'StridedSlice of a place': [
    image,
    op('StridedSlice', (g) => [wholes(g, [0, 2]), wholes(g, [0, 3]), wholes(g, [1, 1])], masks(1, 1, 2)),
  ],
  'StridedSlice at the end': [
    image,
    op('StridedSlice', (g) => [wholes(g, [0, 1]), wholes(g, [0, 3]), wholes(g, [1, 1])], masks(0, 0, 0, 0, 1)),
  ],
  Split: [[6, 4], (g) => g.op('y', 'Relu', [`${g.op('parts', 'Split', [whole(g, 1), 'x'], { num_split: i(3) })}:1`])],
  Unary: [[9], (g) => g.op('y', 'Square', [g.op('n', 'Neg', [g.op('e', 'Exp', ['x'])])])],
  Rsqrt: [[9], (g) => g.op('y', 'Rsqrt', [g.op('e', 'Exp', ['x'])])],
  LeakyRelu: [[9], op('LeakyRelu', () => [], { alpha: f(0.3) })],
  Prelu: [image, op('Prelu', (g) => [random(g, [1, 1, 4])])],
  Softmax: [[4, 5], op('Softmax')],
  ArgMax: [[4, 5], op('ArgMax', (g) => [whole(g, 2)])],
  DepthToSpace: [[3, 2, 8], op('DepthToSpace', () => [], { block_size: i(2), data_format: s('NHWC') })],
  ClipByValue: [[9], op('ClipByValue', (g) => [g.constant('low', [], [-0.4]), g.constant('high', [], [0.9])])],
  SquaredDifference: [[5], op('SquaredDifference', (g) => [random(g, [5])])],
};

const unary = ['Relu', 'Relu6', 'Elu', 'Selu', 'Sigmoid', 'Tanh', 'Softplus', 'Abs', 'Erf', 'Identity', 'LogSoftmax'];

/** Shapes that are computed while the graph runs: [batch, −1] of the input's own shape. */
const flattened: Build = (g) => {
  const shape = g.op('shape', 'Shape', ['x'], { out_type: { type: 'DT_INT32' } });
  const batch = g.op('batch', 'StridedSlice', [shape, wholes(g, [0]), wholes(g, [1]), wholes(g, [1])], masks(0, 0, 1));
  const target = g.op('target', 'Pack', [batch, whole(g, -1)], { N: i(2), axis: i(0) });
  return g.op('y', 'Reshape', ['x', target]);
};

/** A batch norm that was taken apart: x γ/√(σ² + ε) + (β − μ γ/√(σ² + ε)). */
const apart: Build = (g) => {
  const root = g.op('root', 'Rsqrt', [
    g.op('sum', 'AddV2', [random(g, [4], 0.2, 1), g.constant('epsilon', [], [0.001])]),
  ]);
  const factor = g.op('factor', 'Mul', [root, random(g, [4])]);
  const offset = g.op('offset', 'Sub', [random(g, [4]), g.op('moved', 'Mul', [random(g, [4]), factor])]);
  return g.op('y', 'AddV2', [g.op('scaled', 'Mul', ['x', factor]), offset]);
};

beforeAll(async () => {
  await setBackend('cpu');
});

describe('graph models of tfjs', () => {
  for (const [name, own] of Object.entries(cases))
    test(`${name} computes what tfjs computes`, async () => check(own, name.length));
  for (const name of unary) test(`${name} computes what tfjs computes`, async () => check([[9], op(name)], 5));
  test('shapes that are computed become numbers', async () => check([image, flattened], 3));
  test('a batch norm that was taken apart is one affine map', async () => {
    await check([image, apart], 4);
    const g = new GraphFile();
    g.placeholder('x', [-1, ...image]);
    apart(g);
    const read = readTfjs(g.files());
    expect(read.ok && read.graph.nodes.map(({ op: kind }) => kind)).toEqual(['input', 'scale', 'scale']);
  });
});
