/** Ops of graph models that work value by value. */
import { broadcastShape } from '../../core/graph/shapes';
import type { FunctionNode, GraphNode } from '../../core/graph/types';
import type { ActivationSpec } from '../../core/network/activation';
import { Fault } from '../checks';
import { parameterShape } from './affineOps';
import type { Constant } from './constants';
import {
  added,
  asNode,
  constantAt,
  type Dynamic,
  dynamicAt,
  fullShape,
  nodeAxis,
  type OpCall,
  type OpReader,
} from './opCall';

const activations: Readonly<Record<string, ActivationSpec>> = {
  Relu: { name: 'relu' },
  Relu6: { name: 'relu6' },
  Sigmoid: { name: 'sigmoid' },
  Tanh: { name: 'tanh' },
  Softplus: { name: 'softplus' },
  Abs: { name: 'abs' },
};

const functions: Readonly<Record<string, FunctionNode['function']>> = {
  Elu: 'elu',
  Selu: 'selu',
  Softsign: 'softsign',
  Exp: 'exp',
  Log: 'log',
  Sqrt: 'sqrt',
  Erf: 'erf',
  Square: 'square',
  Reciprocal: 'reciprocal',
  Inv: 'reciprocal',
};

const activationOp = (activation: (call: OpCall) => ActivationSpec): OpReader => {
  return (call) => {
    const input = dynamicAt(call, 0);
    if (!input) return null;
    return added(
      call,
      { name: call.name, op: 'activation', inputs: [input.name], activation: activation(call) },
      input.lead,
    );
  };
};

const functionNode = (name: string, input: Dynamic, kind: FunctionNode['function']): GraphNode => ({
  name,
  op: 'function',
  inputs: [input.name],
  function: kind,
  ...(kind === 'elu' ? { alpha: 1 } : {}),
});

const functionOp = (kind: FunctionNode['function']): OpReader => {
  return (call) => {
    const input = dynamicAt(call, 0);
    return input ? added(call, functionNode(call.name, input, kind), input.lead) : null;
  };
};

const identity: OpReader = (call) => dynamicAt(call, 0);

/** y = factor x + offset. */
function scaled(call: OpCall, input: Dynamic, factor: number, offset: number, name = call.name): Dynamic {
  const numbers = { shape: [], factors: Float64Array.of(factor), offsets: Float64Array.of(offset) };
  return added(call, { name, op: 'scale', inputs: [input.name], ...numbers }, input.lead);
}

/** 1/√x. */
const readRsqrt: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  if (!input) return null;
  const root = added(call, functionNode(`${call.name}/sqrt`, input, 'sqrt'), input.lead);
  return added(call, functionNode(call.name, root, 'reciprocal'), input.lead);
};

const readNeg: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  return input ? scaled(call, input, -1, 0) : null;
};

const readPrelu: OpReader = (call) => {
  const [input, slopes] = [dynamicAt(call, 0), constantAt(call, 1)];
  if (!input || !slopes) return null;
  const shape = parameterShape(slopes, input);
  return added(call, { name: call.name, op: 'prelu', inputs: [input.name], shape, slopes: slopes.values }, input.lead);
};

const readSoftmax: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  if (!input || input.shape.length === 0) return null;
  const axis = nodeAxis(call, input, call.attributes.whole('dim', -1));
  if (axis < 0) return null;
  const log = call.op === 'LogSoftmax';
  const name = log ? `${call.name}/softmax` : call.name;
  const softmax = added(call, { name, op: 'softmax', inputs: [input.name], axis }, input.lead);
  return log ? added(call, functionNode(call.name, softmax, 'log'), input.lead) : softmax;
};

type Pair = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum';

/** Whether a constant broadcasts to a value without changing its shape. */
function isParameter(constant: Constant, input: Dynamic): boolean {
  const shape = broadcastShape([input.shape, parameterShape(constant, input)]);
  return (
    shape !== null && shape.length === input.shape.length && shape.every((size, axis) => size === input.shape[axis])
  );
}

