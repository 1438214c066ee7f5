/**
 * Values that are quantised by a scale which is found from their own range as the model runs. Its whole numbers reach all of
 * the range, so nothing is clipped; without their rounding the values are what they were. The scale is no number here: products
 * are followed as values over their scale until the file multiplies by it.
 * Definitions: https://onnx.ai/onnx/operators/onnx__DynamicQuantizeLinear.html, onnx__MatMulInteger.html, onnx__ConvInteger.html and
 * https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md.
 */
import { ARITHMETIC } from './arithmetic';
import { LINEAR } from './linear';
import { dequantised } from './quantisedConstants';
import { type Converter, Step } from './step';
import type { Tensor } from './tensor';
import { type ConstantValue, type DynamicValue, type ScaleValue, Unsupported, type Value } from './values';

const ONE: Tensor = { shape: [], values: Float64Array.of(1), integer: false };

const dynamicQuantizeLinear: Converter = (step) => {
  const value = step.dynamic(0);
  const scale = { kind: 'scale', of: step.file.name, node: value.node, factors: ONE } as const;
  step.builder.ranges++;
  return [
    { ...value, over: step.file.name },
    { ...scale, part: 'scale' },
    { ...scale, part: 'zero point' },
  ];
};

const isScale = (value: Value | null | undefined, part: ScaleValue['part'], of: string): value is ScaleValue =>
  value?.kind === 'scale' && value.part === part && value.of === of;

/** The whole numbers in an input, less their zero point, as real values and what these must be divided by. */
interface Wholes {
  readonly value: DynamicValue;
  /** Name of the scale; absent: `scale` is a number. */
  readonly over?: string;
  readonly scale: number;
}

function wholesOf(step: Step, at: number, zeroAt: number): Wholes {
  const { quantised, over, ...value } = step.dynamic(at);
  if (over !== undefined) {
    if (!isScale(step.inputs[zeroAt], 'zero point', over))
      throw new Unsupported('takes values without their own zero point');
    return { value, over, scale: 1 };
  }
  if (quantised?.scales.length !== 1) throw new Unsupported('takes whole numbers that nothing before has quantised');
  const zero = step.optional(zeroAt, 'zero point')?.values[0] ?? 0;
  if (zero !== quantised.zeros[0])
    throw new Unsupported('takes values by another zero point than they were quantised with');
  return { value, scale: quantised.scales[0] as number };
}

/** Whole numbers that do not depend on the input, less their zero point. */
function weightsOf(step: Step, at: number, zeroAt: number, axis: number): ConstantValue {
  const weights = step.parameter(at, 'weight');
  return { kind: 'constant', tensor: dequantised(weights, ONE, step.optional(zeroAt, 'zero point'), { axis }) };
}

/** What an affine op gives of the real values. */
function applied(
  step: Step,
  converter: Converter | undefined,
  inputs: readonly (Value | null)[],
  part: string,
): DynamicValue {
  const file = part ? { ...step.file, name: `${step.file.name}/${part}` } : step.file;
  const result = converter?.(new Step(step.builder, file, inputs, step.opset));
  if (!result || !('kind' in result) || result.kind !== 'dynamic') throw new Unsupported('this op is not read');
  return result;
}

/** Sums of products of whole numbers: those of real values, over their scale. */
const integers =
  (converter: Converter | undefined, axis: number): Converter =>
  (step) => {
    const { value, over, scale } = wholesOf(step, 0, 2);
    const product = applied(step, converter, [value, weightsOf(step, 1, 3, axis)], over === undefined ? 'values' : '');
    return over === undefined ? step.scaleBy(product, 1 / scale, 0) : { ...product, over };
  };

