/** Ops of constants alone: shapes that are taken apart and put together, and factors that a converter left unfolded. */
import { sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import { type Constant, checkSize, combined, constantOf, gathered, joined, mapped, turned } from './constants';
import { constantAt, type OpCall, wholesAt } from './opCall';
import { readSlice, readStridedSlice } from './slices';

const binary: Readonly<Record<string, (x: number, y: number) => number>> = {
  Add: (x, y) => x + y,
  AddV2: (x, y) => x + y,
  BiasAdd: (x, y) => x + y,
  Sub: (x, y) => x - y,
  Mul: (x, y) => x * y,
  RealDiv: (x, y) => x / y,
  Div: (x, y) => x / y,
  FloorDiv: (x, y) => Math.floor(x / y),
  FloorMod: (x, y) => x - y * Math.floor(x / y),
  Maximum: Math.max,
  Minimum: Math.min,
  Pow: (x, y) => x ** y,
  SquaredDifference: (x, y) => (x - y) ** 2,
};

const unary: Readonly<Record<string, (x: number) => number>> = {
  Identity: (x) => x,
  StopGradient: (x) => x,
  Neg: (x) => -x,
  Abs: Math.abs,
  Sqrt: Math.sqrt,
  Rsqrt: (x) => 1 / Math.sqrt(x),
  Square: (x) => x * x,
  Reciprocal: (x) => 1 / x,
  Exp: Math.exp,
  Relu: (x) => Math.max(0, x),
};

const axisOf = (axis: number, rank: number, where: string): number => {
  const from = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(from) || from < 0 || from >= rank) throw new Fault(where, `axis ${axis} of ${rank} axes`);
  return from;
};

type Folder = (call: OpCall, first: Constant, rest: readonly Constant[]) => Constant | null;

const others: Readonly<Record<string, Folder>> = {
  Cast: (call, first) => (call.attributes.type('DstT').startsWith('DT_INT') ? mapped(first, Math.trunc) : first),
  Shape: (_, first) => constantOf([first.shape.length], first.shape),
  Pack: (call, first, rest) => {
    const axis = axisOf(call.attributes.whole('axis', 0), first.shape.length + 1, call.attributes.where);
    const shape = [...first.shape.slice(0, axis), 1, ...first.shape.slice(axis)];
    const parts = [first, ...rest].map((part) => ({
      ...part,
      shape: part.shape.length === first.shape.length ? shape : [],
    }));
    return joined(parts, axis, call.attributes.where);
  },
  ConcatV2: (call, first, rest) => {
    const axis = wholesAt(call, call.inputs.length - 1)?.[0];
    if (axis === undefined) return null;
    return joined(
      [first, ...rest.slice(0, -1)],
      axisOf(axis, first.shape.length, call.attributes.where),
      call.attributes.where,
    );
  },
  GatherV2: (call, first, rest) => {
    const [axis] = wholesAt(call, 2) ?? [0];
    const [indices] = rest;
    if (!indices || axis === undefined) return null;
    const { where } = call.attributes;
    return gathered(first, indices, axisOf(axis, first.shape.length, where), where);
  },
  Transpose: (call, first) => {
    const order = wholesAt(call, 1);
    return order && sortedAxes(order, first.shape.length) ? turned(first, order) : null;
  },
  Range: (call, first) => {
    const [stop] = constantAt(call, 1)?.values ?? [];
    const [step] = constantAt(call, 2)?.values ?? [];
    const [start] = first.values;
    if (start === undefined || stop === undefined || step === undefined) return null;
    const count = Math.max(0, Math.ceil((stop - start) / step));
    checkSize([count], call.attributes.where);
    return constantOf(
      [count],
      Array.from({ length: count }, (_, i) => start + i * step),
    );
  },
  Fill: (call, first, [value]) => {
    const shape = [...first.values];
    checkSize(shape, call.attributes.where);
    return value
      ? { kind: 'constant', shape, values: new Float64Array(sizeOf(shape)).fill(value.values[0] ?? 0) }
      : null;
  },
  Prod: (_, first) => constantOf([], [first.values.reduce((product, value) => product * value, 1)]),
  Slice: (call) => readSlice(call) as Constant | null,
  StridedSlice: (call) => readStridedSlice(call) as Constant | null,
};

/** Whether `order` names each of `rank` axes once. */
export const sortedAxes = (order: readonly number[], rank: number): boolean =>
  order.length === rank && order.toSorted((a, b) => a - b).every((axis, i) => axis === i);

/** The constant that an op makes of constants alone; null where it is not folded. */
export function folded(call: OpCall): Constant | null {
  const constants = call.inputs.map((_, i) => constantAt(call, i));
  const [first, ...rest] = constants.filter((constant) => constant !== null);
  if (!first || rest.length + 1 !== call.inputs.length) return null;
  const { op } = call;
  const two = Object.hasOwn(binary, op) ? binary[op] : undefined;
  if (two) return rest[0] && rest.length === 1 ? combined(first, rest[0], two, call.attributes.where) : null;
  const one = Object.hasOwn(unary, op) ? unary[op] : undefined;
  if (one) return mapped(first, one);
  return (Object.hasOwn(others, op) ? others[op] : undefined)?.(call, first, rest) ?? null;
}
