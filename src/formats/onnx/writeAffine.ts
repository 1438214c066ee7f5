/** Affine ops in ONNX's words. Definitions: https://onnx.ai/onnx/operators/. */
import type { GraphNode, Windows } from '../../core/graph/types';
import { batched, inputOf, isAll, type Sheet, shifted, type Writer, type WrittenAttributes } from './sheet';

const dense: Writer<'dense'> = (sheet, node) => {
  const x = inputOf(node);
  const features = node.weights.length / node.units;
  if (sheet.shapeOf(x).length === 1) {
    const weights = sheet.floats(node, 'weights', [node.units, features], node.weights);
    const bias = node.bias ? [sheet.floats(node, 'bias', [node.units], node.bias)] : [];
    return sheet.last(node, 'Gemm', [x, weights, ...bias], { transB: 1 });
  }
  const turned = new Float64Array(node.weights.length);
  for (let i = 0; i < node.units; i++)
    for (let j = 0; j < features; j++) turned[j * node.units + i] = node.weights[i * features + j] as number;
  const weights = sheet.floats(node, 'weights', [features, node.units], turned);
  if (!node.bias) return sheet.last(node, 'MatMul', [x, weights]);
  const product = sheet.part(node, 'product', 'MatMul', [x, weights]);
  return sheet.last(node, 'Add', [product, sheet.floats(node, 'bias', [node.units], node.bias)]);
};

/** A node whose windows ONNX slides over channels first, between transposes where the graph has them last. */
export function windowed(
  sheet: Sheet,
  node: GraphNode & Windows,
  opType: string,
  parameters: readonly string[],
  attributes: WrittenAttributes,
): string {
  const [x, rank] = [inputOf(node), node.kernel.length];
  const all = { kernel_shape: node.kernel, strides: node.strides, pads: node.pads, ...attributes };
  if (node.channels === 'first') return sheet.last(node, opType, [x, ...parameters], all);
  const places = node.kernel.map((_, i) => i + 1);
  const first = sheet.part(node, 'channels first', 'Transpose', [x], { perm: [0, rank + 1, ...places] });
  const out = sheet.part(node, opType, opType, [first, ...parameters], all);
  return sheet.last(node, 'Transpose', [out], { perm: [0, ...places.map((place) => place + 1), 1] });
}

const conv: Writer<'conv'> = (sheet, node) => {
  const { filters, groups, weights, bias, kernel, dilations } = node;
  const each = weights.length / filters / kernel.reduce((product, size) => product * size, 1);
  const parameters = [sheet.floats(node, 'weights', [filters, each, ...kernel], weights)];
  if (bias) parameters.push(sheet.floats(node, 'bias', [filters], bias));
  return windowed(sheet, node, 'Conv', parameters, { dilations, group: groups });
};

const convTranspose: Writer<'convTranspose'> = (sheet, node) => {
  const { filters, groups, weights, bias, kernel, dilations, outputPads } = node;
  const each = filters / groups;
  const inputs = weights.length / each / kernel.reduce((product, size) => product * size, 1);
  const parameters = [sheet.floats(node, 'weights', [inputs, each, ...kernel], weights)];
  if (bias) parameters.push(sheet.floats(node, 'bias', [filters], bias));
  return windowed(sheet, node, 'ConvTranspose', parameters, { dilations, group: groups, output_padding: outputPads });
};

const scale: Writer<'scale'> = (sheet, node) => {
  const x = inputOf(node);
  const [plain, central] = [isAll(node.factors, 1), isAll(node.offsets, 0)];
  if (plain && central) return sheet.last(node, 'Identity', [x]);
  const factors = plain ? '' : sheet.floats(node, 'factors', node.shape, node.factors);
  const offsets = central ? '' : sheet.floats(node, 'offsets', node.shape, node.offsets);
  if (central) return sheet.last(node, 'Mul', [x, factors]);
  const product = plain ? x : sheet.part(node, 'product', 'Mul', [x, factors]);
  return sheet.last(node, 'Add', [product, offsets]);
};

