/**
 * Quantised values that depend on the input. They are read as the real numbers that they stand for: to quantise is to clip to
 * the range of the whole numbers, and the rounding between is left out, which has steps by the hundred.
 * Definitions: https://onnx.ai/onnx/operators/ and, of those with a domain, https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md.
 */
import type { GraphNode, Shape } from '../../core/graph/types';
import { isContinuous, type PiecewiseLinear, piecewiseLinear } from '../../core/network/activation';
import { ACTIVATIONS, clipped } from './activations';
import { ARITHMETIC } from './arithmetic';
import type { Builder } from './builder';
import { DYNAMIC_SCALES, withScales } from './dynamicScales';
import { LINEAR } from './linear';
import { PARTS } from './parts';
import { along, dequantised, limitsOf } from './quantisedConstants';
import { type Converter, Step } from './step';
import type { Tensor } from './tensor';
import { axisFrom0, type DynamicValue, type Quantisation, Unsupported, type Value } from './values';
import { POOLS } from './windows';

const sameMark = (a: Quantisation, b: Quantisation): boolean =>
  a.scales.join() === b.scales.join() &&
  a.zeros.join() === b.zeros.join() &&
  (a.scales.length === 1 || a.axis === b.axis) &&
  a.low === b.low &&
  a.high === b.high;

/** By scale and zero point in these inputs: one number for all, or one an entry along the axis of a value of `shape`. */
function markOf(step: Step, scaleAt: number, zeroAt: number, shape: Shape): Quantisation {
  const [scale, zero] = [step.parameter(scaleAt, 'scale'), step.optional(zeroAt, 'zero point')];
  const scales = Array.from(scale.values);
  const where = along(step);
  if (where.block) throw new Unsupported('values that depend on the input are quantised in blocks');
  const axis = scales.length === 1 ? -1 : axisFrom0(where.axis, shape.length);
  if (axis >= 0 && scales.length !== shape[axis])
    throw new Unsupported(`${scales.length} scales for ${shape[axis]} entries`);
  if (zero && zero.values.length !== scales.length)
    throw new Unsupported(`${zero.values.length} zero points for ${scales.length} scales`);
  const [low, high] = limitsOf(step, zero);
  return { scales, zeros: zero ? Array.from(zero.values) : scales.map(() => 0), axis, low, high };
}

/** Clipped to what the whole numbers reach. */
function toMark(step: Step, value: DynamicValue, mark: Quantisation): DynamicValue {
  for (const scale of mark.scales) if (!(scale > 0)) throw new Unsupported(`a scale of ${scale}`);
  step.builder.quantised.push(mark.scales);
  if (mark.axis >= 0) return { ...clippedAlong(step, value, mark), quantised: mark };
  const [scale, zero] = [mark.scales[0] as number, mark.zeros[0] as number];
  const [low, high] = [mark.low, mark.high].map((whole) => (whole - zero) * scale) as [number, number];
  const [least, most] = rangeOf(step.builder, value.node);
  // An end that the values never pass is no piece: a ReLU before it has the kink at 0 already.
  const ends = [least >= low ? Number.NEGATIVE_INFINITY : low, most <= high ? Number.POSITIVE_INFINITY : high] as const;
  return { ...clipped(step, value, ...ends), quantised: mark };
}

/** By several scales: the clip is of the whole numbers that they make of it. */
function clippedAlong(step: Step, value: DynamicValue, { scales, zeros, axis, low, high }: Quantisation): DynamicValue {
  const shape = value.shape.map((size, at) => (at === axis ? size : 1));
  const [by, centres] = [Float64Array.from(scales), Float64Array.from(zeros)];
  const wholes = step.scale(
    value,
    shape,
    by.map((scale) => 1 / scale),
    centres,
    'whole numbers',
  );
  const within = clipped(new Step(step.builder, partOf(step, 'clip'), [], step.opset), wholes, low, high);
  return step.scale(
    within,
    shape,
    by,
    centres.map((zero, i) => -zero * (by[i] as number)),
  );
}

