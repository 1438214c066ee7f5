/** Sequences of tensors that do not depend on the input. Definitions: https://onnx.ai/onnx/operators/. */
import { Fault } from '../checks';
import { folded } from './fold';
import { placeOf, Step } from './step';
import type { Tensor } from './tensor';
import { Unsupported } from './values';

/** Where tensors are expected a sequence is an empty one. */
interface Sequence extends Tensor {
  readonly items: readonly Tensor[];
}

const sequenceOf = (items: readonly Tensor[]): Sequence => ({
  items,
  shape: [0],
  values: new Float64Array(0),
  integer: false,
});

function itemsAt(step: Step): readonly Tensor[] {
  const tensor = step.parameter(0, 'sequence');
  if (!('items' in tensor)) throw new Fault(placeOf(step.file), 'its first input is no sequence');
  return (tensor as Sequence).items;
}

/** The place that an input names, counted from the end where it is negative; `absent` where it is left out. */
function placeAt(step: Step, input: number, count: number, absent: number): number {
  const named = step.optional(input, 'position')?.values[0] ?? absent;
  const place = named < 0 ? named + count : named;
  if (!(Number.isInteger(place) && place >= 0 && place <= count))
    throw new Fault(placeOf(step.file), `position ${named} of ${count} tensors`);
  return place;
}

function inserted(step: Step): Sequence {
  const items = itemsAt(step);
  return sequenceOf(items.toSpliced(placeAt(step, 2, items.length, items.length), 0, step.parameter(1, 'tensor')));
}

function taken(step: Step): Tensor {
  const items = itemsAt(step);
  const item = items[placeAt(step, 1, items.length, 0)];
  if (!item) throw new Fault(placeOf(step.file), `the sequence has ${items.length} tensors, another one is taken`);
  return item;
}

/** Tensors one after another along an axis that they have. */
function concatenated(step: Step): readonly Tensor[] | null {
  if (step.attributes.number('new_axis', 0) !== 0) throw new Unsupported('tensors are stacked along a new axis');
  const inputs = itemsAt(step).map((tensor) => ({ kind: 'constant' as const, tensor }));
  if (inputs.length === 0) throw new Fault(placeOf(step.file), 'its sequence is empty');
  return folded(new Step(step.builder, { ...step.file, type: 'Concat' }, inputs, step.opset));
}

/** What an op on sequences gives; null for other ops. */
export function foldedSequence(step: Step): readonly Tensor[] | null {
  switch (step.file.type) {
    case 'SequenceEmpty':
      return [sequenceOf([])];
    case 'SequenceConstruct':
      return [sequenceOf(step.inputs.map((_, i) => step.parameter(i, 'tensor')))];
    case 'SequenceInsert':
      return [inserted(step)];
    case 'SequenceAt':
      return [taken(step)];
    case 'SequenceLength':
      return [{ shape: [], values: Float64Array.of(itemsAt(step).length), integer: true }];
    case 'ConcatFromSequence':
      return concatenated(step);
    default:
      return null;
  }
}
