/** Whole numbers that stand for others: x = (q − zero point) · scale. Definitions: https://onnx.ai/onnx/operators/onnx__QuantizeLinear.html. */
import { shapeText } from '../../core/graph/shapes';
import { sizeOf } from '../../core/graph/types';
import type { Step } from './step';
import type { Tensor } from './tensor';
import { Unsupported } from './values';

/** Least and largest whole number by type of the file: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, TensorProto.DataType. */
const LIMITS: Readonly<Record<number, readonly [number, number]>> = {
  2: [0, 255],
  3: [-128, 127],
  4: [0, 65535],
  5: [-32768, 32767],
  21: [0, 15],
  22: [-8, 7],
};

/** The whole numbers of a zero point's type; without one those of 8 bits from 0. */
export function limitsOf(step: Step, zero: Tensor | null): readonly [number, number] {
  const type = zero?.dataType ?? (step.attributes.number('output_dtype', 0) || 2);
  const limits = LIMITS[type];
  if (!limits) throw new Unsupported(`quantised numbers of type ${type}`);
  return limits;
}

/** Along which axis scales and zero points have several numbers; `block`: how many entries share one, 0: each has its own. */
export interface Along {
  readonly axis: number;
  readonly block?: number;
}

/** What the attributes of `QuantizeLinear` and `DequantizeLinear` say of it. */
export const along = ({ attributes }: Step): Along => ({
  axis: attributes.number('axis', 1),
  block: attributes.number('block_size', 0),
});

/** The entry of a list that belongs to each value of a tensor, where it is one number an entry (or block) along an axis, or one for all. */
function entryAt(list: Tensor | null, tensor: Tensor, { axis, block = 0 }: Along): (i: number) => number {
  if (!list) return () => 0;
  const { values } = list;
  if (values.length === 1) return () => values[0] as number;
  const at = axis < 0 ? axis + tensor.shape.length : axis;
  const [size, inner] = [tensor.shape[at] ?? 1, sizeOf(tensor.shape.slice(at + 1))];
  if (block > 0) {
    const blocks = Math.ceil(size / block);
    if (list.shape.join() !== tensor.shape.with(at, blocks).join())
      throw new Unsupported(`scales of shape ${shapeText(list.shape)} for blocks of ${block}`);
    return (i) =>
      values[
        (Math.floor(i / inner / size) * blocks + Math.floor((Math.floor(i / inner) % size) / block)) * inner +
          (i % inner)
      ] as number;
  }
  if (values.length !== size) throw new Unsupported(`${values.length} scales for ${size} entries`);
  return (i) => values[Math.floor(i / inner) % size] as number;
}

/** (q − zero point) · scale, along an axis where there are several. */
export function dequantised(tensor: Tensor, scale: Tensor, zero: Tensor | null, where: Along): Tensor {
  const [factor, centre] = [entryAt(scale, tensor, where), entryAt(zero, tensor, where)];
  const values = tensor.values.map((value, i) => (value - centre(i)) * factor(i));
  return { shape: tensor.shape, values, integer: false };
}

/** A `DequantizeLinear` of constants. */
export const dequantisedConstant = (step: Step, tensor: Tensor): Tensor =>
  dequantised(tensor, step.parameter(1, 'scale'), step.optional(2, 'zero point'), along(step));

/** Half to even. */
function rounded(value: number): number {
  const whole = Math.round(value);
  return whole - value === 0.5 && whole % 2 !== 0 ? whole - 1 : whole;
}

/** The whole numbers of a tensor that does not depend on the input: a `QuantizeLinear` of constants. */
export function quantisedConstant(step: Step, tensor: Tensor): Tensor {
  const [scale, zero, where] = [step.parameter(1, 'scale'), step.optional(2, 'zero point'), along(step)];
  const [low, high] = limitsOf(step, zero);
  const [factor, centre] = [entryAt(scale, tensor, where), entryAt(zero, tensor, where)];
  // The quotient is of float32 in the file's own arithmetic: halves are decided there.
  const values = tensor.values.map((value, i) =>
    Math.min(high, Math.max(low, rounded(Math.fround(value / factor(i))) + centre(i))),
  );
  return {
    shape: tensor.shape,
    values,
    integer: true,
    dataType: zero?.dataType ?? (step.attributes.number('output_dtype', 0) || 2),
  };
}
