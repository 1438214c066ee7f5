/** Convolutions and their transposes as tfjs ops, with the pads, dilations and groups that tfjs lacks. */
import {
  concat,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  pad,
  slice,
  split,
  type Tensor4D,
  tensor4d,
  transpose,
} from '@tensorflow/tfjs';
import type { ConvMap } from '../../core/linear/types';
import type { Kept, TensorOp } from './kept';

/** What a convolution is, whichever way its channels lie. */
export type ConvSpec = Omit<ConvMap, 'kind' | 'inputs' | 'outputs' | 'channelAxis'>;

/** A batch of pictures, n × height × width × channels → the same of the other side. Without a bias. */
export function convolution(spec: ConvSpec, kept: Kept): TensorOp<Tensor4D> {
  return spec.transposed ? transposedOp(spec, kept) : forwardOp(spec, kept);
}

/** Pictures with channels first as pictures with channels last, and back. */
export const channelsLast = (x: Tensor4D): Tensor4D => transpose(x, [0, 2, 3, 1]);
export const channelsFirst = (x: Tensor4D): Tensor4D => transpose(x, [0, 3, 1, 2]);

type Pair = readonly [number, number];

/** tfjs takes strides or dilations, not both: then the kernel has the gaps itself. */
interface Spread {
  readonly kernel: Pair;
  readonly dilations: [number, number];
  /** Places between two of the kernel's entries. */
  readonly gaps: Pair;
}

const reach = (size: number, dilation: number): number => (size - 1) * dilation + 1;

function spreadOf({ kernel, strides, dilations }: ConvSpec, native: boolean): Spread {
  const own = native && (strides.every((stride) => stride === 1) || dilations.every((dilation) => dilation === 1));
  if (own) return { kernel, dilations: [dilations[0], dilations[1]], gaps: [1, 1] };
  return {
    kernel: [reach(kernel[0], dilations[0]), reach(kernel[1], dilations[1])],
    dilations: [1, 1],
    gaps: dilations,
  };
}

/**
 * Filters `from` … as tfjs has them, height × width × `shape`, with the gaps of a spread kernel. `place` says where entry
 * (filter, channel) lies in the last two axes.
 */
function filterTensor(
  { weights, channels, groups, kernel: [kh, kw] }: ConvSpec,
  { kernel, gaps }: Spread,
  [from, count]: Pair,
  shape: Pair,
  place: (filter: number, channel: number) => number,
): Tensor4D {
  const inner = channels / groups;
  const values = new Float32Array(kernel[0] * kernel[1] * shape[0] * shape[1]);
  for (let f = 0; f < count; f++)
    for (let c = 0; c < inner; c++)
      for (let i = 0; i < kh; i++)
        for (let j = 0; j < kw; j++) {
          const at = (i * gaps[0] * kernel[1] + j * gaps[1]) * shape[0] * shape[1] + place(f, c);
          values[at] = weights[(((from + f) * inner + c) * kh + i) * kw + j] as number;
        }
  return tensor4d(values, [kernel[0], kernel[1], shape[0], shape[1]]);
}

/** Places that a picture needs before and after so that a window reaches all that it must. */
function explicitPads({ height, width, rows, columns, kernel, strides, dilations, pads }: ConvSpec) {
  const after = (size: number, out: number, axis: 0 | 1): number =>
    Math.max(0, (out - 1) * strides[axis] + reach(kernel[axis], dilations[axis]) - size - pads[axis]);
  return [
    [0, 0],
    [pads[0], after(height, rows, 0)],
    [pads[1], after(width, columns, 1)],
    [0, 0],
  ] as [[number, number], [number, number], [number, number], [number, number]];
}

function forwardOp(spec: ConvSpec, kept: Kept): TensorOp<Tensor4D> {
  const { groups, channels, filters } = spec;
  const spread = spreadOf(spec, true);
  const pads = explicitPads(spec);
  const strides: [number, number] = [spec.strides[0], spec.strides[1]];
  const padded = pads.some(([before, after]) => before > 0 || after > 0);
  const input = (x: Tensor4D): Tensor4D => (padded ? pad(x, pads) : x);
  const each = filters / groups;
  if (groups > 1 && groups === channels) {
    const kernel = kept(filterTensor(spec, spread, [0, filters], [channels, each], (f) => f));
    return (x) => depthwiseConv2d(input(x), kernel, strides, 'valid', 'NHWC', spread.dilations);
  }
  const inner = channels / groups;
  const kernels = Array.from({ length: groups }, (_, g) =>
    kept(filterTensor(spec, spread, [g * each, each], [inner, each], (f, c) => c * each + f)),
  );
  return grouped(kernels, (x, kernel) => conv2d(input(x), kernel, strides, 'valid', 'NHWC', spread.dilations));
}

/** Each group's channels with its own kernel, side by side again. */
function grouped(kernels: readonly Tensor4D[], one: (x: Tensor4D, kernel: Tensor4D) => Tensor4D): TensorOp<Tensor4D> {
  if (kernels.length === 1) return (x) => one(x, kernels[0] as Tensor4D);
  return (x) => {
    const parts = split(x, kernels.length, 3);
    return concat(
      parts.map((part, g) => one(part as Tensor4D, kernels[g] as Tensor4D)),
      3,
    );
  };
}

/** The whole of what the windows reach, then the part that is asked for; places that none reaches are 0. */
function transposedOp(spec: ConvSpec, kept: Kept): TensorOp<Tensor4D> {
  const { groups, channels, filters, rows, columns, height, width, strides, pads } = spec;
  const spread = spreadOf(spec, false);
  const [each, inner] = [filters / groups, channels / groups];
  const kernels = Array.from({ length: groups }, (_, g) =>
    kept(filterTensor(spec, spread, [g * each, each], [inner, each], (f, c) => c * each + f)),
  );
  const whole: Pair = [(rows - 1) * strides[0] + spread.kernel[0], (columns - 1) * strides[1] + spread.kernel[1]];
  const missing: Pair = [Math.max(0, pads[0] + height - whole[0]), Math.max(0, pads[1] + width - whole[1])];
  const one = (x: Tensor4D, kernel: Tensor4D): Tensor4D =>
    conv2dTranspose(x, kernel, [x.shape[0], whole[0], whole[1], inner], [strides[0], strides[1]], 'valid');
  const all = grouped(kernels, one);
  return (x) => {
    const full = all(x);
    const enough =
      missing[0] + missing[1] === 0
        ? full
        : pad(full, [
            [0, 0],
            [0, missing[0]],
            [0, missing[1]],
            [0, 0],
          ]);
    const exact = enough.shape[1] === height && enough.shape[2] === width;
    return exact ? enough : slice(enough, [0, pads[0], pads[1], 0], [x.shape[0], height, width, channels]);
  };
}