/** ONNX normalises along axis 1, the first behind the batch; other axes are a product and a sum. */
const batchNorm: Writer<'batchNorm'> = (sheet, node) => {
  const x = inputOf(node);
  const size = node.gamma.length;
  const { gamma, beta, mean, variance, epsilon } = node;
  if (node.axis === 0) {
    const parameters = Object.entries({ gamma, beta, mean, variance }).map(([what, values]) =>
      sheet.floats(node, what, [size], values),
    );
    return sheet.last(node, 'BatchNormalization', [x, ...parameters], { epsilon: { float: epsilon } });
  }
  const shape = [
    size,
    ...sheet
      .shapeOf(x)
      .slice(node.axis + 1)
      .map(() => 1),
  ];
  const factors = gamma.map((value, i) => value / Math.sqrt((variance[i] as number) + epsilon));
  const offsets = beta.map((value, i) => value - (mean[i] as number) * (factors[i] as number));
  const product = sheet.part(node, 'product', 'Mul', [x, sheet.floats(node, 'factors', shape, factors)]);
  return sheet.last(node, 'Add', [product, sheet.floats(node, 'offsets', shape, offsets)]);
};

const averagePool: Writer<'averagePool'> = (sheet, node) =>
  windowed(sheet, node, 'AveragePool', [], { count_include_pad: Number(node.countPads) });

const maxPool: Writer<'maxPool'> = (sheet, node) => windowed(sheet, node, 'MaxPool', [], { dilations: node.dilations });

const REDUCTIONS = { mean: 'ReduceMean', sum: 'ReduceSum', reduceMax: 'ReduceMax', reduceMin: 'ReduceMin' } as const;

const reduce: Writer<'mean' | 'sum' | 'reduceMax' | 'reduceMin'> = (sheet, node) => {
  // No axes would be all axes.
  if (node.axes.length === 0) return sheet.last(node, 'Identity', [inputOf(node)]);
  const axes = sheet.wholes(node, 'axes', shifted(node.axes));
  return sheet.last(node, REDUCTIONS[node.op], [inputOf(node), axes], { keepdims: Number(node.keep) });
};

const pad: Writer<'pad'> = (sheet, node) => {
  const pads = sheet.wholes(node, 'pads', [0, ...node.before, 0, ...node.after]);
  const value = node.mode === 'constant' ? [sheet.float(node, 'value', node.value)] : [];
  return sheet.last(node, 'Pad', [inputOf(node), pads, ...value], { mode: node.mode });
};

const crop: Writer<'crop'> = (sheet, node) => {
  const { starts, sizes, steps } = node;
  const ends = starts.map((start, axis) => {
    const end = start + (sizes[axis] as number) * (steps[axis] as number);
    // Below the first place: −1 would be the last one.
    return end < 0 ? -(2 ** 31) : end;
  });
  const lists = { starts, ends, axes: starts.map((_, axis) => axis + 1), steps };
  const inputs = Object.entries(lists).map(([what, values]) => sheet.wholes(node, what, values));
  return sheet.last(node, 'Slice', [inputOf(node), ...inputs]);
};

const COORDINATES = { halfPixel: 'half_pixel', alignCorners: 'align_corners', asymmetric: 'asymmetric' } as const;

const resize: Writer<'resize'> = (sheet, node) => {
  const sizes = sheet.wholes(node, 'sizes', batched(node.shape));
  return sheet.last(node, 'Resize', [inputOf(node), '', '', sizes], {
    mode: node.mode === 'nearest' ? 'nearest' : 'linear',
    coordinate_transformation_mode: COORDINATES[node.coordinates],
    nearest_mode: node.coordinates === 'asymmetric' ? 'floor' : 'round_prefer_floor',
  });
};

const reshape: Writer<'reshape'> = (sheet, node) =>
  sheet.last(node, 'Reshape', [inputOf(node), sheet.wholes(node, 'shape', batched(node.shape))]);

const transpose: Writer<'transpose'> = (sheet, node) =>
  sheet.last(node, 'Transpose', [inputOf(node)], { perm: [0, ...shifted(node.order)] });

const concat: Writer<'concat'> = (sheet, node) => sheet.last(node, 'Concat', node.inputs, { axis: node.axis + 1 });

export const AFFINE_WRITERS = {
  dense,
  conv,
  convTranspose,
  scale,
  batchNorm,
  averagePool,
  maxPool,
  mean: reduce,
  sum: reduce,
  reduceMax: reduce,
  reduceMin: reduce,
  pad,
  crop,
  resize,
  reshape,
  transpose,
  concat,
} as const;
