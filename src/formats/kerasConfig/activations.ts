/** Activations by the names of Keras and tfjs as nodes. */

import type { FunctionNode } from '../../core/graph/types';
import type { ActivationSpec } from '../../core/network/activation';
import { Fault, objectAt, shown } from '../checks';
import type { KnownValue, Value } from '../graphBuilder';
import { Fields, plain } from './fields';
import type { LayerCall, LayerReader } from './types';

const specs: Readonly<Record<string, ActivationSpec>> = {
  relu: { name: 'relu' },
  relu6: { name: 'relu6' },
  leakyrelu: { name: 'leakyRelu', alpha: 0.2 },
  hardtanh: { name: 'hardTanh' },
  sigmoid: { name: 'sigmoid' },
  tanh: { name: 'tanh' },
  softplus: { name: 'softplus' },
  swish: { name: 'swish' },
  silu: { name: 'swish' },
  gelu: { name: 'gelu' },
};

const functions: Readonly<Record<string, FunctionNode['function']>> = {
  elu: 'elu',
  selu: 'selu',
  softsign: 'softsign',
  exponential: 'exp',
  mish: 'mish',
  hardsilu: 'hardSwish',
  hardswish: 'hardSwish',
};

/** Adds y = factor x + offset. */
export function addScale(call: LayerCall, name: string, input: KnownValue, factor: number, offset: number): KnownValue {
  const numbers = { factors: Float64Array.of(factor), offsets: Float64Array.of(offset) };
  return call.builder.add({
    name: call.builder.freshName(name),
    op: 'scale',
    inputs: [input.name],
    shape: [1],
    ...numbers,
  });
}

export const addActivation = (
  call: LayerCall,
  name: string,
  input: KnownValue,
  activation: ActivationSpec,
): KnownValue =>
  call.builder.add({ name: call.builder.freshName(name), op: 'activation', inputs: [input.name], activation });

export const addFunction = (
  call: LayerCall,
  name: string,
  input: KnownValue,
  kind: FunctionNode['function'],
  alpha?: number,
): KnownValue =>
  call.builder.add({
    name: call.builder.freshName(name),
    op: 'function',
    inputs: [input.name],
    function: kind,
    ...(alpha === undefined ? {} : { alpha }),
  });

/**
 * Adds the nodes of an activation; the last one has the name `name`. `linear` adds none. Null for names that nothing here
 * computes.
 */
export function activated(call: LayerCall, name: string, input: KnownValue, activation: string): KnownValue | null {
  const kind = plain(activation);
  if (kind === 'linear') return input;
  const spec = Object.hasOwn(specs, kind) ? specs[kind] : undefined;
  if (spec) return addActivation(call, name, input, spec);
  const known = Object.hasOwn(functions, kind) ? functions[kind] : undefined;
  if (known) return addFunction(call, name, input, known);
  const axis = input.shape.length - 1;
  const softmax = (as: string): KnownValue =>
    call.builder.add({ name: call.builder.freshName(as), op: 'softmax', inputs: [input.name], axis });
  if (kind === 'softmax') return softmax(name);
  if (kind === 'logsoftmax') return addFunction(call, name, softmax(`${name}/softmax`), 'log');
  if (kind === 'logsigmoid') return addLogSigmoid(call, name, input);
  if (kind === 'hardsigmoid') return addHardSigmoid(call, name, input);
  return kind === 'gelunew' ? addTanhGelu(call, name, input) : null;
}

/** ln σ(x) = −softplus(−x). */
function addLogSigmoid(call: LayerCall, name: string, input: KnownValue): KnownValue {
  const negated = addScale(call, `${name}/negated`, input, -1, 0);
  return addScale(call, name, addActivation(call, `${name}/softplus`, negated, { name: 'softplus' }), -1, 0);
}

/** x/5 + ½ (Keras 3: x/6 + ½) between 0 and 1. */
function addHardSigmoid(call: LayerCall, name: string, input: KnownValue): KnownValue {
  const slope = call.dialect === 'keras3' ? 1 / 6 : 0.2;
  const pieces = { slopes: [0, slope, 0], offsets: [0, 0.5, 1], thresholds: [-0.5 / slope, 0.5 / slope] };
  return addActivation(call, name, input, { name: 'table', table: { label: 'hard sigmoid', ...pieces } });
}

/** x/2 (1 + tanh(√(2/π)(x + 0.044715 x³))): GELU as GPT-2 has it (Hendrycks & Gimpel, 1606.08415). */
function addTanhGelu(call: LayerCall, name: string, input: KnownValue): KnownValue {
  const { builder } = call;
  const slope = Math.sqrt(2 / Math.PI);
  const square = addFunction(call, `${name}/square`, input, 'square');
  const factor = addScale(call, `${name}/factor`, square, slope * 0.044715, slope);
  const product = (as: string, other: KnownValue): KnownValue =>
    builder.add({ name: builder.freshName(as), op: 'multiply', inputs: [input.name, other.name] });
  const tanh = addActivation(call, `${name}/tanh`, product(`${name}/inner`, factor), { name: 'tanh' });
  return product(name, addScale(call, `${name}/gate`, tanh, 0.5, 0.5));
}