/** An affine op of a value and a parameter, as factors and offsets; null for those that are none. */
function affine(
  op: Pair,
  constant: Constant,
  constantFirst: boolean,
): { factors: Float64Array; offsets: Float64Array } | null {
  const { values } = constant;
  const all = (value: number): Float64Array => new Float64Array(values.length).fill(value);
  if (op === 'add') return { factors: all(1), offsets: values };
  if (op === 'multiply') return { factors: values, offsets: all(0) };
  if (op === 'subtract')
    return constantFirst
      ? { factors: all(-1), offsets: values }
      : { factors: all(1), offsets: values.map((value) => -value) };
  if (op === 'divide' && !constantFirst) return { factors: values.map((value) => 1 / value), offsets: all(0) };
  return null;
}

const pair = (op: Pair): OpReader => {
  return (call) => {
    const [dynamic, other] = [dynamicAt(call, 0) ?? dynamicAt(call, 1), constantAt(call, 0) ?? constantAt(call, 1)];
    if (dynamic && other && isParameter(other, dynamic)) {
      const numbers = affine(op, other, constantAt(call, 0) !== null);
      const node = { name: call.name, inputs: [dynamic.name] };
      if (numbers)
        return added(call, { ...node, op: 'scale', shape: parameterShape(other, dynamic), ...numbers }, dynamic.lead);
      if (op === 'maximum' && other.values.every((value) => value === 0))
        return added(call, { ...node, op: 'activation', activation: { name: 'relu' } }, dynamic.lead);
    }
    return together(call, op);
  };
};

/** An op of several operands, constants as nodes. */
function together(call: OpCall, op: Pair): Dynamic {
  const operands = call.inputs.map((value, i) =>
    value.kind === 'constant' ? asNode(call, value, `${call.name}/operand${i}`) : value,
  );
  const shape = broadcastShape(operands.map((value) => value.shape));
  const full = broadcastShape(operands.map(fullShape));
  if (!shape || !full)
    throw new Fault(
      call.attributes.where,
      `${operands.map((value) => value.shape.join(' × ')).join(' and ')} do not fit`,
    );
  const inputs = operands.map(({ name }) => name);
  return added(call, { name: call.name, op, inputs }, full.length > shape.length);
}

const readAddN: OpReader = (call) => (call.inputs.length === 1 ? dynamicAt(call, 0) : together(call, 'add'));

const readClip: OpReader = (call) => {
  const input = dynamicAt(call, 0);
  const [low, high] = [constantAt(call, 1)?.values[0], constantAt(call, 2)?.values[0]];
  if (!input || low === undefined || high === undefined) return null;
  const name = low === 0 && high === 6 ? 'relu6' : low === -1 && high === 1 ? 'hardTanh' : null;
  if (name)
    return added(call, { name: call.name, op: 'activation', inputs: [input.name], activation: { name } }, input.lead);
  if (!(low < high)) return null;
  const pieces = { slopes: [0, 1, 0], offsets: [low, 0, high], thresholds: [low, high] };
  const activation: ActivationSpec = { name: 'table', table: { label: 'clip', ...pieces } };
  return added(call, { name: call.name, op: 'activation', inputs: [input.name], activation }, input.lead);
};

const squaredDifference: OpReader = (call) => {
  const difference = pair('subtract')({ ...call, name: `${call.name}/difference` }) as Dynamic | null;
  return difference && added(call, functionNode(call.name, difference, 'square'), difference.lead);
};

export const unitOps: Readonly<Record<string, OpReader>> = {
  ...Object.fromEntries(Object.entries(activations).map(([op, spec]) => [op, activationOp(() => spec)])),
  ...Object.fromEntries(Object.entries(functions).map(([op, kind]) => [op, functionOp(kind)])),
  LeakyRelu: activationOp(({ attributes }) => ({ name: 'leakyRelu', alpha: attributes.number('alpha', 0.2) })),
  Identity: identity,
  StopGradient: identity,
  PreventGradient: identity,
  CheckNumerics: identity,
  Cast: (call) => (call.attributes.type('DstT') === 'DT_FLOAT' ? dynamicAt(call, 0) : null),
  Rsqrt: readRsqrt,
  Neg: readNeg,
  Prelu: readPrelu,
  Softmax: readSoftmax,
  LogSoftmax: readSoftmax,
  Add: pair('add'),
  AddV2: pair('add'),
  AddN: readAddN,
  Sub: pair('subtract'),
  Mul: pair('multiply'),
  RealDiv: pair('divide'),
  Div: pair('divide'),
  Maximum: pair('maximum'),
  Minimum: pair('minimum'),
  ClipByValue: readClip,
  SquaredDifference: squaredDifference,
};
