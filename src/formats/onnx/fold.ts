/** Ops on values that do not depend on the input: shape arithmetic, weights that are computed, dequantised constants. */
import { broadcastShape } from '../../core/graph/shapes';
import { type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import { cumulated } from './cumulative';
import { constantSums } from './einsum';
import { foldedParts } from './foldParts';
import { dequantisedConstant, quantisedConstant } from './quantisedConstants';
import { placeOf, type Step } from './step';
import { checkedShape, isInteger, type Tensor } from './tensor';
import { Unsupported } from './values';

type Binary = (a: number, b: number, integer: boolean) => number;
type Unary = (a: number) => number;

const BINARY: Readonly<Record<string, Binary>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b, integer) => (integer ? Math.trunc(a / b) : a / b),
  Mod: (a, b) => a - b * Math.floor(a / b),
  Pow: (a, b) => a ** b,
  Min: (a, b) => Math.min(a, b),
  Max: (a, b) => Math.max(a, b),
  Equal: (a, b) => Number(a === b),
  Greater: (a, b) => Number(a > b),
  Less: (a, b) => Number(a < b),
  GreaterOrEqual: (a, b) => Number(a >= b),
  LessOrEqual: (a, b) => Number(a <= b),
  And: (a, b) => Number(a !== 0 && b !== 0),
  Or: (a, b) => Number(a !== 0 || b !== 0),
  Xor: (a, b) => Number((a !== 0) !== (b !== 0)),
  Sum: (a, b) => a + b,
};

const UNARY: Readonly<Record<string, Unary>> = {
  Neg: (a) => -a,
  Abs: Math.abs,
  Sqrt: Math.sqrt,
  Exp: Math.exp,
  Log: Math.log,
  Floor: Math.floor,
  Ceil: Math.ceil,
  Reciprocal: (a) => 1 / a,
  Relu: (a) => Math.max(0, a),
  Sign: Math.sign,
  Not: (a) => Number(a === 0),
};

/** For each value of a shape the place of the value that a smaller, broadcast one holds. */
export function broadcastPlaces(from: Shape, to: Shape): Int32Array {
  const places = new Int32Array(sizeOf(to));
  const offset = to.length - from.length;
  const strides = new Array<number>(to.length).fill(0);
  let stride = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    if (from[axis] !== 1) strides[axis + offset] = stride;
    stride *= from[axis] as number;
  }
  for (let i = 0; i < places.length; i++) {
    let rest = i;
    let at = 0;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const size = to[axis] as number;
      at += (rest % size) * (strides[axis] as number);
      rest = Math.floor(rest / size);
    }
    places[i] = at;
  }
  return places;
}

/** The same values over a larger shape. */
export function spread(tensor: Tensor, shape: Shape, where: string): Tensor {
  const places = broadcastPlaces(tensor.shape, checkedShape(shape, where));
  return { ...tensor, shape, values: Float64Array.from(places, (at) => tensor.values[at] as number) };
}

function combine(step: Step, a: Tensor, b: Tensor, f: Binary): Tensor {
  const where = placeOf(step.file);
  const shape = broadcastShape([a.shape, b.shape]);
  if (!shape) throw new Fault(where, 'its constants do not broadcast');
  const [left, right] = [spread(a, shape, where).values, spread(b, shape, where).values];
  const integer = a.integer && b.integer;
  return { shape, integer, values: left.map((value, i) => f(value, right[i] as number, integer)) };
}

function cast(step: Step, x: Tensor): Tensor {
  const type = step.attributes.number('to');
  if (!isInteger(type)) return { ...x, values: type === 1 ? x.values.map(Math.fround) : x.values, integer: false };
  return {
    ...x,
    values: x.values.map(type === 9 ? (value) => Number(value !== 0) : Math.trunc),
    integer: true,
    dataType: type,
  };
}

function where(step: Step, tensors: readonly Tensor[]): Tensor {
  const [condition, yes, no] = tensors as [Tensor, Tensor, Tensor];
  const shape = broadcastShape(tensors.map((tensor) => tensor.shape));
  if (tensors.length !== 3 || !shape) throw new Fault(placeOf(step.file), 'its constants do not broadcast');
  const place = placeOf(step.file);
  const [chosen, left, right] = [spread(condition, shape, place), spread(yes, shape, place), spread(no, shape, place)];
  const values = chosen.values.map((value, i) => (value ? left : right).values[i] as number);
  return { shape, values, integer: yes.integer };
}

function range(step: Step): Tensor {
  const [start, limit, delta] = [0, 1, 2].map((i) => step.parameter(i, 'bound').values[0] as number) as [
    number,
    number,
    number,
  ];
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  const [size] = checkedShape([count], placeOf(step.file)) as [number];
  const integer = step.parameter(0, 'bound').integer;
  return { shape: [size], values: Float64Array.from({ length: size }, (_, i) => start + i * delta), integer };
}

/** The tensor that a `Constant` holds. */
function constant(step: Step): Tensor {
  const { attributes } = step;
  const tensor = attributes.tensor('value');
  if (tensor) return tensor;
  for (const name of ['value_float', 'value_int'])
    if (attributes.has(name))
      return { shape: [], values: Float64Array.of(attributes.number(name)), integer: name === 'value_int' };
  const list = attributes.floats('value_floats') ?? attributes.wholes('value_ints');
  if (!list) throw new Unsupported('a constant that is neither numbers nor a tensor');
  return { shape: [list.length], values: Float64Array.from(list), integer: attributes.has('value_ints') };
}

function castLike(_: Step, first: Tensor, [, like]: readonly Tensor[]): Tensor {
  return like?.integer
    ? { ...first, values: first.values.map(Math.trunc), integer: true }
    : { ...first, integer: false };
}

/** Of the first tensor, or of all. */
const MORE: Readonly<Record<string, (step: Step, first: Tensor, all: readonly Tensor[]) => Tensor>> = {
  Identity: (_, first) => first,
  Dropout: (_, first) => first,
  Cast: cast,
  CastLike: castLike,
  Where: (step, _, all) => where(step, all),
  Range: range,
  CumSum: cumulated,
  Einsum: constantSums,
  QuantizeLinear: quantisedConstant,
  DequantizeLinear: dequantisedConstant,
};

/** A node whose inputs are all constant, computed; null where this op is not computed here. */
export function folded(step: Step): readonly Tensor[] | null {
  const { type } = step.file;
  if (type === 'Constant') return [constant(step)];
  const given = step.inputs.flatMap((_, i) => step.constant(i) ?? []);
  const [first] = given;
  if (!first) return null;
  const unary = UNARY[type];
  if (unary) return [{ ...first, values: first.values.map(unary) }];
  const binary = BINARY[type];
  if (binary) return [given.slice(1).reduce((a, b) => combine(step, a, b, binary), first)];
  const more = MORE[type];
  return more ? [more(step, first, given)] : foldedParts(step, first);
}
