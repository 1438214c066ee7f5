/** Matrix products, convolutions and batch normalisation of graph models. */
import { spatialOf } from '../../core/graph/shapes';
import type { ChannelAxis, Shape } from '../../core/graph/types';
import type { ActivationSpec } from '../../core/network/activation';
import { Fault } from '../checks';
import { padsOf, permuted, spanOf } from '../windowPads';
import type { Constant } from './constants';
import { added, constantAt, type Dynamic, dynamicAt, type OpCall, type OpReader, wholesAt } from './opCall';

export const channelsOf = ({ attributes }: OpCall): ChannelAxis =>
  attributes.text('data_format', 'NHWC').startsWith('NC') ? 'first' : 'last';

/** Entries of an attribute of one number an axis (batch and channels included) that belong to spatial axes. */
export function spatialEntries(call: OpCall, key: string, otherwise: number): readonly number[] {
  const entries = call.attributes.wholes(key);
  if (!entries || entries.length === 0) return [otherwise, otherwise];
  if (entries.length !== 4)
    throw new Fault(call.attributes.where, `attribute ${key}: ${entries.length} numbers, expected 4`);
  const spatial = channelsOf(call) === 'first' ? entries.slice(2) : entries.slice(1, 3);
  if (!spatial.every((entry) => entry >= 1))
    throw new Fault(call.attributes.where, `attribute ${key}: ${spatial.join(', ')}`);
  return spatial;
}

/** Pads of SAME, VALID and EXPLICIT. */
export function opPads(
  call: OpCall,
  places: Shape,
  kernel: Shape,
  strides: readonly number[],
  dilations: readonly number[],
): readonly number[] {
  const padding = call.attributes.text('padding', 'VALID');
  if (padding !== 'EXPLICIT') return padsOf(padding.toLowerCase(), places, { kernel, strides, dilations });
  const pads = call.attributes.wholes('explicit_paddings') ?? [];
  const first = channelsOf(call) === 'first' ? 4 : 2;
  if (pads.length !== 8 || !pads.every((pad) => pad >= 0))
    throw new Fault(call.attributes.where, 'explicit_paddings are not understood');
  return [pads[first], pads[first + 2], pads[first + 1], pads[first + 3]] as number[];
}

const readMatMul: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const matrix = constantAt(call, 1);
  const { attributes } = call;
  if (!input || matrix?.shape.length !== 2 || attributes.flag('transpose_a', attributes.flag('adj_x', false)))
    return null;
  const turn = attributes.flag('transpose_b', attributes.flag('adj_y', false));
  const [rows, columns] = matrix.shape as [number, number];
  const units = turn ? rows : columns;
  const weights = turn ? matrix.values : permuted(matrix.values, [rows, columns], [1, 0]);
  if (input.shape.at(-1) !== (turn ? columns : rows))
    throw new Fault(attributes.where, `its matrix is ${rows} × ${columns}, its input ${input.shape.join(' × ')}`);
  return added(
    call,
    { name: call.name, op: 'dense', inputs: [input.name], units, weights, ...biasOf(call, units) },
    input.lead,
  );
};

function biasOf({ bias, attributes }: OpCall, count: number): { readonly bias?: Float64Array } {
  if (bias && bias.length !== count)
    throw new Fault(attributes.where, `its bias has ${bias.length} values, expected ${count}`);
  return bias ? { bias } : {};
}

const readConv: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const filter = constantAt(call, 1);
  if (!input || filter?.shape.length !== 4) return null;
  const [height, width, inputs, filters] = filter.shape as [number, number, number, number];
  const { channels: count } = imageOf(call, input);
  const weights = permuted(filter.values, filter.shape, [3, 2, 0, 1]);
  return addConv(call, input, { kernel: [height, width], weights, filters, groups: count / inputs });
};

