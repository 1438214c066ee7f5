import { type Graph, GraphError } from '../../core/graph/types';
import { Fault, plainName } from '../checks';
import type { ReadOptions } from '../graphResult';
import { BEHIND_UNREAD, whyUnread } from '../unreadOps';
import { ACTIVATIONS } from './activations';
import { ARITHMETIC } from './arithmetic';
import { Builder } from './builder';
import { COMPARISONS } from './comparisons';
import { cumulativeSum } from './cumulative';
import { EINSUM } from './einsum';
import { type Declared, type FileGraph, orderedNodes, takenBy, valueNamed } from './fileGraph';
import { foldedStep } from './foldControl';
import { type FileInput, inputCandidates } from './inputShape';
import { LINEAR } from './linear';
import { LOGIC } from './logic';
import { NORMS } from './norms';
import { PARTS } from './parts';
import { converted, QUANTISED } from './quantised';
import { REDUCING } from './reducing';
import { RESHAPING } from './reshaping';
import { RESIZING } from './resizing';
import { type Converter, type FileNode, placeOf, Step } from './step';
import { readTensor } from './tensor';
import { depends, Unsupported, type Value } from './values';
import { POOLS } from './windows';

const CONVERTERS: ReadonlyMap<string, Converter> = new Map(
  Object.entries({
    ...LINEAR,
    ...POOLS,
    ...RESHAPING,
    ...PARTS,
    ...RESIZING,
    ...REDUCING,
    ...ARITHMETIC,
    ...COMPARISONS,
    ...LOGIC,
    ...QUANTISED,
    ...NORMS,
    ...EINSUM,
    CumSum: cumulativeSum,
    ...ACTIVATIONS,
  }),
);

export interface Converted {
  readonly graph: Graph;
  readonly notes: readonly string[];
  readonly openInput: boolean;
  /** Value of the file by name of the graph's node that holds it, for comparing node by node. */
  readonly fileValue: ReadonlyMap<string, string>;
}

/** Reads the graph of a file. Throws a `Fault` or a `GraphError`. */
export function convert(file: FileGraph, options: ReadOptions): Converted {
  const output = file.outputs[0];
  if (output === undefined) throw new Fault('', 'the model has no output');
  if (options.from !== undefined) return convertFrom(file, output, options);
  const order = orderedNodes(file, output, new Set(file.inputs.map(({ name }) => name)));
  const used = new Set(order.flatMap(takenBy));
  const inputs = file.inputs.filter(({ name }) => used.has(name) || name === output);
  const [input] = inputs;
  if (!input) throw new Fault('', 'its output does not depend on an input');
  if (inputs.length > 1)
    throw new Fault(
      '',
      `takes ${inputs.length} inputs (${inputs.map(({ name }) => `'${name}'`).join(', ')}); networks of one input are read; begin behind a node where they have met`,
    );
  return firstThatFits(file, order, input, inputCandidates(file, input, options.inputShape));
}

/** Begins at a value inside; its shape is what the file states, what reading up to there gives, or the caller's. */
function convertFrom(file: FileGraph, output: string, { from = '', inputShape }: ReadOptions): Converted {
  const value = valueNamed(file, from);
  if (value === null) throw new Fault('', `the file has no node '${from}' to begin behind`);
  const order = orderedNodes(file, output, new Set([value, ...file.inputs.map(({ name }) => name)]));
  const others = file.inputs.filter(({ name }) => name !== value && order.some((node) => takenBy(node).includes(name)));
  if (others[0]) throw new Fault('', `behind '${from}' the network still takes the input '${others[0].name}'`);
  const input = { ...(statedAt(file, value) ?? file.declared.get(value) ?? { sizes: null, symbols: [] }), name: value };
  return firstThatFits(file, order, input, inputCandidates(file, input, inputShape));
}

/** The shape of a value when the file is read up to it; null where that cannot be told. */
function statedAt(file: FileGraph, value: string): Declared | null {
  try {
    const order = orderedNodes(file, value, new Set(file.inputs.map(({ name }) => name)));
    const [input] = file.inputs.filter(({ name }) => order.some((node) => takenBy(node).includes(name)));
    if (!input) return null;
    const [first] = inputCandidates(file, input, undefined);
    const found = first && run(file, order, input, first, new Builder()).get(value);
    return found?.kind === 'dynamic' ? { name: value, sizes: found.shape, symbols: [] } : null;
  } catch (error) {
    if (error instanceof Fault || error instanceof GraphError) return null;
    throw error;
  }
}

function firstThatFits(
  file: FileGraph,
  order: readonly FileNode[],
  input: Declared,
  candidates: readonly FileInput[],
): Converted {
  let first: unknown = null;
  for (const candidate of candidates) {
    try {
      return attempt(file, order, input, candidate);
    } catch (error) {
      if (!(error instanceof Fault || error instanceof GraphError)) throw error;
      first ??= error;
    }
  }
  throw first instanceof Error ? first : new Fault('', 'it has no input');
}

