/** tfjs graph models: TensorFlow's nodes, with one input in place of a batch. */
import type { Shape } from '../../core/graph/types';
import { begunAt, inputShape } from '../beginAt';
import { Fault, type JsonObject, objectAt } from '../checks';
import { GraphBuilder, nodeLabel } from '../graphBuilder';
import { type GraphResult, graphResult, type ReadOptions } from '../graphResult';
import { numbersOf } from '../tensors';
import { affineOps } from './affineOps';
import { shapeOfDims } from './attributes';
import type { Constant } from './constants';
import { folded } from './foldOps';
import { moveOps } from './moveOps';
import type { Dynamic, OpCall, Operand, OpReader, Outputs } from './opCall';
import { placeOps } from './placeOps';
import { type FileNode, orderedNodes, outputOf, type TensorName } from './topology';
import { unitOps } from './unitOps';
import type { Weight } from './weights';

const readers: Readonly<Record<string, OpReader>> = { ...affineOps, ...unitOps, ...placeOps, ...moveOps };

/**
 * The graph of a graph model's first output that holds numbers. What does not depend on the input is folded; ops that nothing
 * here computes become `unknown`, and so does what follows them. Where the input is text, or whole numbers that look up rows
 * of a table, the network begins behind that: at the first values that are multiplied by a matrix. Never throws.
 */
export const readGraphModel = (
  model: JsonObject,
  weights: ReadonlyMap<string, Weight>,
  options: ReadOptions,
): GraphResult =>
  graphResult(() => {
    const output = outputOf(model);
    const reading = new Reading(model, weights, options);
    for (const node of orderedNodes(model, output.node)) reading.read(node);
    return { graph: reading.graph(output), notes: reading.builder.notes, openInput: reading.builder.openInput };
  });

class Reading {
  readonly builder = new GraphBuilder();
  readonly #outputs = new Map<string, Outputs>();
  readonly #inputs: string[] = [];
  /** Where the network begins behind what is not computed here. */
  readonly #starts: string[] = [];
  #textual = false;

  constructor(
    readonly model: JsonObject,
    readonly weights: ReadonlyMap<string, Weight>,
    readonly options: ReadOptions,
  ) {}

  read(node: FileNode): void {
    const outputs = node.op === 'Placeholder' ? [this.#placeholder(node)] : this.#op(node);
    this.#outputs.set(node.name, outputs);
    const [first] = outputs;
    if (this.options.from !== node.name || first?.kind !== 'unknown' || !this.options.inputShape) return;
    this.builder.state(first.name, this.options.inputShape);
    this.#outputs.set(node.name, [dynamic(first.name, this.options.inputShape)]);
  }

  graph(output: TensorName): ReturnType<typeof begunAt> {
    const { builder } = this;
    const value = this.#output(output);
    const name = typeof this.model.name === 'string' ? this.model.name : 'graph model';
    if (this.options.from !== undefined) {
      const from = this.#outputs.get(this.options.from)?.[0];
      if (!from || from.kind === 'constant')
        throw new Fault(
          '',
          `the network is to begin behind ${JSON.stringify(this.options.from)}, which gives no values on the way to its output`,
        );
      builder.note(`The network begins behind ${JSON.stringify(this.options.from)}.`);
      return begunAt(builder, name, value, [from.name]);
    }
    for (const start of this.#starts)
      builder.note(`The network begins behind the embedding lookup ${JSON.stringify(start)}.`);
    return begunAt(builder, name, value, [...this.#starts, ...this.#inputs]);
  }

  /** The name of the output's node; a single number has an axis. */
  #output({ node, output }: TensorName): string {
    const value = this.#outputs.get(node)?.[output];
    if (!value) throw new Fault(nodeLabel(node), `has no output ${output}`);
    if (value.kind === 'constant')
      throw new Fault(nodeLabel(node), 'the output of the model does not depend on its input');
    if (value.kind === 'unknown' || value.shape.length > 0) return value.name;
    return this.builder.add({
      name: this.builder.freshName(`${value.name}/value`),
      op: 'reshape',
      inputs: [value.name],
      shape: [1],
    }).name;
  }

  #placeholder({ name, attributes }: FileNode): Operand {
    if (attributes.type('dtype') === 'DT_STRING') {
      this.#textual = true;
      return this.#unknown(name, 'text', [], true);
    }
    const sizes = attributes.shape('shape') ?? this.#signatureShape(name);
    const given = this.options.from === undefined ? this.options.inputShape : undefined;
    if (!sizes && !given) throw new Fault(attributes.where, 'the file does not state the shape of this input');
    const full = sizes ?? [1, ...(given as Shape)];
    // The first axis is the batch where it is open or one.
    const lead = full.length > 0 && (full[0] === -1 || full[0] === 1);
    const shape = inputShape(this.builder, name, lead ? full.slice(1) : full, given);
    this.builder.add({ name, op: 'input', inputs: [], shape });
    this.#inputs.push(name);
    return { kind: 'dynamic', name, shape, lead };
  }

  /** The shape that the model's signature states for an input. */
  #signatureShape(name: string): readonly number[] | undefined {
    const { signature } = this.model;
    const { inputs } = (typeof signature === 'object' && signature !== null ? signature : {}) as {
      readonly inputs?: unknown;
    };
    if (typeof inputs !== 'object' || inputs === null) return undefined;
    const entries = Object.values(inputs as JsonObject).map((entry) => objectAt(entry, 'signature'));
    const own = entries.find((entry) => String(entry.name).split(':')[0] === name);
    return own?.tensorShape === undefined ? undefined : shapeOfDims(own.tensorShape, 'signature');
  }

  #op(node: FileNode): Outputs {
    if (node.op === 'Const') return [this.#constant(node)];
    const operands = node.inputs.map((input) => this.#operand(input));
    const known = operands.map((operand, i) => this.#begun(node, operand, i, operands));
    const call = {
      builder: this.builder,
      name: this.builder.freshName(node.name),
      op: node.op,
      attributes: node.attributes,
    };
    const computable = known.filter((operand) => operand.kind !== 'unknown');
    const result = computable.length === known.length ? this.#computed({ ...call, inputs: computable }) : null;
    if (result) return result;
    const own = known.every((operand) => operand.kind === 'constant' || (operand.kind === 'unknown' && operand.own));
    return [this.#lookup(call.name, node, known) ?? this.#unknown(call.name, node.op, known, own)];
  }

  /** What a node takes; outputs that are not modelled (a batch norm's statistics, say) are unknown. */
  #operand({ node, output }: TensorName): Operand {
    const outputs = this.#outputs.get(node);
    const [first] = outputs ?? [];
    return outputs?.[output] ?? (first?.kind === 'unknown' ? first : { kind: 'unknown', name: node, own: false });
  }

  #computed(call: OpCall): Outputs | null {
    const constant = folded(call);
    if (constant) return [constant];
    if (call.inputs.length > 0 && call.inputs.every((input) => input.kind === 'constant'))
      return this.#constantCall(call);
    const value = (Object.hasOwn(readers, call.op) ? readers[call.op] : undefined)?.(call) ?? null;
    return value && 'kind' in value ? [value] : value;
  }

  /** Reshapes of constants: their values stay. */
  #constantCall({ op, inputs, attributes }: OpCall): Outputs | null {
    const [first, second] = inputs as readonly Constant[];
    if (!first) return null;
    const { values } = first;
    if (op === 'Reshape' && second) {
      const open = [...second.values].reduce((product, size) => product * size, 1);
      const shape = [...second.values].map((size) => (size === -1 ? values.length / Math.abs(open) : size));
      return shape.reduce((product, size) => product * size, 1) === values.length
        ? [{ kind: 'constant', shape, values }]
        : null;
    }
    if (op === 'ExpandDims' && second) {
      const axis = second.values[0] ?? 0;
      const at = axis < 0 ? axis + first.shape.length + 1 : axis;
      return [{ kind: 'constant', shape: [...first.shape.slice(0, at), 1, ...first.shape.slice(at)], values }];
    }
    if (op !== 'Squeeze') return null;
    const axes = attributes.wholes('squeeze_dims') ?? [];
    const gone = (size: number, axis: number): boolean =>
      size === 1 && (axes.length === 0 || axes.includes(axis) || axes.includes(axis - first.shape.length));
    return [{ kind: 'constant', shape: first.shape.filter((size, axis) => !gone(size, axis)), values }];
  }

  #constant({ name, attributes }: FileNode): Operand {
    const weight = this.weights.get(name);
    if (!weight) throw new Fault(attributes.where, `weight ${JSON.stringify(name)} is missing`);
    if (weight.kind !== 'numbers') return this.#unknown(name, 'constant text', [], true);
    return { kind: 'constant', shape: weight.tensor.shape, values: numbersOf(weight.tensor) };
  }

