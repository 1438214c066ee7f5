import type { Tensor, TensorData } from './tensors';

/** The same numbers with their axes in another order: axis i of the result is axis order[i]. Cost: linear. */
export function permuted({ type, shape, data }: Tensor, order: readonly number[]): Tensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const to = order.map((axis) => shape[axis] as number);
  const steps = order.map((axis) => strides[axis] as number);
  const values: TensorData = data.slice();
  const index = to.map(() => 0);
  let from = 0;
  for (let at = 0; at < data.length; at++) {
    values[at] = data[from] as number & bigint;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      from += steps[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (to[axis] as number)) break;
      from -= (to[axis] as number) * (steps[axis] as number);
      index[axis] = 0;
    }
  }
  return { type, shape: to, data: values };
}
