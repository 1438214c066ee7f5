/** Sums, products and extremes of two or more. Definitions: https://onnx.ai/onnx/operators/. */

import { Fault } from '../checks';
import { clipped } from './activations';
import { type Converter, placeOf, type Step } from './step';
import type { Tensor } from './tensor';
import { type DynamicValue, Unsupported } from './values';

type Pair = 'add' | 'subtract' | 'multiply' | 'divide';

function pair(step: Step, op: Pair): DynamicValue {
  const [a, b] = step.aligned([step.dynamic(0), step.dynamic(1)]) as [DynamicValue, DynamicValue];
  return step.emit({ op, inputs: [a.node, b.node] }, a.batch);
}

const zeros = (tensor: Tensor): Float64Array => new Float64Array(tensor.values.length);
const ones = (tensor: Tensor): Float64Array => new Float64Array(tensor.values.length).fill(1);
const minus = (tensor: Tensor): Float64Array => tensor.values.map((value) => -value);

const add: Converter = (step) => {
  const at = step.constant(1) ? 1 : 0;
  const tensor = step.constant(at);
  return tensor ? step.scale(step.dynamic(1 - at), tensor.shape, ones(tensor), tensor.values) : pair(step, 'add');
};

const subtract: Converter = (step) => {
  const [first, second] = [step.constant(0), step.constant(1)];
  if (second) return step.scale(step.dynamic(0), second.shape, ones(second), minus(second));
  if (first) return step.scale(step.dynamic(1), first.shape, ones(first).fill(-1), first.values);
  return pair(step, 'subtract');
};

const multiply: Converter = (step) => {
  const at = step.constant(1) ? 1 : 0;
  const tensor = step.constant(at);
  return tensor ? step.scale(step.dynamic(1 - at), tensor.shape, tensor.values, zeros(tensor)) : pair(step, 'multiply');
};

const divide: Converter = (step) => {
  const [first, second] = [step.constant(0), step.constant(1)];
  if (second)
    return step.scale(
      step.dynamic(0),
      second.shape,
      second.values.map((value) => 1 / value),
      zeros(second),
    );
  if (!first) return pair(step, 'divide');
  const value = step.dynamic(1);
  const inverse = step.emit(
    { op: 'function', inputs: [value.node], function: 'reciprocal' },
    value.batch,
    'reciprocal',
  );
  return step.scale(inverse, first.shape, first.values, zeros(first));
};

/** Whole powers up to 3, roots and inverses. */
const power: Converter = (step) => {
  const exponent = step.parameter(1, 'exponent');
  const [first] = exponent.values;
  if (exponent.values.some((value) => value !== first)) throw new Unsupported('several exponents');
  const value = step.dynamic(0);
  const apply = (name: 'square' | 'sqrt' | 'reciprocal', part = ''): DynamicValue =>
    step.emit({ op: 'function', inputs: [value.node], function: name }, value.batch, part);
  if (first === 1) return value;
  if (first === 2) return apply('square');
  if (first === 0.5) return apply('sqrt');
  if (first === -1) return apply('reciprocal');
  if (first !== 3) throw new Unsupported(`the power ${first}`);
  return step.emit({ op: 'multiply', inputs: [apply('square', 'square').node, value.node] }, value.batch);
};

/** All inputs at one rank, constants as nodes. */
function operands(step: Step): DynamicValue[] {
  if (step.inputs.length === 0) throw new Fault(placeOf(step.file), 'it has no inputs');
  return step.aligned(step.inputs.map((value, i) => (value?.kind === 'constant' ? value.tensor : step.dynamic(i))));
}

const variadic =
  (op: 'add' | 'maximum' | 'minimum', mean: boolean): Converter =>
  (step) => {
    const values = operands(step);
    const [first] = values as [DynamicValue];
    const body = { op, inputs: values.map(({ node }) => node) };
    if (!mean) return values.length === 1 ? first : step.emit(body, first.batch);
    const sum = step.emit(body, first.batch, 'sum');
    return step.scaleBy(sum, 1 / values.length, 0);
  };

/** Of two, one a single number, this is a clip: `Max(x, 0)` is a ReLU. */
const extreme =
  (op: 'maximum' | 'minimum'): Converter =>
  (step) => {
    const at = step.constant(1) ? 1 : 0;
    const bound = step.constant(at);
    if (step.inputs.length !== 2 || bound?.values.length !== 1) return variadic(op, false)(step);
    const value = step.dynamic(1 - at);
    // One number with more axes than the other adds axes.
    if (bound.shape.length > value.shape.length) return variadic(op, false)(step);
    const end = bound.values[0] as number;
    return op === 'maximum'
      ? clipped(step, value, end, Number.POSITIVE_INFINITY)
      : clipped(step, value, Number.NEGATIVE_INFINITY, end);
  };

const negate: Converter = (step) => step.scaleBy(step.dynamic(0), -1, 0);

export const ARITHMETIC: Readonly<Record<string, Converter>> = {
  Add: add,
  Sub: subtract,
  Mul: multiply,
  Div: divide,
  Pow: power,
  Sum: variadic('add', false),
  Mean: variadic('add', true),
  Max: extreme('maximum'),
  Min: extreme('minimum'),
  Neg: negate,
};