function attempt(file: FileGraph, order: readonly FileNode[], input: Declared, shape: FileInput): Converted {
  const builder = new Builder();
  builder.note(`ONNX opset ${file.opset}${file.producer ? `, written by ${file.producer}` : ''}.`);
  const [output, ...others] = file.outputs;
  if (others.length > 0)
    builder.note(
      `The first of ${file.outputs.length} outputs was taken, '${output}'; others: ${others.map((name) => `'${name}'`).join(', ')}.`,
    );
  for (const note of shape.notes) builder.note(note);
  const values = run(file, order, input, shape, builder);
  noteQuantised(builder);
  noteHalf(builder);
  const last = values.get(output as string);
  if (!last || !depends(last)) throw new Fault('', 'its output does not depend on an input');
  const fileValue = new Map<string, string>();
  for (const [name, value] of values)
    if (value.kind === 'dynamic' && !value.quantised && value.over === undefined && !fileValue.has(value.node))
      fileValue.set(value.node, name);
  const graph = { name: file.name, nodes: builder.nodes, output: last.node };
  return { graph, notes: builder.notes, openInput: shape.open, fileValue };
}

function noteHalf(builder: Builder): void {
  const { halves } = builder;
  if (halves.size > 0) builder.note(`Cast to ${[...halves].sort().join(' and ')}: values are not rounded to it here.`);
}

function noteQuantised(builder: Builder): void {
  const { quantised, ranges } = builder;
  if (ranges > 0)
    builder.note(
      `Quantised as it runs: values are read as they are, not rounded to a 255th of their own range (at ${ranges} ${ranges === 1 ? 'place' : 'places'}): the file's own differ by up to half of that at each.`,
    );
  if (quantised.length === 0) return;
  const scales = quantised.flat();
  const [least, most] = [Math.min(...scales), Math.max(...scales)].map((scale) => scale.toPrecision(3));
  builder.note(
    `Quantised: values are clipped to what their whole numbers reach (at ${quantised.length} ${quantised.length === 1 ? 'place' : 'places'}), and not rounded to them: the file's own differ by up to half a step at each (steps of ${least === most ? least : `${least} to ${most}`}).`,
  );
}

/** Reads node after node; returns every value by name. */
function run(
  file: FileGraph,
  order: readonly FileNode[],
  input: Declared,
  { shape, batch }: FileInput,
  builder: Builder,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const seen = batch < 0 ? shape : shape.toSpliced(batch, 1);
  values.set(
    input.name,
    builder.emit(plainName(input.name, '') || 'input', { op: 'input', inputs: [], shape: seen }, batch),
  );
  for (const node of order) {
    const step = stepOf(file, node, values, builder);
    const results = resultsOf(step);
    node.outputs.forEach((name, i) => {
      if (name !== '') values.set(name, results[i] ?? furtherOutput(step, i));
    });
  }
  return values;
}

/** An output that is not read, the places of a pool's maxima, say. */
function furtherOutput({ builder, file, inputs }: Step, i: number): Value {
  const nodes = inputs.filter(depends).map(({ node }) => node);
  return {
    kind: 'beyond',
    node: builder.emitUnknown(
      `${file.name}/output ${i + 1}`,
      `${file.type}, output ${i + 1}`,
      nodes,
      'is a further output, which is not read',
    ),
  };
}

function stepOf(file: FileGraph, node: FileNode, values: Map<string, Value>, builder: Builder): Step {
  const find = (name: string): Value | null => {
    if (name === '') return null;
    const known = values.get(name);
    if (known) return known;
    const tensor = file.tensors.get(name);
    if (!tensor) throw new Fault(placeOf(node), `takes '${name}', which nothing in the file gives`);
    const where = `tensor '${name}' of ${placeOf(node)}`;
    const value: Value = { kind: 'constant', tensor: readTensor(tensor, where, file.external) };
    values.set(name, value);
    return value;
  };
  const captured = new Map(node.captured.map((name) => [name, find(name) as Value]));
  return new Step(builder, node, node.inputs.map(find), file.opset, captured);
}

/** What a node of the file gives. What the graph cannot hold becomes an unknown op, and so does all behind it. */
function resultsOf(step: Step): readonly Value[] {
  const { file, builder } = step;
  const taken = [...step.inputs, ...step.captured.values()];
  const nodes = taken.filter(depends).map(({ node }) => node);
  const beyond = (why: string): Value[] => {
    const node = builder.emitUnknown(file.name, file.type, nodes, why);
    return file.outputs.map(() => ({ kind: 'beyond', node }));
  };
  if (taken.some((value) => value?.kind === 'beyond')) return beyond(BEHIND_UNREAD);
  try {
    const constants = nodes.length === 0 ? foldedStep(step) : null;
    if (constants) return constants;
    const converter = CONVERTERS.get(file.type);
    if (!converter) return beyond(unread(step));
    return converted(step, converter);
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    builder.note(`${placeOf(file)}: ${error.message}. The lens stops before it.`);
    return beyond(`is not read: ${error.message}`);
  }
}

/** Notes an op of a type that is not read; returns why, as a clause. */
function unread({ builder, file }: Step): string {
  const why = whyUnread(file.type);
  builder.note(`${placeOf(file)}: this op is not read${why ? `: it ${why}` : ''}. The lens stops before it.`);
  return why ?? `is an op of type ${file.type}, which is not computed here`;
}