/** Products with weights of a scale and zero point at these inputs, and a bias. */
function realProduct(step: Step, value: DynamicValue, scaleAt: number, zeroAt: number, biasAt: number): DynamicValue {
  const zero = step.optional(zeroAt, 'zero point');
  const weights = dequantised(step.parameter(1, 'weight'), step.parameter(scaleAt, 'scale'), zero, { axis: -1 });
  const bias = step.optional(biasAt, 'bias');
  const inputs = [value, { kind: 'constant', tensor: weights }] as const;
  if (!bias) return applied(step, LINEAR.MatMul, inputs, '');
  const product = applied(step, LINEAR.MatMul, inputs, 'product');
  return applied(step, ARITHMETIC.Add, [product, { kind: 'constant', tensor: bias }], '');
}

const toFloat: Converter = (step) => {
  const { value, over, scale } = wholesOf(step, 0, 4);
  const stated = step.inputs[2];
  const own = over === undefined ? step.parameter(2, 'scale').values[0] === scale : isScale(stated, 'scale', over);
  if (!own) throw new Unsupported('takes values by another scale than they were quantised with');
  return realProduct(step, value, 3, 5, 6);
};

const quantiseAndMultiply: Converter = (step) => {
  step.builder.ranges++;
  return realProduct(step, step.dynamic(0), 2, 3, 4);
};

export const DYNAMIC_SCALES: Readonly<Record<string, Converter>> = {
  DynamicQuantizeLinear: dynamicQuantizeLinear,
  MatMulInteger: integers(LINEAR.MatMul, -1),
  ConvInteger: integers(LINEAR.Conv, 0),
  'com.microsoft.MatMulIntegerToFloat': toFloat,
  'com.microsoft.DynamicQuantizeMatMul': quantiseAndMultiply,
};

/** Ops that leave values over their scale as they are. */
const KEEPING: ReadonlySet<string> = new Set(
  'Reshape,Flatten,Squeeze,Unsqueeze,Transpose,Identity,Cast,Slice'.split(','),
);

/** What a node gives that takes values over a scale, or scales; null where it takes none, or knows what to do with them. */
export function withScales(step: Step, converter: Converter): readonly Value[] | null {
  const { type } = step.file;
  const scales = step.inputs.filter((value) => value?.kind === 'scale');
  const value = step.inputs.find((input) => input?.kind === 'dynamic' && input.over !== undefined);
  const over = value?.kind === 'dynamic' ? value.over : undefined;
  if ((scales.length === 0 && over === undefined) || Object.hasOwn(DYNAMIC_SCALES, type)) return null;
  if (type === 'Mul') return [times(step, over)];
  if (type === 'DequantizeLinear' && value?.kind === 'dynamic' && over !== undefined)
    return [dequantisedValue(step, value, over)];
  if (!KEEPING.has(type) || scales.length > 0)
    throw new Unsupported('works on numbers that are quantised by their own range');
  // Whole numbers become floats, or move.
  const result = type === 'Cast' && value ? value : converter(step);
  const results = 'kind' in result ? [result] : result;
  return results.map((one) => (one.kind === 'dynamic' && over !== undefined ? { ...one, over } : one));
}

/** A scale times a constant is a scale; a value over a scale times it is the value. */
function times(step: Step, over: string | undefined): Value {
  const at = step.inputs.findIndex((value) => value?.kind === 'scale');
  const scale = step.inputs[at];
  const constant = step.constant(1 - at);
  if (scale?.kind === 'scale' && scale.part === 'scale' && constant && scale.factors.values.length === 1) {
    const by = scale.factors.values[0] as number;
    return { ...scale, factors: { ...constant, values: constant.values.map((value) => value * by), integer: false } };
  }
  if (over === undefined || !isScale(scale, 'scale', over))
    throw new Unsupported('multiplies numbers that are quantised by their own range by another scale');
  const { over: _, ...value } = step.dynamic(1 - at);
  const { shape, values } = scale.factors;
  return step.scale(value, shape, values, new Float64Array(values.length));
}

function dequantisedValue(step: Step, { over: _, ...value }: DynamicValue, over: string): Value {
  if (
    !isScale(step.inputs[1], 'scale', over) ||
    !isScale(step.inputs[2], 'zero point', over) ||
    step.inputs[1].factors !== ONE
  )
    throw new Unsupported('takes values by another scale than they were quantised with');
  return value;
}