const readDepthwise: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const filter = constantAt(call, 1);
  if (!input || filter?.shape.length !== 4) return null;
  const [height, width, inputs, multiplier] = filter.shape as [number, number, number, number];
  const weights = permuted(filter.values, filter.shape, [2, 3, 0, 1]);
  return addConv(call, input, { kernel: [height, width], weights, filters: inputs * multiplier, groups: inputs });
};

function imageOf(call: OpCall, input: Dynamic): ReturnType<typeof spatialOf> {
  if (input.shape.length !== 3)
    throw new Fault(
      call.attributes.where,
      `takes batch, two spatial axes and channels; its input is ${input.shape.join(' × ')}`,
    );
  return spatialOf(input.shape, channelsOf(call));
}

interface ConvParts {
  readonly kernel: Shape;
  readonly weights: Float64Array;
  readonly filters: number;
  readonly groups: number;
}

function addConv(call: OpCall, input: Dynamic, parts: ConvParts): Dynamic {
  const channels = channelsOf(call);
  const { channels: count, sizes } = imageOf(call, input);
  if (!Number.isInteger(parts.groups) || count % parts.groups !== 0)
    throw new Fault(call.attributes.where, `its filter does not divide the ${count} channels of its input`);
  const strides = spatialEntries(call, 'strides', 1);
  const dilations = spatialEntries(call, 'dilations', 1);
  const pads = opPads(call, sizes, parts.kernel, strides, dilations);
  const windows = { strides, dilations, pads, channels, ...biasOf(call, parts.filters) };
  return added(call, { name: call.name, op: 'conv', inputs: [input.name], ...windows, ...parts }, input.lead);
}

/** A transposed convolution: operands are the size of its output, the filter and the input. */
const readConvTranspose: OpReader = (call) => {
  const input = dynamicAt(call, 2);
  const filter = constantAt(call, 1);
  const size = wholesAt(call, 0);
  if (!input || filter?.shape.length !== 4 || size?.length !== 4) return null;
  const channels = channelsOf(call);
  const kernel = filter.shape.slice(0, 2);
  const strides = spatialEntries(call, 'strides', 1);
  const dilations = spatialEntries(call, 'dilations', 1);
  const places = spatialOf(size.slice(1), channels).sizes;
  const pads = opPads(call, places, kernel, strides, dilations);
  const outputPads = imageOf(call, input).sizes.map((length, i) => {
    const reach = (length - 1) * (strides[i] as number) + spanOf(kernel[i] as number, dilations[i] as number);
    return (places[i] as number) - reach + (pads[i] as number) + (pads[i + 2] as number);
  });
  if (outputPads.some((pad) => pad < 0))
    throw new Fault(call.attributes.where, `its output cannot be ${places.join(' × ')}`);
  const weights = permuted(filter.values, filter.shape, [3, 2, 0, 1]);
  const sizes = { kernel, strides, dilations, pads, outputPads, channels, groups: 1 };
  const filters = filter.shape[2] as number;
  return added(
    call,
    { name: call.name, op: 'convTranspose', inputs: [input.name], filters, weights, ...sizes },
    input.lead,
  );
};

/** Adds a bias along the channels. */
export function biased(call: OpCall, input: Dynamic, bias: Constant, name: string): Dynamic {
  const first = channelsOf(call) === 'first' && input.shape.length > 1;
  const shape = first ? [bias.values.length, ...input.shape.slice(1).map(() => 1)] : [bias.values.length];
  const numbers = { shape, factors: new Float64Array(bias.values.length).fill(1), offsets: bias.values };
  return added(call, { name, op: 'scale', inputs: [input.name], ...numbers }, input.lead);
}

const readBiasAdd: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const bias = constantAt(call, 1);
  return input && bias ? biased(call, input, bias, call.name) : null;
};

/** Operands from `place` on: scale, offset, mean, variance. */
function normalised(call: OpCall, input: Dynamic, place: number, name: string): Dynamic | null {
  const [gamma, beta, mean, variance] = [0, 1, 2, 3].map((i) => constantAt(call, place + i)?.values);
  if (!gamma || !beta || !mean || !variance) return null;
  const axis = channelsOf(call) === 'first' ? 0 : input.shape.length - 1;
  const epsilon = call.attributes.number('epsilon', 1e-4);
  return added(
    call,
    { name, op: 'batchNorm', inputs: [input.name], axis, gamma, beta, mean, variance, epsilon },
    input.lead,
  );
}

