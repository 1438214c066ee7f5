/** Nodes with windows over one or two spatial axes: one axis is a picture of one row. */
import {
  add,
  avgPool,
  gather,
  maximum,
  maxPool,
  mul,
  pad,
  reshape,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor4d,
} from '@tensorflow/tfjs';
import type { AveragePoolNode, ConvNode, ConvTransposeNode, MaxPoolNode, Shape, Windows } from '../../core/graph';
import { channelsFirst, channelsLast, convolution } from './convolution';
import type { Kept, TensorOp } from './kept';
import type { Parameters } from './parameters';

type Pair = [number, number];

/** [a] as [none, a], [a, b] as it is. */
export const planar = (values: readonly number[], none: number): Pair =>
  values.length === 1 ? [none, values[0] as number] : [values[0] as number, values[1] as number];

interface Picture {
  readonly channels: number;
  readonly size: Pair;
}

export const pictureOf = (shape: Shape, channels: Windows['channels']): Picture =>
  channels === 'first'
    ? { channels: shape[0] as number, size: planar(shape.slice(1), 1) }
    : { channels: shape[shape.length - 1] as number, size: planar(shape.slice(0, -1), 1) };

/** Runs an op of pictures with channels last on tensors as the node has them. */
export function onPictures(node: Windows, input: Shape, output: Shape, op: TensorOp<Tensor4D>): TensorOp {
  const { channels, size } = pictureOf(input, node.channels);
  const first = node.channels === 'first';
  return (x) => {
    const batch = x.shape[0] as number;
    const shape: [number, number, number, number] = first ? [batch, channels, ...size] : [batch, ...size, channels];
    const picture = reshape(x, shape) as Tensor4D;
    const made = op(first ? channelsLast(picture) : picture);
    return reshape(first ? channelsFirst(made) : made, [batch, ...output]);
  };
}

/** z = conv(x) + bias, or of its transpose. */
export function convOp(
  node: ConvNode | ConvTransposeNode,
  input: Shape,
  output: Shape,
  parameters: Parameters,
): TensorOp {
  const transposed = node.op === 'convTranspose';
  const [wide, narrow] = [transposed ? output : input, transposed ? input : output].map((shape) =>
    pictureOf(shape, node.channels),
  ) as [Picture, Picture];
  const op = convolution(
    {
      transposed,
      groups: node.groups,
      channels: wide.channels,
      height: wide.size[0],
      width: wide.size[1],
      filters: narrow.channels,
      rows: narrow.size[0],
      columns: narrow.size[1],
      kernel: planar(node.kernel, 1),
      strides: planar(node.strides, 1),
      dilations: planar(node.dilations, 1),
      pads: planar(node.pads.slice(0, node.kernel.length), 0),
      weights: node.weights,
    },
    parameters,
  );
  if (!node.bias) return onPictures(node, input, output, op);
  const bias = parameters.take(node.bias, [node.bias.length], (values) => values);
  return onPictures(node, input, output, (x) => add(op(x), bias()));
}

/** Places before and after each axis of a picture. */
export function padsOf({ pads, kernel }: Windows): [Pair, Pair] {
  const [top, left] = planar(pads.slice(0, kernel.length), 0);
  const [bottom, right] = planar(pads.slice(kernel.length), 0);
  return [
    [top, bottom],
    [left, right],
  ];
}

export function padded(node: Windows, value: number): TensorOp<Tensor4D> {
  const [rows, columns] = padsOf(node);
  if ([...rows, ...columns].every((places) => places === 0)) return (x) => x;
  return (x) => pad(x, [[0, 0], rows, columns, [0, 0]], value);
}

/** How many places of each window lie inside, 1 × rows × columns × 1. */
function insideCounts(node: Windows & { readonly dilations?: readonly number[] }, input: Shape, output: Shape) {
  const from = pictureOf(input, node.channels).size;
  const to = pictureOf(output, node.channels).size;
  const [kernel, strides, dilations] = [node.kernel, node.strides, node.dilations ?? []].map((v) =>
    v.length === 0 ? [1, 1] : planar(v, 1),
  ) as [Pair, Pair, Pair];
  const pads = padsOf(node);
  const along = (axis: 0 | 1): number[] =>
    Array.from({ length: to[axis] }, (_, i) => {
      let inside = 0;
      for (let k = 0; k < kernel[axis]; k++) {
        const at = i * strides[axis] + k * dilations[axis] - pads[axis][0];
        if (at >= 0 && at < from[axis]) inside++;
      }
      return inside;
    });
  const columns = along(1);
  return { counts: along(0).flatMap((row) => columns.map((column) => row * column)), size: to };
}

export function averagePoolOp(node: AveragePoolNode, input: Shape, output: Shape, kept: Kept): TensorOp {
  const kernel = planar(node.kernel, 1);
  const strides = planar(node.strides, 1);
  const fill = padded(node, 0);
  const mean: TensorOp<Tensor4D> = (x) => avgPool(fill(x), kernel, strides, 'valid');
  const { counts, size } = insideCounts(node, input, output);
  const whole = kernel[0] * kernel[1];
  if (node.countPads || counts.every((count) => count === whole)) return onPictures(node, input, output, mean);
  // The mean over all places as one over those inside.
  const factors = kept(
    tensor4d(
      counts.map((count) => (count === 0 ? 0 : whole / count)),
      [1, ...size, 1],
    ),
  );
  return onPictures(node, input, output, (x) => mul(mean(x), factors));
}

/** Below every value: a place outside never wins. Not −Infinity, which a shader's text cannot say. */
const LEAST = -3.4e38;

export function maxPoolOp(node: MaxPoolNode, input: Shape, output: Shape, kept: Kept): TensorOp {
  const fill = padded(node, LEAST);
  const kernel = planar(node.kernel, 1);
  const strides = planar(node.strides, 1);
  const dilations = planar(node.dilations, 1);
  const spread = dilations.some((dilation, axis) => dilation > 1 && (kernel[axis] as number) > 1);
  const { size, counts } = insideCounts(node, input, output);
  const largest: TensorOp<Tensor4D> = spread
    ? spreadMax({ kernel, strides, dilations, size, fill }, kept)
    : (x) => maxPool(fill(x), kernel, strides, 'valid');
  if (counts.every((count) => count > 0)) return onPictures(node, input, output, largest);
  // A window that is outside altogether gives 0.
  const there = kept(
    tensor4d(
      counts.map((count) => Number(count > 0)),
      [1, ...size, 1],
    ),
  );
  return onPictures(node, input, output, (x) => mul(largest(x), there));
}

interface SpreadWindows {
  readonly kernel: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly size: Pair;
  readonly fill: TensorOp<Tensor4D>;
}

/** Windows with gaps, which tfjs's pooling lacks: the largest of the picture moved by each place of the kernel. */
function spreadMax({ kernel, strides, dilations, size, fill }: SpreadWindows, kept: Kept): TensorOp<Tensor4D> {
  const places = (axis: 0 | 1, k: number): Tensor =>
    kept(
      tensor1d(
        Array.from({ length: size[axis] }, (_, i) => i * strides[axis] + k * dilations[axis]),
        'int32',
      ),
    );
  const rows = Array.from({ length: kernel[0] }, (_, k) => places(0, k));
  const columns = Array.from({ length: kernel[1] }, (_, k) => places(1, k));
  const over = (x: Tensor, indices: readonly Tensor[], axis: number): Tensor =>
    indices.map((from) => gather(x, from as Tensor & { rank: 1 }, axis)).reduce((a, b) => maximum(a, b));
  return (x) => over(over(fill(x), rows, 1), columns, 2) as Tensor4D;
}
