/** Sizes of windows that slide over one or two spatial axes, as TensorFlow counts them. */
import type { Shape } from '../core/graph/types';

/** A number a spatial axis. */
export interface WindowSizes {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
}

/** Places that one window spans. */
export const spanOf = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1;

/**
 * Pads [before each axis …, after each axis …] of TensorFlow's `same`: as many as let ⌈size/stride⌉ windows fit, the odd one
 * after; `causal` puts span − 1 before (one axis); `valid` none.
 */
export function padsOf(padding: string, places: Shape, { kernel, strides, dilations }: WindowSizes): readonly number[] {
  const totals = places.map((size, i) => {
    const stride = strides[i] as number;
    const span = spanOf(kernel[i] as number, dilations[i] as number);
    if (padding === 'causal') return span - 1;
    return padding === 'same' ? Math.max((Math.ceil(size / stride) - 1) * stride + span - size, 0) : 0;
  });
  const before = totals.map((total) => (padding === 'causal' ? total : Math.floor(total / 2)));
  return [...before, ...totals.map((total, i) => total - (before[i] as number))];
}

/** Reorders a tensor: axis i of the result is axis order[i] of `values`. Cost: linear, an index a value. */
export function permuted(values: Float64Array, shape: Shape, order: readonly number[]): Float64Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((axis) => shape[axis] as number);
  const steps = order.map((axis) => strides[axis] as number);
  const result = new Float64Array(values.length);
  const index = new Int32Array(sizes.length);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from] as number;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (sizes[axis] as number)) break;
      from -= (steps[axis] as number) * (sizes[axis] as number);
      index[axis] = 0;
    }
  }
  return result;
}
