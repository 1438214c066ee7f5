/** Slices as TensorFlow writes them, as places of every axis. */
import type { Shape } from '../../core/graph/types';
import { Fault } from '../checks';
import { cropped } from './constants';
import {
  added,
  constantAt,
  type Dynamic,
  dynamicAt,
  fullShape,
  type OpCall,
  type OpReader,
  reshaped,
  wholesAt,
} from './opCall';

/** What is taken of every axis, and the shape of the result, in which some axes of one place are left out and new ones stand. */
interface Cut {
  readonly starts: readonly number[];
  readonly sizes: Shape;
  readonly steps: readonly number[];
  readonly shape: Shape;
}

function taken(call: OpCall, cut: Cut): ReturnType<OpReader> {
  const constant = constantAt(call, 0);
  if (constant) return { ...cropped(constant, cut.starts, cut.sizes, cut.steps), shape: cut.shape };
  const value = dynamicAt(call, 0) as Dynamic;
  const from = value.lead ? 1 : 0;
  const [starts, sizes, steps] = [cut.starts.slice(from), cut.sizes.slice(from), cut.steps.slice(from)];
  const whole = sizes.every((size, axis) => size === value.shape[axis] && steps[axis] === 1);
  if (whole) return reshaped(call, value, cut.shape);
  const same = cut.shape.length === cut.sizes.length && cut.shape.every((size, axis) => size === cut.sizes[axis]);
  const name = same ? call.name : `${call.name}/crop`;
  return reshaped(
    call,
    added(call, { name, op: 'crop', inputs: [value.name], starts, sizes, steps }, value.lead),
    cut.shape,
  );
}

const checkCut = (call: OpCall, cut: Cut): Cut => {
  if (!cut.sizes.every((size) => Number.isSafeInteger(size) && size >= 1))
    throw new Fault(call.attributes.where, `takes ${cut.sizes.join(' × ')} values`);
  return cut;
};

export const readSlice: OpReader = (call) => {
  const input = call.inputs[0];
  const starts = wholesAt(call, 1);
  const given = wholesAt(call, 2);
  if (!input || !starts || !given) return null;
  const shape = fullShape(input);
  if (starts.length !== shape.length || given.length !== shape.length)
    throw new Fault(call.attributes.where, `slices ${starts.length} axes of ${shape.length}`);
  const inside = shape.every((size, axis) => (starts[axis] as number) >= 0 && (starts[axis] as number) < size);
  const sizes = given.map((size, axis) => (size === -1 ? (shape[axis] as number) - (starts[axis] as number) : size));
  const fits = inside && sizes.every((size, axis) => (starts[axis] as number) + size <= (shape[axis] as number));
  if (!fits) throw new Fault(call.attributes.where, `takes places beyond ${shape.join(' × ')}`);
  return taken(call, checkCut(call, { starts, sizes, steps: shape.map(() => 1), shape: sizes }));
};

export const readStridedSlice: OpReader = (call) => {
  const input = call.inputs[0];
  const [begin, end] = [wholesAt(call, 1), wholesAt(call, 2)];
  if (!input || !begin || !end) return null;
  const steps = wholesAt(call, 3) ?? begin.map(() => 1);
  if (begin.length !== end.length || begin.length !== steps.length || begin.length > 32)
    throw new Fault(call.attributes.where, 'begin, end and strides do not agree');
  return taken(call, checkCut(call, stridedCut(call, fullShape(input), { begin, end, steps })));
};

interface Spec {
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly steps: readonly number[];
}

function stridedCut({ attributes }: OpCall, shape: Shape, { begin, end, steps }: Spec): Cut {
  const bit = (mask: string, i: number): boolean => ((attributes.whole(mask, 0) >> i) & 1) === 1;
  const cut = { starts: [] as number[], sizes: [] as number[], steps: [] as number[], shape: [] as number[] };
  const takeAxis = (start: number, size: number, step: number, shown: boolean): void => {
    cut.starts.push(start);
    cut.sizes.push(size);
    cut.steps.push(step);
    if (shown) cut.shape.push(size);
  };
  const axesOf = begin.filter((_, i) => !bit('new_axis_mask', i) && !bit('ellipsis_mask', i)).length;
  const takeWhole = (count: number): void => {
    for (let i = 0; i < count; i++) takeAxis(0, shape[cut.starts.length] as number, 1, true);
  };
  for (let i = 0; i < begin.length; i++) {
    if (bit('ellipsis_mask', i)) takeWhole(shape.length - axesOf);
    else if (bit('new_axis_mask', i)) cut.shape.push(1);
    else {
      const size = shape[cut.starts.length];
      if (size === undefined) throw new Fault(attributes.where, `slices more than ${shape.length} axes`);
      const step = steps[i] as number;
      const range = rangeOf(size, begin[i] as number, end[i] as number, step, bit('begin_mask', i), bit('end_mask', i));
      if (bit('shrink_axis_mask', i)) takeAxis(range.start, 1, 1, false);
      else takeAxis(range.start, range.size, step, true);
    }
  }
  takeWhole(shape.length - cut.starts.length);
  return cut;
}

/** Python's slice of one axis. */
function rangeOf(
  size: number,
  begin: number,
  end: number,
  step: number,
  fromEdge: boolean,
  toEdge: boolean,
): { start: number; size: number } {
  const clamp = (place: number): number => {
    const from = place < 0 ? place + size : place;
    return step > 0 ? Math.min(Math.max(from, 0), size) : Math.min(Math.max(from, -1), size - 1);
  };
  const start = fromEdge ? (step > 0 ? 0 : size - 1) : clamp(begin);
  const stop = toEdge ? (step > 0 ? size : -1) : clamp(end);
  return { start, size: step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step)) };
}
