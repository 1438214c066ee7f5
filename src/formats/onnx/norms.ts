/** Normalisations: by fixed numbers affine, by the mean and variance of what they are given smooth. Definitions: https://onnx.ai/onnx/operators/. */
import { type Shape, sizeOf } from '../../core/graph/types';
import type { Converter, Step } from './step';
import type { Tensor } from './tensor';
import { axisFrom0, type DynamicValue, graphAxis, graphShape, type NodeBody, Unsupported } from './values';

const batchNormalization: Converter = (step) => {
  if (step.attributes.number('training_mode', 0) !== 0)
    throw new Unsupported('statistics of the batch, as in training');
  const value = step.withBatch(step.dynamic(0), 0);
  const body: NodeBody = {
    op: 'batchNorm',
    inputs: [value.node],
    axis: 0,
    gamma: step.parameter(1, 'scale').values,
    beta: step.parameter(2, 'bias').values,
    mean: step.parameter(3, 'mean').values,
    variance: step.parameter(4, 'variance').values,
    epsilon: step.attributes.number('epsilon', 1e-5),
  };
  return step.emit(body, 0);
};

const layerNormalization: Converter = (step) => {
  const given = step.dynamic(0);
  const axis = axisFrom0(step.attributes.number('axis', -1), given.shape.length);
  const value = given.batch >= axis ? step.full(given) : given;
  const size = sizeOf(value.shape.slice(axis));
  const spread = (tensor: Tensor | null, absent: number): Float64Array => {
    if (tensor && tensor.values.length !== size && tensor.values.length !== 1)
      throw new Unsupported(`parameters of ${tensor.values.length} values for ${size}`);
    return Float64Array.from({ length: size }, (_, i) => tensor?.values[tensor.values.length === 1 ? 0 : i] ?? absent);
  };
  const body: NodeBody = {
    op: 'layerNorm',
    inputs: [value.node],
    axis: graphAxis(axis, value.batch),
    gamma: spread(step.optional(1, 'scale'), 1),
    beta: spread(step.optional(2, 'bias'), 0),
    epsilon: step.attributes.number('epsilon', 1e-5),
  };
  return step.emit(body, value.batch);
};

/** Values of one number a channel of a picture; `shape` is what the graph sees, channels in front. */
function byChannel(step: Step, value: DynamicValue, at: readonly [number, number]): DynamicValue {
  const [scale, shift] = [step.parameter(at[0], 'scale'), step.parameter(at[1], 'bias')];
  const places = value.shape.slice(2).map(() => 1);
  const channels = value.shape[1] as number;
  const groups = scale.values.length;
  if (channels % groups !== 0 || shift.values.length !== groups)
    throw new Unsupported(`${groups} scales for ${channels} channels`);
  const each = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: channels }, (_, c) => values[Math.floor((c * groups) / channels)] as number);
  return step.scale(value, [channels, ...places], each(scale.values), each(shift.values));
}

/** Less the mean, over the root of the variance, group by group of channels. */
function groupwise(step: Step, groups: number): DynamicValue {
  const value = step.withBatch(step.dynamic(0), 0);
  const channels = value.shape[1] ?? 0;
  if (value.shape.length < 3 || channels % groups !== 0)
    throw new Unsupported(`${groups} groups of ${channels} channels, ${value.shape.length} axes`);
  const seen = graphShape(value);
  const split: Shape = [1, groups, sizeOf(seen) / groups];
  const parts = groups === channels ? value : step.reshape(value, split, 0, 'groups');
  const size = sizeOf(seen) / groups;
  const gamma = new Float64Array(size).fill(1);
  const epsilon = step.attributes.number('epsilon', 1e-5);
  const body = {
    op: 'layerNorm',
    inputs: [parts.node],
    axis: 1,
    gamma,
    beta: new Float64Array(size),
    epsilon,
  } as const;
  return step.reshape(step.emit(body, 0, 'norm'), value.shape, 0);
}

const instanceNormalization: Converter = (step) =>
  byChannel(step, groupwise(step, step.dynamic(0).shape[1] ?? 0), [1, 2]);

const groupNormalization: Converter = (step) =>
  byChannel(step, groupwise(step, step.attributes.number('num_groups')), [1, 2]);

export const NORMS: Readonly<Record<string, Converter>> = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  InstanceNormalization: instanceNormalization,
  GroupNormalization: groupNormalization,
};
