/** Windows over one or two spatial axes: convolutions and pools. Definitions: https://onnx.ai/onnx/operators/. */
import type { Windows } from '../../core/graph/types';
import type { Converter, Step } from './step';
import { type DynamicValue, type NodeBody, Unsupported } from './values';

export interface FileWindows {
  readonly body: Windows;
  readonly dilations: readonly number[];
}

/** Halves of totals, [before each axis …, after each axis …]; of an odd one the larger half comes last (SAME_UPPER) or first. */
export function autoPads(totals: readonly number[], mode: string): readonly number[] {
  const small = totals.map((total) => Math.floor(total / 2));
  const large = totals.map((total, i) => total - (small[i] as number));
  return mode === 'SAME_LOWER' ? [...large, ...small] : [...small, ...large];
}

/** Kernel, strides, pads and dilations as the file states them; `sizes` of the input's spatial axes. */
export function windowsOf(step: Step, kernel: readonly number[], sizes: readonly number[]): FileWindows {
  const { attributes } = step;
  if (kernel.length < 1 || kernel.length > 2 || sizes.length !== kernel.length)
    throw new Unsupported(`windows over ${kernel.length} axes of ${sizes.length}; one or two are read`);
  const strides = attributes.wholes('strides') ?? kernel.map(() => 1);
  const dilations = attributes.wholes('dilations') ?? kernel.map(() => 1);
  const none = kernel.flatMap(() => [0, 0]);
  const mode = attributes.text('auto_pad', 'NOTSET');
  const pads =
    mode === 'NOTSET' ? (attributes.wholes('pads') ?? none) : mode === 'VALID' ? none : autoPads(samePads(), mode);
  return { body: { kernel, strides, pads, channels: 'first' }, dilations };

  /** As many places as give ⌈size/stride⌉ windows. */
  function samePads(): number[] {
    return sizes.map((size, i) => {
      const stride = strides[i] as number;
      const reach = (dilations[i] as number) * ((kernel[i] as number) - 1) + 1;
      return Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
    });
  }
}

/**
 * Places to add at the end so that as many windows fit as `ceil_mode` asks for: the last may reach over the end, but begins
 * within the input or the padding before it.
 */
function ceilPads({ body, dilations }: FileWindows, sizes: readonly number[]): number[] {
  const rank = sizes.length;
  return sizes.map((size, i) => {
    const stride = body.strides[i] as number;
    const [before, after] = [body.pads[i] as number, body.pads[rank + i] as number];
    const reach = (dilations[i] as number) * ((body.kernel[i] as number) - 1) + 1;
    let steps = Math.ceil((size + before + after - reach) / stride);
    if (steps * stride >= size + before) steps--;
    return Math.max(0, steps * stride + reach - size - before - after);
  });
}

interface Pool {
  readonly value: DynamicValue;
  readonly windows: FileWindows;
  /** Places that `ceil_mode` adds at the end of each axis. */
  readonly extra: readonly number[];
}

function poolOf(step: Step): Pool {
  const value = step.withBatch(step.dynamic(0), 0);
  const kernel = step.attributes.wholes('kernel_shape') ?? [];
  const sizes = value.shape.slice(2);
  const windows = windowsOf(step, kernel, sizes);
  const ceil = step.attributes.number('ceil_mode', 0) !== 0;
  return { value, windows, extra: ceil ? ceilPads(windows, sizes) : sizes.map(() => 0) };
}

/** With the places that `ceil_mode` adds. */
const stretched = ({ pads }: Windows, extra: readonly number[]): readonly number[] =>
  pads.map((pad, i) => (i < extra.length ? pad : pad + (extra[i - extra.length] as number)));

const maxPool: Converter = (step) => {
  const { value, windows, extra } = poolOf(step);
  const { body, dilations } = windows;
  return step.emit({ op: 'maxPool', inputs: [value.node], ...body, pads: stretched(body, extra), dilations }, 0);
};

const averagePool: Converter = (step) => {
  const { value, windows, extra } = poolOf(step);
  const { body, dilations } = windows;
  if (dilations.some((dilation) => dilation !== 1)) throw new Unsupported('a mean over windows with gaps');
  const countPads = step.attributes.number('count_include_pad', 0) !== 0;
  const longer = extra.some((places) => places > 0);
  if (!countPads || !longer)
    return step.emit({ op: 'averagePool', inputs: [value.node], ...body, pads: stretched(body, extra), countPads }, 0);
  // The file's own padding counts in the mean, the places that ceil_mode adds do not.
  const rank = body.kernel.length;
  const padding: NodeBody = {
    op: 'pad',
    inputs: [value.node],
    before: [0, ...body.pads.slice(0, rank)],
    after: [0, ...body.pads.slice(rank)],
    mode: 'constant',
    value: 0,
  };
  const padded = step.emit(padding, 0, 'pads');
  const pads = [...extra.map(() => 0), ...extra];
  return step.emit({ op: 'averagePool', inputs: [padded.node], ...body, pads, countPads: false }, 0);
};

/** Over all spatial axes, which stay with size 1. */
const globalPool =
  (op: 'mean' | 'reduceMax'): Converter =>
  (step) => {
    const value = step.withBatch(step.dynamic(0), 0);
    const axes = Array.from({ length: Math.max(0, value.shape.length - 2) }, (_, i) => i + 1);
    return step.emit({ op, inputs: [value.node], axes, keep: true }, 0);
  };

export const POOLS: Readonly<Record<string, Converter>> = {
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalAveragePool: globalPool('mean'),
  GlobalMaxPool: globalPool('reduceMax'),
};
