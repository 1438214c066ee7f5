/** Values over axes: means, sums, extremes, arg-max, softmax. Definitions: https://onnx.ai/onnx/operators/. */
import { sizeOf } from '../../core/graph/types';
import { wholesOf } from './reshaping';
import { type Converter, Step } from './step';
import { axisFrom0, type DynamicValue, graphAxis, graphShape, Unsupported } from './values';

type Reduction = 'mean' | 'sum' | 'reduceMax' | 'reduceMin';

function reduced(step: Step, value: DynamicValue, op: Reduction, part = ''): DynamicValue {
  const named = wholesOf(step, 'axes', 1);
  if (!named?.length && step.attributes.number('noop_with_empty_axes', 0) !== 0) return value;
  const rank = value.shape.length;
  const gone = new Set(named?.length ? named.map((axis) => axisFrom0(axis, rank)) : value.shape.map((_, axis) => axis));
  const keep = step.attributes.number('keepdims', 1) !== 0;
  const axes = [...gone].filter((axis) => axis !== value.batch).map((axis) => graphAxis(axis, value.batch));
  const kept = value.shape.flatMap((_, axis) => (gone.has(axis) ? [] : [axis]));
  // The batch has size 1: a mean over it changes nothing.
  const batch = keep ? value.batch : kept.indexOf(value.batch);
  const shape = keep
    ? value.shape.map((size, axis) => (gone.has(axis) ? 1 : size))
    : kept.map((axis) => value.shape[axis] as number);
  if (axes.length === 0) return step.reshape(value, shape, batch, part);
  const out = step.emit({ op, inputs: [value.node], axes, keep }, -1, part);
  return { ...out, shape, batch };
}

const reduce =
  (op: Reduction): Converter =>
  (step) =>
    reduced(step, step.dynamic(0), op);

const l1: Converter = (step) => {
  const value = step.dynamic(0);
  const abs = step.emit({ op: 'activation', inputs: [value.node], activation: { name: 'abs' } }, value.batch, 'abs');
  return reduced(step, abs, 'sum');
};

const squares =
  (root: boolean): Converter =>
  (step) => {
    const value = step.dynamic(0);
    const square = step.emit({ op: 'function', inputs: [value.node], function: 'square' }, value.batch, 'squares');
    const sum = reduced(step, square, 'sum', root ? 'sum' : '');
    return root ? step.emit({ op: 'function', inputs: [sum.node], function: 'sqrt' }, sum.batch) : sum;
  };

const argMax: Converter = (step) => {
  if (step.attributes.number('select_last_index', 0) !== 0) throw new Unsupported('the last of equal maxima');
  const given = step.dynamic(0);
  const axis = axisFrom0(step.attributes.number('axis', 0), given.shape.length);
  const value = step.keeping(given, [axis]);
  const keep = step.attributes.number('keepdims', 1) !== 0;
  const out = step.emit({ op: 'argMax', inputs: [value.node], axis: graphAxis(axis, value.batch), keep }, -1);
  const shape = keep ? value.shape.with(axis, 1) : value.shape.toSpliced(axis, 1);
  const batch = !keep && value.batch > axis ? value.batch - 1 : value.batch;
  return { ...out, shape, batch };
};

/** The arg-max of what it takes with the sign changed. */
const argMin: Converter = (step) => {
  const turned = step.scaleBy(step.dynamic(0), -1, 0, 'negative');
  return argMax(new Step(step.builder, step.file, [turned], step.opset));
};

/** The largest (or least) alone, and its index: more are not read. */
const topK: Converter = (step) => {
  const count = step.optional(1, 'k')?.values[0] ?? step.attributes.number('k', 0);
  if (count !== 1) throw new Unsupported(`sorts the ${count} largest; only the largest alone is read`);
  const largest = step.attributes.number('largest', 1) !== 0;
  const given = step.dynamic(0);
  const axis = axisFrom0(step.attributes.number('axis', -1), given.shape.length);
  const value = step.keeping(given, [axis]);
  const op = largest ? 'reduceMax' : 'reduceMin';
  const out = step.emit({ op, inputs: [value.node], axes: [graphAxis(axis, value.batch)], keep: true }, value.batch);
  if (!step.file.outputs[1]) return out;
  const turned = largest ? value : step.scaleBy(value, -1, 0, 'negative');
  const body = { op: 'argMax', inputs: [turned.node], axis: graphAxis(axis, value.batch), keep: true } as const;
  return [out, step.emit(body, value.batch, 'index')];
};

const softmax =
  (logarithm: boolean): Converter =>
  (step) => {
    const given = step.dynamic(0);
    const old = step.opset < 13;
    const axis = axisFrom0(step.attributes.number('axis', old ? 1 : -1), given.shape.length);
    const value = step.keeping(given, [axis]);
    const part = logarithm ? 'softmax' : '';
    const out = old
      ? flatSoftmax(step, value, axis, part)
      : step.emit({ op: 'softmax', inputs: [value.node], axis: graphAxis(axis, value.batch) }, value.batch, part);
    return logarithm ? step.emit({ op: 'function', inputs: [out.node], function: 'log' }, out.batch) : out;
  };

/** Up to opset 12 all axes from `axis` on are taken as one. */
function flatSoftmax(step: Step, given: DynamicValue, axis: number, part: string): DynamicValue {
  const value = given.batch >= axis ? step.full(given) : given;
  const seen = graphShape(value);
  const at = graphAxis(axis, value.batch);
  const body = { op: 'softmax', inputs: [value.node], axis: at } as const;
  if (sizeOf(seen.slice(at)) === (seen[at] ?? 1)) return step.emit(body, value.batch, part);
  const flat = step.reshape(
    value,
    [...value.shape.slice(0, axis), sizeOf(value.shape.slice(axis))],
    value.batch,
    'flat',
  );
  const out = step.emit({ ...body, inputs: [flat.node] }, value.batch, part || 'softmax');
  return step.reshape(out, value.shape, value.batch, '');
}

export const REDUCING: Readonly<Record<string, Converter>> = {
  ReduceMean: reduce('mean'),
  ReduceSum: reduce('sum'),
  ReduceMax: reduce('reduceMax'),
  ReduceMin: reduce('reduceMin'),
  ReduceL1: l1,
  ReduceL2: squares(true),
  ReduceSumSquare: squares(false),
  ArgMax: argMax,
  ArgMin: argMin,
  TopK: topK,
  Softmax: softmax(false),
  LogSoftmax: softmax(true),
};
