/** The part of `fold.ts` that takes tensors apart, joins and reshapes them. */
import { broadcastShape } from '../../core/graph/shapes';
import { type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import { slicedRanges } from './parts';
import { flattenedShape, orderOf, reshapedShape, squeezedAxes, unsqueezedShape, wholesOf } from './reshaping';
import { placeOf, type Step } from './step';
import { checkedShape, type Tensor } from './tensor';
import { axisFrom0 } from './values';

const strides = (shape: Shape): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));

/** Values at start + Σ index·stride for every index of `shape`, row-major. */
function picked(tensor: Tensor, shape: Shape, start: number, steps: readonly number[]): Tensor {
  const values = new Float64Array(sizeOf(shape));
  const index = new Array<number>(shape.length).fill(0);
  let at = start;
  for (let i = 0; i < values.length; i++) {
    values[i] = tensor.values[at] as number;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += steps[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      at -= (shape[axis] as number) * (steps[axis] as number);
      index[axis] = 0;
    }
  }
  return { ...tensor, shape, values };
}

function transposed(step: Step, tensor: Tensor): Tensor {
  const order = orderOf(step, tensor.shape.length);
  const own = strides(tensor.shape);
  if (
    order.length !== own.length ||
    new Set(order).size !== own.length ||
    order.some((axis) => own[axis] === undefined)
  )
    throw new Fault(placeOf(step.file), `its order does not name each of ${own.length} axes once`);
  return picked(
    tensor,
    order.map((axis) => tensor.shape[axis] as number),
    0,
    order.map((axis) => own[axis] as number),
  );
}

function sliced(step: Step, tensor: Tensor): Tensor {
  const { starts, sizes, steps } = slicedRanges(step, tensor.shape);
  const own = strides(tensor.shape);
  const start = starts.reduce((sum, at, axis) => sum + at * (own[axis] as number), 0);
  return picked(
    tensor,
    sizes,
    start,
    own.map((stride, axis) => stride * (steps[axis] as number)),
  );
}

/** Entries along an axis; rows of an embedding that is looked up. */
function gathered(step: Step, tensor: Tensor): Tensor {
  const indices = step.parameter(1, 'index');
  const axis = axisFrom0(step.attributes.number('axis', 0), tensor.shape.length);
  const size = tensor.shape[axis] ?? 1;
  const inner = sizeOf(tensor.shape.slice(axis + 1));
  const outer = sizeOf(tensor.shape.slice(0, axis));
  const shape = [...tensor.shape.slice(0, axis), ...indices.shape, ...tensor.shape.slice(axis + 1)];
  const values = new Float64Array(sizeOf(checkedShape(shape, placeOf(step.file))));
  let next = 0;
  for (let o = 0; o < outer; o++)
    for (const index of indices.values) {
      const at = index < 0 ? index + size : index;
      if (!(at >= 0 && at < size)) throw new Fault(placeOf(step.file), `index ${index} of ${size} entries`);
      values.set(tensor.values.subarray((o * size + at) * inner, (o * size + at + 1) * inner), next);
      next += inner;
    }
  return { ...tensor, shape, values };
}

function joined(step: Step): Tensor {
  const tensors = step.inputs.flatMap((_, i) => step.constant(i) ?? []);
  const [first] = tensors as [Tensor];
  const axis = axisFrom0(step.attributes.number('axis'), first.shape.length);
  const sizes = tensors.map(({ shape }) => shape[axis] ?? 1);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shape = checkedShape(first.shape.with(axis, total), placeOf(step.file));
  const others = (sizes: Shape): string => sizes.toSpliced(axis, 1).join();
  if (tensors.some((tensor) => tensor.shape.length !== shape.length || others(tensor.shape) !== others(shape)))
    throw new Fault(placeOf(step.file), 'its constants do not join');
  const values = new Float64Array(sizeOf(shape));
  const inner = sizeOf(shape.slice(axis + 1));
  let next = 0;
  for (let o = 0; o < sizeOf(shape.slice(0, axis)); o++)
    tensors.forEach((tensor, i) => {
      const stretch = (sizes[i] as number) * inner;
      values.set(tensor.values.subarray(o * stretch, (o + 1) * stretch), next);
      next += stretch;
    });
  return { ...first, shape, values };
}

