/** Layers that move values about, and layers of several inputs. */
import { type Shape, sizeOf } from '../../core/graph/types';
import { Fault, listAt, shown } from '../checks';
import type { KnownValue } from '../graphBuilder';
import { addScale } from './activations';
import { axisAt, wholeAt } from './fields';
import type { LayerCall, LayerReader } from './types';

const identity: LayerReader = (call) => call.inputs[0];

const reshape = (call: LayerCall, input: KnownValue, shape: Shape): KnownValue =>
  call.builder.add({ name: call.name, op: 'reshape', inputs: [input.name], shape });

const readFlatten: LayerReader = (call) => {
  const [input] = call.inputs;
  const rank = input.shape.length;
  const flat = [sizeOf(input.shape)];
  if (call.fields.channels() === 'last' || rank < 2) return reshape(call, input, flat);
  const order = [...Array.from({ length: rank - 1 }, (_, i) => i + 1), 0];
  const name = call.builder.freshName(`${call.name}/channelsLast`);
  return reshape(call, call.builder.add({ name, op: 'transpose', inputs: [input.name], order }), flat);
};

const readReshape: LayerReader = (call) => {
  const [input] = call.inputs;
  const where = `${call.fields.where}, target_shape`;
  const target = listAt(call.fields.raw('target_shape'), where).map((size) =>
    size === null ? -1 : wholeAt(size, -1, where),
  );
  const open = target.filter((size) => size === -1).length;
  if (open > 1) throw new Fault(where, 'more than one size is left open');
  const rest = sizeOf(input.shape) / Math.abs(sizeOf(target));
  return reshape(
    call,
    input,
    target.map((size) => (size === -1 ? rest : size)),
  );
};

const readPermute: LayerReader = (call) => {
  const where = `${call.fields.where}, dims`;
  const order = listAt(call.fields.raw('dims'), where).map((axis) => wholeAt(axis, 1, where) - 1);
  return call.builder.add({ name: call.name, op: 'transpose', inputs: [call.inputs[0].name], order });
};

/** A vector n times: [size] → [n, size]. */
const readRepeat: LayerReader = (call) => {
  const [input] = call.inputs;
  const [size] = input.shape;
  if (input.shape.length !== 1 || size === undefined) throw new Fault(call.fields.where, 'takes a vector');
  const name = call.builder.freshName(`${call.name}/row`);
  const row = call.builder.add({ name, op: 'reshape', inputs: [input.name], shape: [1, size] });
  const shape = [call.fields.whole('n', 1), size];
  const how = { mode: 'nearest', coordinates: 'asymmetric' } as const;
  return call.builder.add({ name: call.name, op: 'resize', inputs: [row.name], shape, ...how });
};

const names = (call: LayerCall): readonly string[] => call.inputs.map((input) => input.name);

/** Merging one input gives it back. */
const readConcat: LayerReader = (call) => {
  if (call.inputs.length === 1) return call.inputs[0];
  const { fields, builder } = call;
  const axis = axisAt(fields.raw('axis') ?? -1, call.inputs[0].shape.length, fields.where);
  return builder.add({ name: call.name, op: 'concat', inputs: names(call), axis });
};

const merge = (op: 'add' | 'maximum' | 'minimum'): LayerReader => {
  return (call) =>
    call.inputs.length === 1 ? call.inputs[0] : call.builder.add({ name: call.name, op, inputs: names(call) });
};

const readSubtract: LayerReader = (call) => {
  if (call.inputs.length !== 2) throw new Fault(call.fields.where, `takes two inputs, found ${call.inputs.length}`);
  return call.builder.add({ name: call.name, op: 'subtract', inputs: names(call) });
};

const readMultiply: LayerReader = (call) => {
  const [first, ...others] = call.inputs;
  return others.reduce((product, other, i) => {
    const name = i === others.length - 1 ? call.name : call.builder.freshName(`${call.name}/${i + 1}`);
    return call.builder.add({ name, op: 'multiply', inputs: [product.name, other.name] });
  }, first);
};

const readAverage: LayerReader = (call) => {
  if (call.inputs.length === 1) return call.inputs[0];
  const name = call.builder.freshName(`${call.name}/sum`);
  const sum = call.builder.add({ name, op: 'add', inputs: names(call) });
  return addScale(call, call.name, sum, 1 / call.inputs.length, 0);
};

/** Depth to space: channels (i·block + j)·rest + c of place (y, x) go to channel c of place (y·block + i, x·block + j). */
const readPixelShuffle =
  (block: number): LayerReader =>
  (call) => {
    const [input] = call.inputs;
    const [height, width, channels] = input.shape;
    if (input.shape.length !== 3 || height === undefined || width === undefined || channels === undefined)
      throw new Fault(call.fields.where, 'takes height, width and channels');
    const rest = channels / (block * block);
    if (!Number.isInteger(rest))
      throw new Fault(call.fields.where, `${shown(channels)} channels do not fill blocks of ${block}`);
    const { builder, name } = call;
    const parts = { op: 'reshape', inputs: [input.name], shape: [height, width, block, block, rest] } as const;
    const split = builder.add({ name: builder.freshName(`${name}/blocks`), ...parts });
    const turned = { op: 'transpose', inputs: [split.name], order: [0, 2, 1, 3, 4] } as const;
    const moved = builder.add({ name: builder.freshName(`${name}/places`), ...turned });
    return reshape(call, moved, [height * block, width * block, rest]);
  };

/** The scale of UpscalerJS's super-resolution networks (its class of that name has no config). */
const readMultiplyBeta: LayerReader = (call) => addScale(call, call.name, call.inputs[0], 0.2, 0);

export const shapeLayers: Readonly<Record<string, LayerReader>> = {
  // At inference these change nothing.
  Dropout: identity,
  SpatialDropout1D: identity,
  SpatialDropout2D: identity,
  GaussianDropout: identity,
  GaussianNoise: identity,
  AlphaDropout: identity,
  ActivityRegularization: identity,
  Identity: identity,
  Flatten: readFlatten,
  Reshape: readReshape,
  Permute: readPermute,
  RepeatVector: readRepeat,
  Concatenate: readConcat,
  Add: merge('add'),
  Maximum: merge('maximum'),
  Minimum: merge('minimum'),
  Subtract: readSubtract,
  Multiply: readMultiply,
  Average: readAverage,
  MultiplyBeta: readMultiplyBeta,
  PixelShuffle2x: readPixelShuffle(2),
  PixelShuffle3x: readPixelShuffle(3),
  PixelShuffle4x: readPixelShuffle(4),
  PixelShuffle8x: readPixelShuffle(8),
};
