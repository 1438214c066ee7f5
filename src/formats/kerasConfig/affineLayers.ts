/** Dense layers and convolutions. */

import { spatialOf } from '../../core/graph/shapes';
import type { ConvNode } from '../../core/graph/types';
import { Fault } from '../checks';
import type { KnownValue } from '../graphBuilder';
import { padsOf, permuted, spanOf } from '../windowPads';
import { withActivation } from './activations';
import type { LayerCall, LayerReader } from './types';

/** Features × units as Keras keeps it, as units × features. */
const transposed = (values: Float64Array, rows: number, columns: number): Float64Array =>
  permuted(values, [rows, columns], [1, 0]);

const biasOf = (call: LayerCall, index: number, count: number): { readonly bias?: Float64Array } =>
  call.fields.flag('use_bias', true) ? { bias: call.weight('bias', index, [count]) } : {};

const readDense: LayerReader = (call) => {
  const [input] = call.inputs;
  const features = input.shape.at(-1);
  if (features === undefined) throw new Fault(call.fields.where, 'takes a vector, its input is one number');
  const units = call.fields.whole('units', 1);
  const weights = transposed(call.weight('kernel', 0, [features, units]), features, units);
  const node = {
    name: call.name,
    op: 'dense',
    inputs: [input.name],
    units,
    weights,
    ...biasOf(call, 1, units),
  } as const;
  return withActivation(call, call.builder.add(node));
};

/** Settings that all convolutions share. */
interface ConvSettings {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly channels: 'first' | 'last';
  readonly padding: string;
  /** Channels of the input. */
  readonly count: number;
  readonly sizes: readonly number[];
}

function settingsOf({ fields, inputs: [input] }: LayerCall, rank: number): ConvSettings {
  if (input.shape.length !== rank + 1)
    throw new Fault(fields.where, `takes ${rank} spatial axes and channels, its input has ${input.shape.length} axes`);
  const channels = fields.channels();
  const { channels: count, sizes } = spatialOf(input.shape, channels);
  const padding = fields.text('padding', 'valid');
  if (padding !== 'same' && padding !== 'valid' && !(padding === 'causal' && rank === 1))
    throw new Fault(fields.where, `padding: ${padding} is not known`);
  const kernel = fields.wholes('kernel_size', rank, 1);
  const strides = fields.wholes('strides', rank, 1, 1);
  return { kernel, strides, dilations: fields.wholes('dilation_rate', rank, 1, 1), channels, padding, count, sizes };
}

type ConvParts = Pick<ConvNode, 'filters' | 'groups' | 'weights'> & { readonly bias?: Float64Array };

function addConv(call: LayerCall, name: string, settings: ConvSettings, parts: ConvParts): KnownValue {
  const { kernel, strides, dilations, channels, padding, sizes } = settings;
  const pads = padsOf(padding, sizes, { kernel, strides, dilations });
  const [input] = call.inputs;
  return call.builder.add({
    name,
    op: 'conv',
    inputs: [input.name],
    kernel,
    strides,
    dilations,
    pads,
    channels,
    ...parts,
  });
}

/** Kernel × inputs × outputs as Keras keeps it, as outputs × inputs × kernel. */
function outputsFirst(values: Float64Array, kernel: readonly number[], inputs: number, outputs: number): Float64Array {
  const rank = kernel.length;
  return permuted(values, [...kernel, inputs, outputs], [rank + 1, rank, ...kernel.keys()]);
}

const conv = (rank: number): LayerReader => {
  return (call) => {
    const settings = settingsOf(call, rank);
    const { kernel, count } = settings;
    const filters = call.fields.whole('filters', 1);
    const groups = call.fields.whole('groups', 1, 1);
    if (count % groups !== 0 || filters % groups !== 0)
      throw new Fault(
        call.fields.where,
        `${count} channels and ${filters} filters do not divide into ${groups} groups`,
      );
    const inputs = count / groups;
    const weights = outputsFirst(call.weight('kernel', 0, [...kernel, inputs, filters]), kernel, inputs, filters);
    const parts = { filters, groups, weights, ...biasOf(call, 1, filters) };
    return withActivation(call, addConv(call, call.name, settings, parts));
  };
};

