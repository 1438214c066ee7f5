/** Convolutions and their transposes as tfjs ops, with the pads, dilations and groups that tfjs lacks. */
import {
  concat,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  pad,
  reshape,
  slice,
  split,
  type Tensor,
  type Tensor4D,
  transpose,
} from '@tensorflow/tfjs';
import type { ConvMap } from '../../core/linear/types';
import type { TensorOp } from './kept';
import type { Parameters } from './parameters';

/** What a convolution is, whichever way its channels lie. */
export type ConvSpec = Omit<ConvMap, 'kind' | 'inputs' | 'outputs' | 'channelAxis'>;

/** A batch of pictures, n × height × width × channels → the same of the other side. Without a bias. */
export function convolution(spec: ConvSpec, parameters: Parameters): TensorOp<Tensor4D> {
  return spec.transposed ? transposedOp(spec, parameters) : forwardOp(spec, parameters);
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

/** Zeros between the entries of the first axis, `gap` apart, none after the last. */
function spacedOut(kernel: Tensor, gap: number): Tensor {
  const [size, ...rest] = kernel.shape as [number, ...number[]];
  if (gap === 1 || size === 1) return kernel;
  const inner = rest.reduce((product, length) => product * length, 1);
  const padded = pad(reshape(kernel, [size, 1, inner]), [
    [0, 0],
    [0, gap - 1],
    [0, 0],
  ]);
  const all = reshape(padded, [size * gap, inner]);
  return reshape(slice(all, [0, 0], [reach(size, gap), inner]), [reach(size, gap), ...rest]);
}

/** A kernel, height × width × …, with the gaps of a spread one. */
function spreadOut(kernel: Tensor4D, { gaps }: Spread): Tensor4D {
  if (gaps.every((gap) => gap === 1)) return kernel;
  const rows = spacedOut(kernel, gaps[0]);
  const across = spacedOut(transpose(rows, [1, 0, 2, 3]), gaps[1]);
  return transpose(across, [1, 0, 2, 3]) as Tensor4D;
}

/** The kernels of each group as tfjs has them, height × width × its channels × its filters. */
function groupKernels(spec: ConvSpec, spread: Spread, parameters: Parameters): () => Tensor4D[] {
  const { weights, channels, groups, filters, kernel } = spec;
  const [inner, each] = [channels / groups, filters / groups];
  const all = parameters.take(weights, [filters, inner, ...kernel], (taken) =>
    spreadOut(transpose(taken, [2, 3, 1, 0]) as Tensor4D, spread),
  );
  if (groups === 1) return () => [all()];
  return () => {
    const kernels = all();
    const [height, width] = kernels.shape;
    return Array.from({ length: groups }, (_, g) => slice(kernels, [0, 0, 0, g * each], [height, width, inner, each]));
  };
}

/** The kernel of a convolution with a group a channel: height × width × channels × filters of each. */
function depthwiseKernel(spec: ConvSpec, spread: Spread, parameters: Parameters): () => Tensor4D {
  const { weights, channels, filters, kernel } = spec;
  return parameters.take(weights, [channels, filters / channels, ...kernel], (taken) =>
    spreadOut(transpose(taken, [2, 3, 0, 1]) as Tensor4D, spread),
  );
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

function forwardOp(spec: ConvSpec, parameters: Parameters): TensorOp<Tensor4D> {
  const { groups, channels } = spec;
  const spread = spreadOf(spec, !parameters.trained);
  const pads = explicitPads(spec);
  const strides: [number, number] = [spec.strides[0], spec.strides[1]];
  const padded = pads.some(([before, after]) => before > 0 || after > 0);
  const input = (x: Tensor4D): Tensor4D => (padded ? pad(x, pads) : x);
  if (groups > 1 && groups === channels) {
    const kernel = depthwiseKernel(spec, spread, parameters);
    return (x) => depthwiseConv2d(input(x), kernel(), strides, 'valid', 'NHWC', spread.dilations);
  }
  const kernels = groupKernels(spec, spread, parameters);
  return grouped(kernels, (x, kernel) => conv2d(input(x), kernel, strides, 'valid', 'NHWC', spread.dilations));
}

/** Each group's channels with its own kernel, side by side again. */
function grouped(kernels: () => Tensor4D[], one: (x: Tensor4D, kernel: Tensor4D) => Tensor4D): TensorOp<Tensor4D> {
  return (x) => {
    const all = kernels();
    if (all.length === 1) return one(x, all[0] as Tensor4D);
    const parts = split(x, all.length, 3);
    return concat(
      parts.map((part, g) => one(part as Tensor4D, all[g] as Tensor4D)),
      3,
    );
  };
}

/** The whole of what the windows reach, then the part that is asked for; places that none reaches are 0. */
function transposedOp(spec: ConvSpec, parameters: Parameters): TensorOp<Tensor4D> {
  const { groups, channels, rows, columns, height, width, strides, pads } = spec;
  const spread = spreadOf(spec, false);
  const inner = channels / groups;
  const kernels = groupKernels(spec, spread, parameters);
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