function parted(step: Step, tensor: Tensor): Tensor[] {
  const axis = axisFrom0(step.attributes.number('axis', 0), tensor.shape.length);
  const count = step.file.outputs.length;
  const total = tensor.shape[axis] ?? 1;
  const each = Math.ceil(total / count);
  const sizes = wholesOf(step, 'split', 1) ?? Array.from({ length: count }, (_, i) => Math.min(each, total - i * each));
  if (sizes.reduce((sum, size) => sum + size, 0) !== total || sizes.some((size) => !(size >= 0)))
    throw new Fault(placeOf(step.file), `its parts do not add up to ${total}`);
  const own = strides(tensor.shape);
  let start = 0;
  return sizes.map((size) => {
    const part = picked(tensor, tensor.shape.with(axis, size), start * (own[axis] ?? 1), own);
    start += size;
    return part;
  });
}

function product(step: Step, tensor: Tensor): Tensor {
  const axes = wholesOf(step, 'axes', 1);
  if (axes && axes.length !== tensor.shape.length) throw new Fault(placeOf(step.file), 'a product over some axes only');
  const keep = step.attributes.number('keepdims', 1) !== 0;
  const value = tensor.values.reduce((all, number) => all * number, 1);
  return { ...tensor, shape: keep ? tensor.shape.map(() => 1) : [], values: Float64Array.of(value) };
}

/** A tensor of one value; the input is its shape. */
function filled(step: Step, sizes: Tensor): Tensor {
  const shape = checkedShape(Array.from(sizes.values), placeOf(step.file));
  const value = step.attributes.tensor('value');
  return {
    shape,
    values: new Float64Array(sizeOf(shape)).fill(value?.values[0] ?? 0),
    integer: value?.integer ?? false,
  };
}

function expanded(step: Step, tensor: Tensor): Tensor {
  const shape = broadcastShape([tensor.shape, wholesOf(step, 'shape', 1) ?? []]);
  if (!shape) throw new Fault(placeOf(step.file), 'its constants do not broadcast');
  const wide = checkedShape(shape, placeOf(step.file));
  const own = strides(tensor.shape);
  const offset = wide.length - tensor.shape.length;
  const steps = wide.map((_, axis) => ((tensor.shape[axis - offset] ?? 1) === 1 ? 0 : (own[axis - offset] as number)));
  return picked(tensor, wide, 0, steps);
}

const counted = (values: readonly number[], shape: Shape): Tensor => ({
  shape,
  values: Float64Array.from(values),
  integer: true,
});

/** One of these ops on constants; null: another op. */
export function foldedParts(step: Step, first: Tensor): readonly Tensor[] | null {
  const reshaped = (shape: Shape): Tensor[] => {
    if (sizeOf(shape) !== first.values.length)
      throw new Fault(placeOf(step.file), 'reshapes to another number of values');
    return [{ ...first, shape }];
  };
  switch (step.file.type) {
    case 'Shape':
      return [counted(first.shape, [first.shape.length])];
    case 'Size':
      return [counted([first.values.length], [])];
    case 'Reshape':
      return reshaped(reshapedShape(step, first.shape));
    case 'Flatten':
      return reshaped(flattenedShape(step, first.shape));
    case 'Unsqueeze':
      return reshaped(unsqueezedShape(step, first.shape).shape);
    case 'Squeeze': {
      const gone = squeezedAxes(step, first.shape);
      return reshaped(first.shape.filter((_, axis) => !gone.has(axis)));
    }
    case 'Transpose':
      return [transposed(step, first)];
    case 'Slice':
      return [sliced(step, first)];
    case 'Gather':
      return [gathered(step, first)];
    case 'Concat':
      return [joined(step)];
    case 'Split':
      return parted(step, first);
    case 'ReduceProd':
      return [product(step, first)];
    case 'ConstantOfShape':
      return [filled(step, first)];
    case 'Expand':
      return [expanded(step, first)];
    default:
      return null;
  }
}