const partOf = ({ file }: Step, part: string): Step['file'] => ({ ...file, name: `${file.name}/${part}` });

/** Input `at` as real numbers, its scale and zero point behind it. `axis`: along which a constant has several. */
function real(step: Step, at: number, axis: number): Value {
  const tensor = step.constant(at);
  const [scale, zero] = [step.parameter(at + 1, 'scale'), step.optional(at + 2, 'zero point')];
  if (tensor) return { kind: 'constant', tensor: dequantised(tensor, scale, zero, { axis }) };
  const { quantised, ...value } = step.dynamic(at);
  if (!quantised) throw new Unsupported('takes whole numbers that nothing before has quantised');
  if (!sameMark(quantised, markOf(step, at + 1, at + 2, value.shape)))
    throw new Unsupported('takes values by another scale than they were quantised with');
  return value;
}

/** What an op gives of real numbers. */
function ofReals(step: Step, converter: Converter | undefined, inputs: readonly (Value | null)[]): DynamicValue {
  const result = converter?.(new Step(step.builder, partOf(step, 'values'), inputs, step.opset));
  if (!result || !('kind' in result) || result.kind !== 'dynamic') throw new Unsupported('this op is not read');
  return result;
}

/** An int32 bias, whose scale is the product of those of values and weights. */
function biasOf(step: Step, at: number, factor: number, weightScale: Tensor): Value | null {
  const bias = step.optional(at, 'bias');
  if (!bias) return null;
  const scale = { ...weightScale, values: weightScale.values.map((value) => value * factor) };
  return { kind: 'constant', tensor: dequantised(bias, scale, null, { axis: -1 }) };
}

const quantizeLinear: Converter = (step) => {
  const value = step.dynamic(0);
  return toMark(step, value, markOf(step, 1, 2, value.shape));
};

const dequantizeLinear: Converter = (step) => real(step, 0, 1);

const scaleAt = (step: Step, at: number): number => step.parameter(at, 'scale').values[0] as number;

const conv: Converter = (step) => {
  const bias = biasOf(step, 8, scaleAt(step, 1), step.parameter(4, 'scale'));
  const value = ofReals(step, LINEAR.Conv, [real(step, 0, 0), real(step, 3, 0), bias]);
  return toMark(step, value, markOf(step, 6, 7, []));
};

const gemm: Converter = (step) => {
  const { attributes } = step;
  const alpha = attributes.number('alpha', 1);
  const bias = biasOf(step, 6, alpha * scaleAt(step, 1), step.parameter(4, 'scale'));
  const axis = attributes.number('transB', 0) === 0 ? -1 : 0;
  const value = ofReals(step, LINEAR.Gemm, [real(step, 0, 0), real(step, 3, axis), bias]);
  return step.inputs[7] ? toMark(step, value, markOf(step, 7, 8, [])) : value;
};

const pair =
  (converter: Converter | undefined): Converter =>
  (step) =>
    toMark(step, ofReals(step, converter, [real(step, 0, -2), real(step, 3, -1)]), markOf(step, 6, 7, []));

const single =
  (converter: Converter | undefined): Converter =>
  (step) => {
    if (step.attributes.number('channels_last', 0) !== 0) throw new Unsupported('channels at the end');
    return toMark(step, ofReals(step, converter, [real(step, 0, 0)]), markOf(step, 3, 4, []));
  };

const concat: Converter = (step) => {
  const count = Math.floor((step.inputs.length - 2) / 3);
  const parts = Array.from({ length: count }, (_, i) => real(step, 2 + 3 * i, 0));
  return toMark(step, ofReals(step, PARTS.Concat, parts), markOf(step, 0, 1, []));
};

/** Ops that move values or choose among them: of whole numbers they give the same as of those that these stand for. */
const MOVING =
  'Reshape,Flatten,Squeeze,Unsqueeze,Transpose,Identity,Slice,Split,Gather,MaxPool,GlobalMaxPool,Expand,Shape,Size';
