/** Loops, branches and lists of tensors that do not depend on the input: exporters compute shapes and indices with them. */
import type { onnx } from 'onnx-proto';
import { Fault } from '../checks';
import { fileNode } from './fileGraph';
import { folded } from './fold';
import { placeOf, Step } from './step';
import { readTensor, type Tensor } from './tensor';
import { type SequenceValue, Unsupported, type Value } from './values';

const constant = (tensor: Tensor): Value => ({ kind: 'constant', tensor });

/** What a node gives whose inputs are all constant; null where it is not computed here. Throws a `Fault` where it makes too much. */
export function foldedStep(step: Step): readonly Value[] | null {
  const values = control(step) ?? folded(step)?.map(constant) ?? null;
  for (const value of values ?? [])
    step.builder.spend(value.kind === 'constant' ? value.tensor.values.length : 0, placeOf(step.file));
  return values;
}

function control(step: Step): readonly Value[] | null {
  switch (step.file.type) {
    case 'If':
      return body(step, step.parameter(0, 'condition').values[0] ? 'then_branch' : 'else_branch', []);
    case 'Loop':
      return loop(step);
    case 'SequenceEmpty':
      return [{ kind: 'sequence', tensors: [] }];
    case 'SequenceConstruct':
      return [{ kind: 'sequence', tensors: step.inputs.map((_, i) => step.parameter(i, 'entry')) }];
    case 'SequenceInsert': {
      const { tensors } = sequence(step);
      return [
        { kind: 'sequence', tensors: tensors.toSpliced(place(step, 2, tensors.length), 0, step.parameter(1, 'entry')) },
      ];
    }
    case 'SequenceAt': {
      const tensor = sequence(step).tensors.at(place(step, 1, 0));
      if (!tensor) throw new Fault(placeOf(step.file), 'takes an entry that its list does not have');
      return [constant(tensor)];
    }
    case 'ConcatFromSequence':
      return joined(step);
    default:
      return null;
  }
}

function sequence(step: Step): SequenceValue {
  const value = step.inputs[0];
  if (value?.kind !== 'sequence') throw new Unsupported('takes a list of tensors');
  return value;
}

const place = (step: Step, input: number, absent: number): number =>
  step.optional(input, 'position')?.values[0] ?? absent;

function joined(step: Step): readonly Value[] | null {
  if (step.attributes.number('new_axis', 0) !== 0) throw new Unsupported('stacks a list of tensors');
  const inputs = sequence(step).tensors.map(constant);
  return folded(new Step(step.builder, { ...step.file, type: 'Concat' }, inputs, step.opset))?.map(constant) ?? null;
}

/** Runs a body once; `given`: the values of its inputs in order. Returns those of its outputs. */
function body(step: Step, attribute: string, given: readonly Value[]): Value[] {
  const graph = step.attributes.graph(attribute);
  if (!graph) throw new Fault(placeOf(step.file), `its ${attribute} is missing`);
  const values = new Map(step.captured);
  (graph.input ?? []).forEach(({ name }, i) => {
    const value = given[i];
    if (value) values.set(name ?? '', value);
  });
  for (const tensor of graph.initializer ?? []) {
    const where = `tensor '${tensor.name}' of ${placeOf(step.file)}`;
    values.set(tensor.name ?? '', constant(readTensor(tensor, where, step.attributes.external)));
  }
  for (const node of graph.node ?? []) bodyNode(step, node, values);
  return (graph.output ?? []).map(({ name }) => valueAt(step, values, name ?? ''));
}

function bodyNode(step: Step, proto: onnx.INodeProto, values: Map<string, Value>): void {
  const node = fileNode(proto, step.attributes.external);
  const captured = new Map(node.captured.map((name) => [name, valueAt(step, values, name)]));
  const inputs = node.inputs.map((name) => (name === '' ? null : valueAt(step, values, name)));
  const results = foldedStep(new Step(step.builder, node, inputs, step.opset, captured));
  if (!results) throw new Unsupported(`${placeOf(node)} in its body is not computed`);
  node.outputs.forEach((name, i) => {
    const value = results[i];
    if (value) values.set(name, value);
  });
}

function valueAt(step: Step, values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  if (!value) throw new Fault(placeOf(step.file), `its body takes '${name}', which nothing gives`);
  return value;
}

/** Rounds until the count is reached or the condition is no longer met; values that are gathered round by round are not. */
function loop(step: Step): Value[] {
  const count = step.optional(0, 'count')?.values[0] ?? Number.POSITIVE_INFINITY;
  let goes = (step.optional(1, 'condition')?.values[0] ?? 1) !== 0;
  let carried = step.inputs.slice(2).map((value) => {
    if (!value) throw new Fault(placeOf(step.file), 'a value that it carries is missing');
    return value;
  });
  for (let round = 0; goes && round < count; round++) {
    const iteration = constant({ shape: [], values: Float64Array.of(round), integer: true });
    const condition = constant({ shape: [], values: Float64Array.of(1), integer: true });
    const [next, ...rest] = body(step, 'body', [iteration, condition, ...carried]);
    if (rest.length !== carried.length) throw new Unsupported('a loop that gathers values round by round');
    step.builder.spend(0, placeOf(step.file));
    goes = next?.kind !== 'constant' || next.tensor.values[0] !== 0;
    carried = rest;
  }
  return carried;
}
