/** Parts of tensors and tensors of parts. Definitions: https://onnx.ai/onnx/operators/. */
import { broadcastShape, shapeText } from '../../core/graph/shapes';
import type { Shape } from '../../core/graph/types';
import { Fault } from '../checks';
import { wholesOf } from './reshaping';
import { type Converter, placeOf, type Step } from './step';
import { axisFrom0, type DynamicValue, graphAxis, Unsupported, without } from './values';

/** Places along each axis: `sizes` from `starts` on, every `steps`-th. */
export interface Ranges {
  readonly starts: number[];
  readonly sizes: number[];
  readonly steps: number[];
}

const whole = (shape: Shape): Ranges => ({
  starts: shape.map(() => 0),
  sizes: [...shape],
  steps: shape.map(() => 1),
});

/** What `Slice` takes of a tensor of this shape: bounds clamped, negative ones counted from the end. */
export function slicedRanges(step: Step, shape: Shape): Ranges {
  const ranges = whole(shape);
  const starts = wholesOf(step, 'starts', 1);
  const ends = wholesOf(step, 'ends', 2);
  if (!starts || !ends) throw new Fault(placeOf(step.file), 'its starts or ends are missing');
  const axes = wholesOf(step, 'axes', 3) ?? starts.map((_, i) => i);
  const steps = wholesOf(step, 'steps', 4);
  axes.forEach((named, i) => {
    const axis = axisFrom0(named, shape.length);
    const size = shape[axis] as number;
    const stride = steps?.[i] ?? 1;
    if (stride === 0) throw new Fault(placeOf(step.file), 'a step of 0');
    const clamped = (bound: number | undefined): number => {
      const at = bound === undefined ? 0 : bound < 0 ? bound + size : bound;
      return stride > 0 ? Math.min(size, Math.max(0, at)) : Math.min(size - 1, Math.max(-1, at));
    };
    const [from, to] = [clamped(starts[i]), clamped(ends[i])];
    ranges.starts[axis] = from;
    ranges.sizes[axis] = Math.max(0, Math.ceil((to - from) / stride));
    ranges.steps[axis] = stride;
  });
  return ranges;
}

/** A crop by the file's axes; the batch stays whole. */
function cropped(step: Step, given: DynamicValue, ranges: Ranges, part = ''): DynamicValue {
  const value = given.batch >= 0 && ranges.sizes[given.batch] !== 1 ? step.full(given) : given;
  const [starts, sizes, steps] = [ranges.starts, ranges.sizes, ranges.steps].map((list) => without(list, value.batch));
  const untouched = sizes?.every(
    (size, axis) => size === without(value.shape, value.batch)[axis] && (steps?.[axis] ?? 1) > 0,
  );
  if (!starts || !sizes || !steps || untouched) return value;
  return step.emit({ op: 'crop', inputs: [value.node], starts, sizes, steps }, value.batch, part);
}

const slice: Converter = (step) => {
  const value = step.dynamic(0);
  return cropped(step, value, slicedRanges(step, value.shape));
};

const split: Converter = (step) => {
  const given = step.dynamic(0);
  const axis = axisFrom0(step.attributes.number('axis', 0), given.shape.length);
  const value = step.keeping(given, [axis]);
  const count = step.file.outputs.length;
  const total = value.shape[axis] as number;
  const each = Math.ceil(total / count);
  const sizes = wholesOf(step, 'split', 1) ?? Array.from({ length: count }, (_, i) => Math.min(each, total - i * each));
  if (sizes.length !== count) throw new Fault(placeOf(step.file), `${sizes.length} sizes for ${count} outputs`);
  let start = 0;
  return sizes.map((size, i) => {
    const ranges = whole(value.shape);
    ranges.starts[axis] = start;
    ranges.sizes[axis] = size;
    start += size;
    return cropped(step, value, ranges, String(i));
  });
};

const concat: Converter = (step) => {
  const values = step.inputs.map((value, i) => (value?.kind === 'constant' ? value.tensor : step.dynamic(i)));
  const parts = values.filter((value) => !value.shape.includes(0));
  const rank = parts[0]?.shape.length ?? 0;
  const axis = axisFrom0(step.attributes.number('axis'), rank);
  let aligned = step.aligned(parts);
  if (aligned.some(({ batch }) => batch === axis)) aligned = aligned.map((value) => step.full(value));
  const [first] = aligned as [DynamicValue];
  if (aligned.length === 1) return first;
  return step.emit(
    { op: 'concat', inputs: aligned.map(({ node }) => node), axis: graphAxis(axis, first.batch) },
    first.batch,
  );
};

/** Entries along an axis by constant indices. */
const gather: Converter = (step) => {
  const given = step.dynamic(0);
  const indices = step.parameter(1, 'index');
  const axis = axisFrom0(step.attributes.number('axis', 0), given.shape.length);
  const value = step.keeping(given, [axis]);
  const size = value.shape[axis] as number;
  const at = Array.from(indices.values, (index) => (index < 0 ? index + size : index));
  const joined = taken(step, value, axis, at);
  const shape = [...value.shape.slice(0, axis), ...indices.shape, ...value.shape.slice(axis + 1)];
  const batch = value.batch > axis ? value.batch + indices.shape.length - 1 : value.batch;
  return step.reshape(joined, shape, batch, '');
};