/** Each channel by itself, `depth_multiplier` filters a channel: output c·multiplier + m is filter m of channel c. */
function depthwiseParts(call: LayerCall, settings: ConvSettings): ConvParts {
  const { kernel, count } = settings;
  const multiplier = call.fields.whole('depth_multiplier', 1, 1);
  const { length: rank } = kernel;
  const values = call.weight('depthwise_kernel', 0, [...kernel, count, multiplier]);
  const weights = permuted(values, [...kernel, count, multiplier], [rank, rank + 1, ...kernel.keys()]);
  return { filters: count * multiplier, groups: count, weights };
}

const depthwise = (rank: number): LayerReader => {
  return (call) => {
    const settings = settingsOf(call, rank);
    const parts = depthwiseParts(call, settings);
    return withActivation(call, addConv(call, call.name, settings, { ...parts, ...biasOf(call, 1, parts.filters) }));
  };
};

const separable = (rank: number): LayerReader => {
  return (call) => {
    const settings = settingsOf(call, rank);
    const parts = depthwiseParts(call, settings);
    const inner = addConv(call, call.builder.freshName(`${call.name}/depthwise`), settings, parts);
    const filters = call.fields.whole('filters', 1);
    const ones = settings.kernel.map(() => 1);
    const kernel = call.weight('pointwise_kernel', 1, [...ones, parts.filters, filters]);
    const weights = outputsFirst(kernel, ones, parts.filters, filters);
    const point = { ...settings, kernel: ones, strides: ones, dilations: ones, padding: 'valid' };
    const outer = call.with({ inputs: [inner] });
    const own = { filters, groups: 1, weights, ...biasOf(call, 2, filters) };
    return withActivation(outer, addConv(outer, call.name, point, own));
  };
};

/**
 * What a transposed convolution leaves out and adds, so that the output has the size that Keras gives it: in · stride for
 * `same`, as far as the windows reach for `valid` (a stride beyond the window adds places behind).
 */
function transposePads(call: LayerCall, settings: ConvSettings): { pads: number[]; outputPads: number[] } {
  const { kernel, strides, dilations, padding, sizes } = settings;
  const extra =
    call.fields.raw('output_padding') === undefined ? null : call.fields.wholes('output_padding', kernel.length, 0);
  const before: number[] = [];
  const after: number[] = [];
  const outputPads: number[] = [];
  sizes.forEach((size, i) => {
    const stride = strides[i] as number;
    const span = spanOf(kernel[i] as number, dilations[i] as number);
    const reach = (size - 1) * stride + span;
    const cut = padding === 'same' ? Math.floor(span / 2) : 0;
    const plainSize = padding === 'same' ? size * stride : size * stride + Math.max(span - stride, 0);
    const out = extra ? reach - 2 * cut + (extra[i] as number) : plainSize;
    const total = padding === 'same' ? Math.max((Math.ceil(out / stride) - 1) * stride + span - out, 0) : 0;
    before.push(Math.floor(total / 2));
    after.push(total - Math.floor(total / 2));
    outputPads.push(out - reach + total);
  });
  return { pads: [...before, ...after], outputPads };
}

const convTranspose = (rank: number): LayerReader => {
  return (call) => {
    const settings = settingsOf(call, rank);
    const { kernel, strides, dilations, channels, count } = settings;
    const filters = call.fields.whole('filters', 1);
    const values = call.weight('kernel', 0, [...kernel, filters, count]);
    const weights = outputsFirst(values, kernel, filters, count);
    const { pads, outputPads } = transposePads(call, settings);
    if (settings.padding === 'causal' || outputPads.some((pad) => pad < 0)) return null;
    const shared = { name: call.name, inputs: [call.inputs[0].name], kernel, strides, dilations, channels, filters };
    const own = { groups: 1, pads, outputPads, weights, ...biasOf(call, 1, filters) };
    return withActivation(call, call.builder.add({ op: 'convTranspose', ...shared, ...own }));
  };
};

export const affineLayers: Readonly<Record<string, LayerReader>> = {
  Dense: readDense,
  Conv1D: conv(1),
  Conv2D: conv(2),
  Convolution1D: conv(1),
  Convolution2D: conv(2),
  DepthwiseConv1D: depthwise(1),
  DepthwiseConv2D: depthwise(2),
  SeparableConv1D: separable(1),
  SeparableConv2D: separable(2),
  SeparableConvolution2D: separable(2),
  Conv1DTranspose: convTranspose(1),
  Conv2DTranspose: convTranspose(2),
  Convolution2DTranspose: convTranspose(2),
};
