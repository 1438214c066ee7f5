/** Normalisations with fixed statistics, and scaling. */
import { Fault, finiteAt } from '../checks';
import { axisAt } from './fields';
import type { LayerCall, LayerReader } from './types';

const filled = (size: number, value: number): Float64Array => new Float64Array(size).fill(value);

const readBatchNorm: LayerReader = (call) => {
  const { fields, builder } = call;
  const [input] = call.inputs;
  const axis = axisAt(fields.raw('axis') ?? -1, input.shape.length, fields.where);
  const size = input.shape[axis] as number;
  let index = 0;
  const gamma = fields.flag('scale', true) ? call.weight('gamma', index++, [size]) : filled(size, 1);
  const beta = fields.flag('center', true) ? call.weight('beta', index++, [size]) : filled(size, 0);
  const mean = call.weight('moving_mean', index++, [size]);
  const variance = call.weight('moving_variance', index, [size]);
  const epsilon = fields.number('epsilon', 1e-3);
  return builder.add({
    name: call.name,
    op: 'batchNorm',
    inputs: [input.name],
    axis,
    gamma,
    beta,
    mean,
    variance,
    epsilon,
  });
};

const readLayerNorm: LayerReader = (call) => {
  const { fields, builder } = call;
  const [input] = call.inputs;
  const rank = input.shape.length;
  const given = fields.raw('axis') ?? -1;
  const axes = (Array.isArray(given) ? (given as unknown[]) : [given]).map((axis) => axisAt(axis, rank, fields.where));
  const axis = Math.min(...axes);
  // The op takes the last axes alone.
  if (new Set(axes).size !== rank - axis || fields.flag('rms_scaling', false)) return null;
  const shape = input.shape.slice(axis);
  const size = shape.reduce((product, length) => product * length, 1);
  const scaled = fields.flag('scale', true);
  const gamma = scaled ? call.weight('gamma', 0, shape) : filled(size, 1);
  const beta = fields.flag('center', true) ? call.weight('beta', scaled ? 1 : 0, shape) : filled(size, 0);
  const epsilon = fields.number('epsilon', 1e-3);
  return builder.add({ name: call.name, op: 'layerNorm', inputs: [input.name], axis, gamma, beta, epsilon });
};

/** One number or a list of them, for the last axis. */
function numbersAt(value: unknown, where: string): Float64Array {
  const list = Array.isArray(value) ? (value as unknown[]).flat(8) : [value];
  return Float64Array.from(list, (item) => finiteAt(item, where));
}

function scaled(call: LayerCall, factors: Float64Array, offsets: Float64Array): ReturnType<LayerReader> {
  const size = Math.max(factors.length, offsets.length);
  const spread = (values: Float64Array): Float64Array =>
    values.length === 1 ? filled(size, values[0] as number) : values;
  const numbers = { shape: [size], factors: spread(factors), offsets: spread(offsets) };
  return call.builder.add({ name: call.name, op: 'scale', inputs: [call.inputs[0].name], ...numbers });
}

const readRescaling: LayerReader = (call) => {
  const { fields } = call;
  const factors = numbersAt(fields.raw('scale'), `${fields.where}, scale`);
  return scaled(call, factors, numbersAt(fields.raw('offset') ?? 0, `${fields.where}, offset`));
};

/** Keras's preprocessing layer: (x − mean)/max(√variance, 1e-7) on the last axis. */
const readNormalization: LayerReader = (call) => {
  const { fields } = call;
  const size = call.inputs[0].shape.at(-1) as number;
  const statistic = (key: string, index: number): Float64Array =>
    fields.raw(key) === undefined
      ? call.weight(key, index, [size])
      : numbersAt(fields.raw(key), `${fields.where}, ${key}`);
  const mean = statistic('mean', 0);
  const factors = statistic('variance', 1).map((variance) => 1 / Math.max(Math.sqrt(variance), 1e-7));
  if (mean.length !== factors.length)
    throw new Fault(fields.where, `${mean.length} means, ${factors.length} variances`);
  if (fields.flag('invert', false)) return null;
  return scaled(
    call,
    factors,
    mean.map((value, i) => -value * (factors[i] as number)),
  );
};

export const normLayers: Readonly<Record<string, LayerReader>> = {
  BatchNormalization: readBatchNorm,
  BatchNormalizationV1: readBatchNorm,
  LayerNormalization: readLayerNorm,
  Rescaling: readRescaling,
  Normalization: readNormalization,
};