/** Entries along an axis that is not the batch: one crop where they are evenly spaced, else one a stretch, joined. */
export function taken(step: Step, value: DynamicValue, axis: number, at: readonly number[]): DynamicValue {
  if (at.length === 0 || at.length > 4096) throw new Unsupported(`${at.length} indices`);
  const pieces = stretches(at).map(({ start, count, stride }, i) => {
    const ranges = whole(value.shape);
    ranges.starts[axis] = start;
    ranges.sizes[axis] = count;
    ranges.steps[axis] = stride;
    return cropped(step, value, ranges, `part ${i + 1}`);
  });
  const [first] = pieces as [DynamicValue];
  return pieces.length === 1
    ? first
    : step.emit(
        { op: 'concat', inputs: pieces.map(({ node }) => node), axis: graphAxis(axis, first.batch) },
        first.batch,
        'parts',
      );
}

/** Evenly spaced runs of indices. */
function stretches(at: readonly number[]): { start: number; count: number; stride: number }[] {
  const runs: { start: number; count: number; stride: number }[] = [];
  for (const index of at) {
    const run = runs[runs.length - 1];
    const gap = run ? index - (run.start + (run.count - 1) * run.stride) : 0;
    if (run && gap !== 0 && (run.count === 1 || gap === run.stride)) {
      run.stride = gap;
      run.count++;
    } else runs.push({ start: index, count: 1, stride: 1 });
  }
  return runs;
}

const pad: Converter = (step) => {
  const given = step.dynamic(0);
  const rank = given.shape.length;
  const pads = wholesOf(step, 'pads', 1);
  if (!pads) throw new Fault(placeOf(step.file), 'its pads are missing');
  const mode = step.attributes.text('mode', 'constant');
  if (mode !== 'constant' && mode !== 'reflect' && mode !== 'edge') throw new Unsupported(`padding '${mode}'`);
  const axes = (wholesOf(step, 'axes', 3) ?? given.shape.map((_, i) => i)).map((axis) => axisFrom0(axis, rank));
  if (pads.length !== 2 * axes.length)
    throw new Fault(placeOf(step.file), `${pads.length} pads for ${axes.length} axes`);
  const before = given.shape.map((_, axis) => pads[axes.indexOf(axis)] ?? 0);
  const after = given.shape.map((_, axis) =>
    axes.includes(axis) ? (pads[axes.length + axes.indexOf(axis)] as number) : 0,
  );
  const touched = before.flatMap((places, axis) => (places !== 0 || after[axis] !== 0 ? [axis] : []));
  const value = lessNegative(step, step.keeping(given, touched), before, after);
  const seen = (places: readonly number[]): number[] =>
    without(
      places.map((count) => Math.max(0, count)),
      value.batch,
    );
  const constant = step.optional(2, 'value')?.values[0] ?? step.attributes.number('value', 0);
  if ([...before, ...after].every((places) => places <= 0)) return value;
  return step.emit(
    { op: 'pad', inputs: [value.node], before: seen(before), after: seen(after), mode, value: constant },
    value.batch,
  );
};

/** Negative padding is a crop. */
function lessNegative(
  step: Step,
  value: DynamicValue,
  before: readonly number[],
  after: readonly number[],
): DynamicValue {
  if ([...before, ...after].every((places) => places >= 0)) return value;
  const ranges = whole(value.shape);
  value.shape.forEach((size, axis) => {
    const [first, last] = [Math.max(0, -(before[axis] as number)), Math.max(0, -(after[axis] as number))];
    ranges.starts[axis] = first;
    ranges.sizes[axis] = size - first - last;
  });
  return cropped(step, value, ranges, 'crop');
}

const expand: Converter = (step) => {
  const value = step.dynamic(0);
  const shape = wholesOf(step, 'shape', 1) ?? [];
  const wide = broadcastShape([value.shape, shape]);
  if (!wide) throw new Fault(placeOf(step.file), `${shapeText(value.shape)} does not spread to ${shapeText(shape)}`);
  return step.alignedWith(value, shape).value;
};

const tile: Converter = (step) => {
  let value = step.dynamic(0);
  const repeats = wholesOf(step, 'repeats', 1) ?? [];
  repeats.forEach((count, axis) => {
    if (count === 1) return;
    if (!(count > 0 && count <= 4096)) throw new Unsupported(`${count} copies`);
    value = step.keeping(value, [axis]);
    const inputs = new Array<string>(count).fill(value.node);
    value = step.emit({ op: 'concat', inputs, axis: graphAxis(axis, value.batch) }, value.batch, `copies ${axis}`);
  });
  return value;
};

export const PARTS: Readonly<Record<string, Converter>> = {
  Slice: slice,
  Split: split,
  Concat: concat,
  Gather: gather,
  Pad: pad,
  Expand: expand,
  Tile: tile,
};
