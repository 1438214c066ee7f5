/** Ops that keep values and change shapes. Definitions: https://onnx.ai/onnx/operators/. */
import { type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import { truthOf } from './curves';
import { type Converter, placeOf, type Step } from './step';
import { checkedShape, type Tensor } from './tensor';
import { axisFrom0, type DynamicValue, graphAxis, Unsupported, type Value } from './values';

/** Whole numbers that older opsets hold as an attribute and newer ones take as an input; null: left out. */
export function wholesOf(step: Step, attribute: string, input: number): readonly number[] | null {
  const tensor = step.optional(input, attribute);
  return tensor ? Array.from(tensor.values) : step.attributes.wholes(attribute);
}

/** Sizes that `Reshape` names for a tensor of this shape: 0 keeps an axis, −1 is what is left over. */
export function reshapedShape(step: Step, shape: Shape): Shape {
  const asked = wholesOf(step, 'shape', 1);
  if (!asked) throw new Fault(placeOf(step.file), 'its shape is missing');
  const keeps = step.attributes.number('allowzero', 0) === 0;
  const sizes = asked.map((size, axis) => (size === 0 && keeps ? (shape[axis] ?? 0) : size));
  const open = sizes.indexOf(-1);
  if (open < 0) return checkedShape(sizes, placeOf(step.file));
  sizes[open] = 1;
  sizes[open] = sizeOf(shape) / sizeOf(sizes);
  return checkedShape(sizes, placeOf(step.file));
}

/** Axes inserted, counted in the output. */
export function unsqueezedShape(
  step: Step,
  shape: Shape,
): { readonly shape: Shape; readonly added: ReadonlySet<number> } {
  const axes = wholesOf(step, 'axes', 1) ?? [];
  const rank = shape.length + axes.length;
  const added = new Set(axes.map((axis) => axisFrom0(axis, rank)));
  let next = 0;
  return { shape: Array.from({ length: rank }, (_, axis) => (added.has(axis) ? 1 : (shape[next++] ?? 1))), added };
}

/** Axes of size 1 to leave out. */
export function squeezedAxes(step: Step, shape: Shape): ReadonlySet<number> {
  const axes = wholesOf(step, 'axes', 1)?.map((axis) => axisFrom0(axis, shape.length));
  return new Set(axes ?? shape.flatMap((size, axis) => (size === 1 ? [axis] : [])));
}

export function flattenedShape(step: Step, shape: Shape): Shape {
  const axis = step.attributes.number('axis', 1);
  const at = axis < 0 ? axis + shape.length : axis;
  return [sizeOf(shape.slice(0, at)), sizeOf(shape.slice(at))];
}

/** Axis i of the output is axis order[i] of the input. */
export function orderOf(step: Step, rank: number): readonly number[] {
  return step.attributes.wholes('perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
}

/** The batch is the first axis again where it can be. */
const batchAfter = (value: DynamicValue, shape: Shape): number => (value.batch >= 0 && shape[0] === 1 ? 0 : -1);

const reshape: Converter = (step) => {
  const value = step.dynamic(0);
  const shape = reshapedShape(step, value.shape);
  return step.reshape(value, shape, batchAfter(value, shape), '');
};

const flatten: Converter = (step) => {
  const value = step.dynamic(0);
  const shape = flattenedShape(step, value.shape);
  return step.reshape(value, shape, batchAfter(value, shape), '');
};

const unsqueeze: Converter = (step) => {
  const value = step.dynamic(0);
  const { shape, added } = unsqueezedShape(step, value.shape);
  const old = shape.flatMap((_, axis) => (added.has(axis) ? [] : [axis]));
  return step.reshape(value, shape, value.batch < 0 ? -1 : (old[value.batch] ?? -1), '');
};

const squeeze: Converter = (step) => {
  const value = step.dynamic(0);
  const gone = squeezedAxes(step, value.shape);
  const kept = value.shape.flatMap((_, axis) => (gone.has(axis) ? [] : [axis]));
  const shape = kept.map((axis) => value.shape[axis] as number);
  return step.reshape(value, shape, kept.indexOf(value.batch), '');
};

const transpose: Converter = (step) => {
  const value = step.dynamic(0);
  const order = orderOf(step, value.shape.length);
  if (order.length !== value.shape.length)
    throw new Fault(placeOf(step.file), `its order names ${order.length} axes of ${value.shape.length}`);
  const seen = order.filter((axis) => axis !== value.batch).map((axis) => graphAxis(axis, value.batch));
  const batch = order.indexOf(value.batch);
  const shape = order.map((axis) => value.shape[axis] as number);
  if (seen.every((axis, i) => axis === i)) return { ...value, shape, batch };
  return step.emit({ op: 'transpose', inputs: [value.node], order: seen }, batch);
};

const integers = (values: readonly number[], shape: Shape): Value => {
  const tensor: Tensor = { shape, values: Float64Array.from(values), integer: true };
  return { kind: 'constant', tensor };
};

/** Sizes are known while the file is read: what is computed from them folds. */
const shape: Converter = (step) => {
  const { shape: sizes } = step.dynamic(0);
  const sliced = sizes.slice(step.attributes.number('start', 0), step.attributes.number('end', sizes.length));
  return integers(sliced, [sliced.length]);
};

const size: Converter = (step) => integers([sizeOf(step.dynamic(0).shape)], []);

const identity: Converter = (step) => step.dynamic(0);

const dropout: Converter = (step) => {
  const training = step.constant(2);
  if (training && training.values[0] !== 0) throw new Unsupported('dropout as in training');
  return step.dynamic(0);
};

/** To another float type: values stay float64. */
const cast: Converter = (step) => {
  const value = step.dynamic(0);
  const type = step.attributes.number('to');
  const node = step.builder.nodeNamed(value.node);
  const counts = node?.op === 'argMax' || truthOf(value.node, { get: (name) => step.builder.nodeNamed(name) }) !== null;
  if (![1, 10, 11, 16].includes(type) && !counts) throw new Unsupported('values rounded to whole numbers');
  if (type === 10 || type === 16) step.builder.halves.add(type === 10 ? 'float16' : 'bfloat16');
  return value;
};

const castLike: Converter = (step) => {
  if (step.constant(1)?.integer) throw new Unsupported('values rounded to whole numbers');
  return step.dynamic(0);
};

/** A picture whose channels become places (or the other way round), in blocks of `blocksize`. */
const blocks =
  (toSpace: boolean): Converter =>
  (step) => {
    const value = step.withBatch(step.dynamic(0), 0);
    const block = step.attributes.number('blocksize');
    const [, channels, height, width] = value.shape as [number, number, number, number];
    if (value.shape.length !== 4) throw new Unsupported(`takes pictures, its input has ${value.shape.length} axes`);
    const crossed = step.attributes.text('mode', 'DCR') === 'CRD';
    const depth = toSpace ? channels / block ** 2 : channels;
    const [rows, columns] = toSpace ? [height, width] : [height / block, width / block];
    const split = toSpace
      ? crossed
        ? [depth, block, block, rows, columns]
        : [block, block, depth, rows, columns]
      : [depth, rows, block, columns, block];
    const order = toSpace ? (crossed ? [0, 3, 1, 4, 2] : [2, 3, 0, 4, 1]) : [2, 4, 0, 1, 3];
    const joined = toSpace ? [depth, rows * block, columns * block] : [depth * block ** 2, rows, columns];
    const parts = step.emit({ op: 'reshape', inputs: [value.node], shape: split }, 0, 'blocks');
    const turned = step.emit({ op: 'transpose', inputs: [parts.node], order }, 0, 'turned');
    return step.emit({ op: 'reshape', inputs: [turned.node], shape: joined }, 0);
  };

export const RESHAPING: Readonly<Record<string, Converter>> = {
  Reshape: reshape,
  Flatten: flatten,
  Unsqueeze: unsqueeze,
  Squeeze: squeeze,
  Transpose: transpose,
  Shape: shape,
  Size: size,
  Identity: identity,
  Dropout: dropout,
  Cast: cast,
  CastLike: castLike,
  DepthToSpace: blocks(true),
  SpaceToDepth: blocks(false),
};
