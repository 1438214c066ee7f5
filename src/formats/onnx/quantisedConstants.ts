/** Whole numbers that stand for others: x = (q − zero point) · scale. Definitions: https://onnx.ai/onnx/operators/onnx__QuantizeLinear.html. */
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
};

/** The whole numbers of a zero point's type; without one those of 8 bits from 0. */
export function limitsOf(step: Step, zero: Tensor | null): readonly [number, number] {
  const type = zero?.dataType ?? (step.attributes.number('output_dtype', 0) || 2);
  const limits = LIMITS[type];
  if (!limits) throw new Unsupported(`quantised numbers of type ${type}`);
  return limits;
}

/** The entry of a list that belongs to each value of a tensor, where it is one number an entry along an axis, or one for all. */
function entryAt(list: Tensor | null, tensor: Tensor, axis: number): (i: number) => number {
  if (!list) return () => 0;
  const { values } = list;
  if (values.length === 1) return () => values[0] as number;
  const at = axis < 0 ? axis + tensor.shape.length : axis;
  const [size, inner] = [tensor.shape[at] ?? 1, sizeOf(tensor.shape.slice(at + 1))];
  if (values.length !== size) throw new Unsupported(`${values.length} scales for ${size} entries`);
  return (i) => values[Math.floor(i / inner) % size] as number;
}

/** (q − zero point) · scale, along an axis where there are several. */
export function dequantised(tensor: Tensor, scale: Tensor, zero: Tensor | null, axis: number): Tensor {
  const [factor, centre] = [entryAt(scale, tensor, axis), entryAt(zero, tensor, axis)];
  const values = tensor.values.map((value, i) => (value - centre(i)) * factor(i));
  return { shape: tensor.shape, values, integer: false };
}

/** A `DequantizeLinear` of constants. */
export const dequantisedConstant = (step: Step, tensor: Tensor): Tensor =>
  dequantised(tensor, step.parameter(1, 'scale'), step.optional(2, 'zero point'), step.attributes.number('axis', 1));

/** Half to even. */
function rounded(value: number): number {
  const whole = Math.round(value);
  return whole - value === 0.5 && whole % 2 !== 0 ? whole - 1 : whole;
}

/** The whole numbers of a tensor that does not depend on the input: a `QuantizeLinear` of constants. */
export function quantisedConstant(step: Step, tensor: Tensor): Tensor {
  const [scale, zero, axis] = [
    step.parameter(1, 'scale'),
    step.optional(2, 'zero point'),
    step.attributes.number('axis', 1),
  ];
  const [low, high] = limitsOf(step, zero);
  const [factor, centre] = [entryAt(scale, tensor, axis), entryAt(zero, tensor, axis)];
  // The quotient is of float32 in the file's own arithmetic: halves are decided there.
  const values = tensor.values.map((value, i) =>
    Math.min(high, Math.max(low, rounded(Math.fround(value / factor(i))) + centre(i))),
  );
  return { shape: tensor.shape, values, integer: true };
}
