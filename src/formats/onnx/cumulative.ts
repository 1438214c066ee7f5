/** Sums up to each place of an axis. Definition: https://onnx.ai/onnx/operators/onnx__CumSum.html. */
import type { Converter, Step } from './step';
import type { Tensor } from './tensor';
import { axisFrom0, type DynamicValue, graphAxis, graphShape } from './values';

/** Moved by `by` places along an axis of the graph, towards its end or its start; zeros come in. */
function moved(step: Step, value: DynamicValue, axis: number, by: number, towardsStart: boolean): DynamicValue {
  const seen = graphShape(value);
  const size = seen[axis] as number;
  const none = seen.map(() => 0);
  const starts = none.with(axis, towardsStart ? by : 0);
  const cropped = {
    op: 'crop',
    inputs: [value.node],
    starts,
    sizes: seen.with(axis, size - by),
    steps: seen.map(() => 1),
  } as const;
  const rest = step.emit(cropped, value.batch, `all but ${by}`);
  const [before, after] = towardsStart ? [none, none.with(axis, by)] : [none.with(axis, by), none];
  return step.emit(
    { op: 'pad', inputs: [rest.node], before, after, mode: 'constant', value: 0 },
    value.batch,
    `moved by ${by}`,
  );
}

/**
 * Sums of 1, 2, 4 … neighbours, each from two of the last: as many additions as the size has binary digits, and no weights
 * that training would change. (Hillis & Steele, "Data parallel algorithms".)
 */
export const cumulativeSum: Converter = (step) => {
  const given = step.dynamic(0);
  const axis = axisFrom0(step.parameter(1, 'axis').values[0] as number, given.shape.length);
  const reverse = step.attributes.number('reverse', 0) !== 0;
  let value = step.keeping(given, [axis]);
  const [size, at] = [value.shape[axis] as number, graphAxis(axis, value.batch)];
  if (step.attributes.number('exclusive', 0) !== 0)
    value = size > 1 ? moved(step, value, at, 1, reverse) : step.scaleBy(value, 0, 0);
  for (let reach = 1; reach < size; reach *= 2) {
    const inputs = [value.node, moved(step, value, at, reach, reverse).node];
    value = step.emit({ op: 'add', inputs }, value.batch, 2 * reach < size ? `sums of ${2 * reach}` : '');
  }
  return value;
};

/** The same of a tensor that does not depend on the input. */
export function cumulated(step: Step, tensor: Tensor): Tensor {
  const axis = axisFrom0(step.parameter(1, 'axis').values[0] as number, tensor.shape.length);
  const [reverse, exclusive] = ['reverse', 'exclusive'].map((name) => step.attributes.number(name, 0) !== 0);
  const size = tensor.shape[axis] as number;
  const inner = tensor.shape.slice(axis + 1).reduce((product, count) => product * count, 1);
  const values = new Float64Array(tensor.values.length);
  for (let start = 0; start < values.length; start += size * inner)
    for (let i = 0; i < inner; i++) {
      let sum = 0;
      for (let place = 0; place < size; place++) {
        const at = start + i + inner * (reverse ? size - 1 - place : place);
        if (exclusive) values[at] = sum;
        sum += tensor.values[at] as number;
        if (!exclusive) values[at] = sum;
      }
    }
  return { ...tensor, values };
}