const KEEPING: ReadonlySet<string> = new Set(MOVING.split(','));

/** Of those, ops that leave every axis where it is and its entries whole. */
const IN_PLACE: ReadonlySet<string> = new Set(['Identity', 'MaxPool', 'GlobalMaxPool', 'Shape', 'Size']);

/** Runs a converter where values may be quantised. */
export function converted(step: Step, converter: Converter): readonly Value[] {
  const { type } = step.file;
  const dynamic = withScales(step, converter);
  if (dynamic) return dynamic;
  const result = converter(step);
  const results = 'kind' in result ? [result] : result;
  const marks = step.inputs.flatMap((value) => (value?.kind === 'dynamic' && value.quantised ? [value.quantised] : []));
  const [mark] = marks;
  if (!mark || Object.hasOwn(QUANTISED, type)) return results;
  // A zero point of 0 stays where it is under a ReLU.
  const kept = KEEPING.has(type) || (type === 'Relu' && mark.zeros.every((zero) => zero === 0));
  if (!kept) throw new Unsupported('works on quantised numbers');
  if (mark.scales.length > 1 && !IN_PLACE.has(type) && type !== 'Relu')
    throw new Unsupported('moves values that are quantised by several scales');
  return results.map((value) => (value.kind === 'dynamic' ? { ...value, quantised: mark } : value));
}

/** Least and largest value that a node may give, by itself and by those that only move values. */
function rangeOf(builder: Builder, name: string): readonly [number, number] {
  let node = builder.nodeNamed(name);
  while (node && MOVES.has(node.op)) node = builder.nodeNamed(node.inputs[0] as string);
  const all = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  if (node?.op !== 'activation') return all;
  const { name: kind } = node.activation;
  if (kind === 'gelu' || kind === 'swish') return all;
  return extremes(piecewiseLinear(node.activation)) ?? all;
}

const MOVES: ReadonlySet<GraphNode['op']> = new Set(['maxPool', 'reduceMax', 'reshape', 'transpose', 'crop']);

/** Infimum and supremum of a continuous piecewise-linear function; null of one with steps, but for those of codes. */
function extremes(f: PiecewiseLinear): readonly [number, number] | null {
  const { slopes, offsets, thresholds } = f;
  const last = slopes.length - 1;
  if (!isContinuous(f) && slopes.some((slope) => slope !== 0)) return null;
  const far = (slope: number, offset: number): number => (slope === 0 ? offset : slope * Number.POSITIVE_INFINITY);
  const values = [
    far(-(slopes[0] as number), offsets[0] as number),
    far(slopes[last] as number, offsets[last] as number),
    ...thresholds.map((t, r) => (slopes[r] as number) * t + (offsets[r] as number)),
    ...(slopes.every((slope) => slope === 0) ? offsets : []),
  ];
  return [Math.min(...values), Math.max(...values)];
}

export const QUANTISED: Readonly<Record<string, Converter>> = {
  ...DYNAMIC_SCALES,
  QuantizeLinear: quantizeLinear,
  DequantizeLinear: dequantizeLinear,
  'com.microsoft.QuantizeLinear': quantizeLinear,
  'com.microsoft.DequantizeLinear': dequantizeLinear,
  QLinearConv: conv,
  QLinearMatMul: pair(LINEAR.MatMul),
  'com.microsoft.QLinearAdd': pair(ARITHMETIC.Add),
  'com.microsoft.QLinearMul': pair(ARITHMETIC.Mul),
  'com.microsoft.QGemm': gemm,
  'com.microsoft.QLinearConcat': concat,
  'com.microsoft.QLinearGlobalAveragePool': single(POOLS.GlobalAveragePool),
  'com.microsoft.QLinearAveragePool': single(POOLS.AveragePool),
  'com.microsoft.QLinearLeakyRelu': single(ACTIVATIONS.LeakyRelu),
  'com.microsoft.QLinearSigmoid': single(ACTIVATIONS.Sigmoid),
};
