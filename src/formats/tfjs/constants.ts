/** Arithmetic on what a graph model holds as constants, so that shapes and folded factors are numbers in the graph. */
import { broadcastShape, MAX_TENSOR } from '../../core/graph/shapes';
import { type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import { permuted } from '../windowPads';

/** Numbers that do not depend on the input, all axes counted. */
export interface Constant {
  readonly kind: 'constant';
  readonly shape: Shape;
  readonly values: Float64Array;
}

export const constantOf = (shape: Shape, values: ArrayLike<number>): Constant => ({
  kind: 'constant',
  shape,
  values: Float64Array.from(values),
});

/** Refuses sizes that a constant may not have before anything is allocated. */
export function checkSize(shape: Shape, where: string): void {
  const size = sizeOf(shape);
  if (!shape.every((length) => Number.isSafeInteger(length) && length >= 0) || !(size <= MAX_TENSOR))
    throw new Fault(where, `a constant of ${shape.join(' × ')} values is not taken`);
}

/** Index steps of a constant that broadcasts to `shape`: 0 along axes that it repeats. */
function stepsFor(own: Shape, shape: Shape): readonly number[] {
  return shape.map((_, axis) => {
    const at = axis - (shape.length - own.length);
    return at < 0 || own[at] === 1 ? 0 : sizeOf(own.slice(at + 1));
  });
}

/** `f` entry by entry over two constants that broadcast; null where they do not. */
export function combined(
  a: Constant,
  b: Constant,
  f: (x: number, y: number) => number,
  where: string,
): Constant | null {
  const shape = broadcastShape([a.shape, b.shape]);
  if (!shape) return null;
  checkSize(shape, where);
  const left = stepsFor(a.shape, shape);
  const right = stepsFor(b.shape, shape);
  const sizes = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const values = new Float64Array(sizeOf(shape));
  for (let i = 0; i < values.length; i++) {
    let [x, y] = [0, 0];
    for (let axis = 0; axis < shape.length; axis++) {
      const index = Math.floor(i / (sizes[axis] as number)) % (shape[axis] as number);
      x += index * (left[axis] as number);
      y += index * (right[axis] as number);
    }
    values[i] = f(a.values[x] as number, b.values[y] as number);
  }
  return { kind: 'constant', shape, values };
}

export const mapped = ({ shape, values }: Constant, f: (x: number) => number): Constant => ({
  kind: 'constant',
  shape,
  values: values.map(f),
});

/** Places `starts`, step by step, of every axis. */
export function cropped(
  { shape, values }: Constant,
  starts: readonly number[],
  sizes: Shape,
  steps: readonly number[],
): Constant {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const out = sizes.map((_, axis) => sizeOf(sizes.slice(axis + 1)));
  const result = new Float64Array(sizeOf(sizes));
  for (let i = 0; i < result.length; i++) {
    let from = 0;
    for (let axis = 0; axis < sizes.length; axis++) {
      const index = Math.floor(i / (out[axis] as number)) % (sizes[axis] as number);
      from += ((starts[axis] as number) + index * (steps[axis] as number)) * (strides[axis] as number);
    }
    result[i] = values[from] as number;
  }
  return { kind: 'constant', shape: sizes, values: result };
}

/** Joins along an axis; shapes must agree elsewhere. */
export function joined(parts: readonly Constant[], axis: number, where: string): Constant {
  const [first] = parts as [Constant];
  const outer = sizeOf(first.shape.slice(0, axis));
  const total = parts.reduce((sum, part) => sum + (part.shape[axis] as number), 0);
  const shape = first.shape.map((size, at) => (at === axis ? total : size));
  checkSize(shape, where);
  for (const part of parts)
    if (
      part.shape.length !== first.shape.length ||
      part.values.length * total !== sizeOf(shape) * (part.shape[axis] as number)
    )
      throw new Fault(where, `joins ${parts.map((other) => other.shape.join(' × ')).join(' and ')}, which do not fit`);
  const values = new Float64Array(sizeOf(shape));
  let place = 0;
  for (let row = 0; row < outer; row++)
    for (const part of parts) {
      const length = part.values.length / outer;
      values.set(part.values.subarray(row * length, (row + 1) * length), place);
      place += length;
    }
  return { kind: 'constant', shape, values };
}

/** Rows `indices` of an axis: the shape of `indices` takes that axis's place. Null for an index that is none. */
export function gathered(table: Constant, indices: Constant, axis: number, where: string): Constant | null {
  const length = table.shape[axis] as number;
  const inner = sizeOf(table.shape.slice(axis + 1));
  const outer = sizeOf(table.shape.slice(0, axis));
  if (indices.values.some((index) => !(index >= 0 && index < length) || !Number.isInteger(index))) return null;
  const shape = [...table.shape.slice(0, axis), ...indices.shape, ...table.shape.slice(axis + 1)];
  checkSize(shape, where);
  const values = new Float64Array(sizeOf(shape));
  let place = 0;
  for (let row = 0; row < outer; row++)
    for (const index of indices.values) {
      const from = (row * length + index) * inner;
      values.set(table.values.subarray(from, from + inner), place);
      place += inner;
    }
  return { kind: 'constant', shape, values };
}

export const turned = ({ shape, values }: Constant, order: readonly number[]): Constant => ({
  kind: 'constant',
  shape: order.map((axis) => shape[axis] as number),
  values: permuted(values, shape, order),
});
