/** Pooling, padding, cropping and upsampling. */
import { spatialOf } from '../../core/graph/shapes';
import { Fault, shown } from '../checks';
import { padsOf } from '../windowPads';
import { type Fields, wholeAt } from './fields';
import type { LayerCall, LayerReader } from './types';

function checkRank({ fields, inputs: [input] }: LayerCall, rank: number): void {
  if (input.shape.length !== rank + 1)
    throw new Fault(fields.where, `takes ${rank} spatial axes and channels, its input has ${input.shape.length} axes`);
}

const pool = (rank: number, op: 'maxPool' | 'averagePool'): LayerReader => {
  return (call) => {
    checkRank(call, rank);
    const { fields, builder, name } = call;
    const [input] = call.inputs;
    const kernel = fields.wholes('pool_size', rank, 1, 2);
    const strides = fields.raw('strides') === undefined ? kernel : fields.wholes('strides', rank, 1);
    const channels = fields.channels();
    const padding = fields.text('padding', 'valid');
    if (padding !== 'same' && padding !== 'valid') throw new Fault(fields.where, `padding: ${padding} is not known`);
    const dilations = kernel.map(() => 1);
    const pads = padsOf(padding, spatialOf(input.shape, channels).sizes, { kernel, strides, dilations });
    const windows = { name, inputs: [input.name], kernel, strides, pads, channels };
    if (op === 'maxPool') return builder.add({ op, ...windows, dilations });
    return builder.add({ op, ...windows, countPads: false });
  };
};

const globalPool = (rank: number, op: 'mean' | 'reduceMax'): LayerReader => {
  return (call) => {
    checkRank(call, rank);
    const first = call.fields.channels() === 'first' ? 1 : 0;
    const axes = Array.from({ length: rank }, (_, i) => first + i);
    return call.builder.add({
      name: call.name,
      op,
      inputs: [call.inputs[0].name],
      axes,
      keep: call.fields.flag('keepdims', false),
    });
  };
};

/** A number, one a side or axis, or a pair an axis, as [before, after] of each spatial axis. */
function sidesOf(fields: Fields, key: string, rank: number): readonly (readonly [number, number])[] {
  const where = `${fields.where}, ${key}`;
  const value = fields.raw(key) ?? 1;
  const pair = (item: unknown): readonly [number, number] => {
    if (!Array.isArray(item)) return [wholeAt(item, 0, where), wholeAt(item, 0, where)];
    if (item.length !== 2) throw new Fault(where, `${shown(item)}, expected two numbers`);
    return [wholeAt(item[0], 0, where), wholeAt(item[1], 0, where)];
  };
  if (rank === 1) return [pair(Array.isArray(value) && value.length === 1 ? value[0] : value)];
  const list = Array.isArray(value) ? (value as unknown[]) : [value, value];
  if (list.length !== rank) throw new Fault(where, `${shown(value)}, expected ${rank} entries`);
  return list.map(pair);
}

/** The sides of every axis; those of channels are 0. */
function allSides(call: LayerCall, key: string, rank: number): readonly (readonly [number, number])[] {
  checkRank(call, rank);
  const sides = sidesOf(call.fields, key, rank);
  return call.fields.channels() === 'first' ? [[0, 0], ...sides] : [...sides, [0, 0]];
}

const zeroPadding = (rank: number): LayerReader => {
  return (call) => {
    const sides = allSides(call, 'padding', rank);
    return call.builder.add({
      name: call.name,
      op: 'pad',
      inputs: [call.inputs[0].name],
      before: sides.map(([before]) => before),
      after: sides.map(([, after]) => after),
      mode: 'constant',
      value: 0,
    });
  };
};

const cropping = (rank: number): LayerReader => {
  return (call) => {
    const sides = allSides(call, 'cropping', rank);
    const [input] = call.inputs;
    const sizes = input.shape.map((size, axis) => size - (sides[axis]?.[0] ?? 0) - (sides[axis]?.[1] ?? 0));
    const starts = sides.map(([before]) => before);
    const steps = starts.map(() => 1);
    return call.builder.add({ name: call.name, op: 'crop', inputs: [input.name], starts, sizes, steps });
  };
};

const upSampling = (rank: number): LayerReader => {
  return (call) => {
    checkRank(call, rank);
    const { fields, builder, dialect } = call;
    const [input] = call.inputs;
    const factors = fields.wholes('size', rank, 1, 2);
    const mode = fields.text('interpolation', 'nearest');
    if (mode !== 'nearest' && mode !== 'bilinear') return null;
    const first = fields.channels() === 'first' ? 1 : 0;
    const shape = input.shape.map((size, axis) => size * (factors[axis - first] ?? 1));
    const fromCorner = mode === 'nearest' || dialect === 'tfjs';
    if (mode === 'bilinear' && fromCorner)
      builder.note(
        `${fields.where}: bilinear upsampling is taken as tfjs computes it; Keras samples half a place aside.`,
      );
    const coordinates = fromCorner ? 'asymmetric' : 'halfPixel';
    return builder.add({ name: call.name, op: 'resize', inputs: [input.name], shape, mode, coordinates });
  };
};

export const placeLayers: Readonly<Record<string, LayerReader>> = {
  MaxPooling1D: pool(1, 'maxPool'),
  MaxPooling2D: pool(2, 'maxPool'),
  AveragePooling1D: pool(1, 'averagePool'),
  AveragePooling2D: pool(2, 'averagePool'),
  GlobalAveragePooling1D: globalPool(1, 'mean'),
  GlobalAveragePooling2D: globalPool(2, 'mean'),
  GlobalMaxPooling1D: globalPool(1, 'reduceMax'),
  GlobalMaxPooling2D: globalPool(2, 'reduceMax'),
  ZeroPadding1D: zeroPadding(1),
  ZeroPadding2D: zeroPadding(2),
  Cropping1D: cropping(1),
  Cropping2D: cropping(2),
  UpSampling1D: upSampling(1),
  UpSampling2D: upSampling(2),
};