const readBatchNorm: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  return input ? normalised(call, input, 1, call.name) : null;
};

const fusedActivations: Readonly<Record<string, ActivationSpec>> = {
  Relu: { name: 'relu' },
  Relu6: { name: 'relu6' },
  Sigmoid: { name: 'sigmoid' },
  Tanh: { name: 'tanh' },
};

/**
 * An op with what a converter fused behind it. A bias that comes first is the op's own; the last node has the op's name (which
 * is that of the last op that was fused), those before it have their kind behind the name.
 */
const fused = (inner: OpReader, kind: string): OpReader => {
  return (call) => {
    const ops = call.attributes.texts('fused_ops').filter((op) => op !== '');
    const bias = ops[0] === 'BiasAdd' ? constantAt(call, 2)?.values : undefined;
    const kinds = bias ? ops : [kind, ...ops];
    const step = (i: number): string => (i === kinds.length - 1 ? call.name : `${call.name}/${kinds[i]}`);
    let value = inner({ ...call, name: step(0), ...(bias ? { bias } : {}) }) as Dynamic | null;
    let operand = bias ? 3 : 2;
    for (const [i, op] of kinds.slice(1).entries()) {
      if (!value) return null;
      value = fusedStep(call, op, value, operand, step(i + 1));
      operand += op === 'FusedBatchNorm' ? 4 : op === 'BiasAdd' || op === 'Prelu' ? 1 : 0;
    }
    return value;
  };
};

function fusedStep(call: OpCall, op: string, value: Dynamic, operand: number, name: string): Dynamic | null {
  const node = { name, inputs: [value.name] };
  const constant = constantAt(call, operand);
  const activation = Object.hasOwn(fusedActivations, op) ? fusedActivations[op] : undefined;
  if (activation) return added(call, { ...node, op: 'activation', activation }, value.lead);
  if (op === 'LeakyRelu') {
    const alpha = call.attributes.number('leakyrelu_alpha', 0.2);
    return added(call, { ...node, op: 'activation', activation: { name: 'leakyRelu', alpha } }, value.lead);
  }
  if (op === 'Elu') return added(call, { ...node, op: 'function', function: 'elu', alpha: 1 }, value.lead);
  if (op === 'FusedBatchNorm') return normalised(call, value, operand, name);
  if (!constant) return null;
  if (op === 'BiasAdd') return biased(call, value, constant, name);
  if (op !== 'Prelu') return null;
  return added(
    call,
    { ...node, op: 'prelu', shape: parameterShape(constant, value), slopes: constant.values },
    value.lead,
  );
}

/** A constant's shape without the ones before it that the other's does not have. */
export function parameterShape(constant: Constant, value: Dynamic): Shape {
  let from = 0;
  while (constant.shape.length - from > value.shape.length && constant.shape[from] === 1) from++;
  return constant.shape.slice(from);
}

export const affineOps: Readonly<Record<string, OpReader>> = {
  MatMul: readMatMul,
  BatchMatMul: readMatMul,
  BatchMatMulV2: readMatMul,
  _FusedMatMul: fused(readMatMul, 'MatMul'),
  Conv2D: readConv,
  _FusedConv2D: fused(readConv, 'Conv2D'),
  DepthwiseConv2dNative: readDepthwise,
  DepthwiseConv2d: readDepthwise,
  FusedDepthwiseConv2dNative: fused(readDepthwise, 'DepthwiseConv2d'),
  Conv2DBackpropInput: readConvTranspose,
  BiasAdd: readBiasAdd,
  FusedBatchNorm: readBatchNorm,
  FusedBatchNormV2: readBatchNorm,
  FusedBatchNormV3: readBatchNorm,
};