  /** Values that text was made into: where a matrix or a bias takes them, they are a vector of its size. */
  #begun(node: FileNode, operand: Operand, place: number, operands: readonly Operand[]): Operand {
    if (!this.#textual || operand.kind !== 'unknown' || !operand.own || place !== 0) return operand;
    const next = operands[1];
    const size = next?.kind === 'constant' ? vectorSize(node, next) : undefined;
    if (size === undefined) return operand;
    this.builder.state(operand.name, [size]);
    if (!this.#starts.includes(operand.name)) this.#starts.push(operand.name);
    const value = dynamic(operand.name, [size]);
    for (const [name, outputs] of this.#outputs) if (outputs[0] === operand) this.#outputs.set(name, [value]);
    return value;
  }

  /** Rows of a table by whole numbers that depend on the input. */
  #lookup(name: string, node: FileNode, operands: readonly Operand[]): Dynamic | null {
    const [table, indices] = operands;
    if ((node.op !== 'GatherV2' && node.op !== 'Gather') || table?.kind !== 'constant' || indices?.kind !== 'dynamic')
      return null;
    const shape = [...indices.shape, ...table.shape.slice(1)];
    this.builder.addUnknown(name, node.op, [indices], shape);
    this.#starts.push(name);
    return { kind: 'dynamic', name, shape, lead: indices.lead };
  }

  #unknown(name: string, op: string, operands: readonly Operand[], own: boolean): Operand {
    const inputs = operands.filter((operand) => operand.kind !== 'constant');
    const value = this.builder.addUnknown(
      name,
      op,
      inputs.map((input) => ({ name: input.name, shape: null })),
    );
    return { kind: 'unknown', name: value.name, own };
  }
}

const dynamic = (name: string, shape: Shape): Dynamic => ({ kind: 'dynamic', name, shape, lead: true });

/** The length of the vectors that a matrix or a bias goes with. */
function vectorSize({ op, attributes }: FileNode, constant: Constant): number | undefined {
  if (op === 'BiasAdd') return constant.shape[0];
  if (op !== 'MatMul' && op !== '_FusedMatMul') return undefined;
  return constant.shape[attributes.flag('transpose_b', false) ? 1 : 0];
}