/**
 * The activation that a layer's config names, after the layer's own node: a name, a function's config or a layer's. Where
 * nothing here computes it, an unknown op.
 */
export function withActivation(call: LayerCall, value: KnownValue): Value {
  const given = call.fields.raw('activation');
  if (given === undefined) return value;
  const name = activationName(given, call.fields.where);
  if (typeof name === 'string') {
    const result = activated(call, `${call.name}/${name}`, value, name);
    return result ?? call.builder.addUnknown(call.builder.freshName(`${call.name}/${name}`), name, [value]);
  }
  const own = `${call.name}/${name.className}`;
  const layer = call.with({ name: own, className: name.className, fields: name.fields, inputs: [value] });
  return (
    activationLayers[name.className]?.(layer) ??
    call.builder.addUnknown(call.builder.freshName(own), name.className, [value])
  );
}

type NamedActivation = string | { readonly className: string; readonly fields: Fields };

function activationName(given: unknown, where: string): NamedActivation {
  if (typeof given === 'string') return given;
  const { class_name: className, config } = objectAt(given, `${where}, activation`);
  if (typeof config === 'string') return config;
  if (typeof className !== 'string') throw new Fault(where, `activation: class_name ${shown(className)} is no name`);
  if (Object.hasOwn(activationLayers, className))
    return { className, fields: new Fields(config ?? {}, `${where}, activation`) };
  // tfjs writes activations as objects of their class.
  return className;
}

const readActivation: LayerReader = (call) => {
  const [input] = call.inputs;
  const name = activationName(call.fields.raw('activation') ?? 'linear', call.fields.where);
  if (typeof name === 'string') return activated(call, call.name, input, name);
  return activationLayers[name.className]?.(call.with({ className: name.className, fields: name.fields })) ?? null;
};

/** ReLU with a leak, a ceiling and a threshold of its own: α (x − θ) below θ, x up to the ceiling, then the ceiling. */
const readRelu: LayerReader = (call) => {
  const { fields, name } = call;
  const [input] = call.inputs;
  const ceiling = fields.raw('max_value') === undefined ? Infinity : fields.number('max_value', 0);
  const alpha = fields.number('negative_slope', 0);
  const threshold = fields.number('threshold', 0);
  if (threshold === 0 && ceiling === Infinity)
    return addActivation(call, name, input, alpha === 0 ? { name: 'relu' } : { name: 'leakyRelu', alpha });
  if (threshold === 0 && alpha === 0 && ceiling === 6) return addActivation(call, name, input, { name: 'relu6' });
  if (!(ceiling > threshold)) return null;
  const table = {
    label: 'ReLU',
    slopes: [alpha, 1, ...(ceiling === Infinity ? [] : [0])],
    offsets: [alpha === 0 ? 0 : -alpha * threshold, 0, ...(ceiling === Infinity ? [] : [ceiling])],
    thresholds: [threshold, ...(ceiling === Infinity ? [] : [ceiling])],
  };
  return addActivation(call, name, input, { name: 'table', table });
};

/** x above θ, else 0. */
const readThreshold: LayerReader = (call) => {
  const threshold = call.fields.number('theta', 1);
  const table = { label: 'threshold', slopes: [0, 1], offsets: [0, 0], thresholds: [threshold] };
  return addActivation(call, call.name, call.inputs[0], { name: 'table', table });
};

const readLeakyRelu: LayerReader = (call) => {
  const alpha = call.fields.number(call.fields.raw('alpha') === undefined ? 'negative_slope' : 'alpha', 0.3);
  return addActivation(call, call.name, call.inputs[0], { name: 'leakyRelu', alpha });
};

const readPrelu: LayerReader = (call) => {
  const [input] = call.inputs;
  const shared = call.fields.raw('shared_axes') ?? [];
  const axes = (Array.isArray(shared) ? shared : [shared]) as unknown[];
  const shape = input.shape.map((size, axis) => (axes.includes(axis + 1) ? 1 : size));
  const slopes = call.weight('alpha', 0, shape);
  return call.builder.add({ name: call.name, op: 'prelu', inputs: [input.name], shape, slopes });
};

const readElu: LayerReader = (call) =>
  addFunction(call, call.name, call.inputs[0], 'elu', call.fields.number('alpha', 1));

const readSoftmax: LayerReader = (call) => {
  const [input] = call.inputs;
  const rank = input.shape.length;
  const given = call.fields.number('axis', -1);
  const axis = given < 0 ? given + rank : given - 1;
  return call.builder.add({ name: call.name, op: 'softmax', inputs: [input.name], axis });
};

/** Layers that are an activation. */
export const activationLayers: Readonly<Record<string, LayerReader>> = {
  Activation: readActivation,
  ReLU: readRelu,
  LeakyReLU: readLeakyRelu,
  ThresholdedReLU: readThreshold,
  PReLU: readPrelu,
  ELU: readElu,
  Softmax: readSoftmax,
};
