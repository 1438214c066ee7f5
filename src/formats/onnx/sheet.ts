import type { onnx } from 'onnx-proto';
import type { CheckedGraph, GraphNode, Shape } from '../../core/graph/types';
import { Fault } from '../checks';
import { placeOf } from './step';

/** Attributes by name: whole numbers, lists of them and texts; floats are marked. */
export type WrittenAttributes = Readonly<
  Record<string, number | readonly number[] | string | { readonly float: number }>
>;

const text = new TextEncoder();

/** Numbers of the attribute types in the format. */
function attributeOf(name: string, value: WrittenAttributes[string]): onnx.IAttributeProto {
  if (typeof value === 'number') return { name, type: 2, i: value };
  if (typeof value === 'string') return { name, type: 3, s: text.encode(value) };
  return 'float' in value ? { name, type: 1, f: value.float } : { name, type: 7, ints: [...value] };
}

/** A model while it is written: nodes of the file and tensors. Every value has a batch axis of 1 in front. */
export class Sheet {
  readonly nodes: onnx.INodeProto[] = [];
  readonly tensors: onnx.ITensorProto[] = [];
  private readonly names: Set<string>;

  constructor(readonly graph: CheckedGraph) {
    this.names = new Set(graph.nodes.map(({ name }) => name));
  }

  /** The shape of a node's values in the graph. */
  shapeOf(name: string): Shape {
    return this.graph.shapes.get(name) ?? [];
  }

  /** A node of the file that gives the values of a node of the graph. Returns their name. */
  last(node: GraphNode, opType: string, inputs: readonly string[], attributes: WrittenAttributes = {}): string {
    this.add(node.name, opType, inputs, attributes);
    return node.name;
  }

  /** A node of the file on the way there. Returns the name of its values. */
  part(
    node: GraphNode,
    part: string,
    opType: string,
    inputs: readonly string[],
    attributes: WrittenAttributes = {},
  ): string {
    const name = this.unused(`${node.name}/${part}`);
    this.add(name, opType, inputs, attributes);
    return name;
  }

  private add(name: string, opType: string, inputs: readonly string[], attributes: WrittenAttributes): void {
    const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
    this.nodes.push({ name, opType, input: [...inputs], output: [name], attribute });
  }

  /** A tensor of float32. Returns its name. Throws a `Fault` where a value does not fit. */
  floats(node: GraphNode, what: string, shape: Shape, values: ArrayLike<number>): string {
    const name = this.unused(`${node.name}.${what}`);
    return this.floatsNamed(name, node, shape, values);
  }

  /** The same under a name that is given. */
  floatsNamed(name: string, node: GraphNode, shape: Shape, values: ArrayLike<number>): string {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < values.length; i++) {
      const value = Math.fround(values[i] as number);
      if (!Number.isFinite(value))
        throw new Fault(placeOf({ name: node.name, type: node.op }), `${values[i]} does not fit into float32`);
      view.setFloat32(4 * i, value, true);
    }
    this.tensors.push({ name, dataType: 1, dims: [...shape], rawData: bytes });
    return name;
  }

  /** A list of int64. Returns its name. */
  wholes(node: GraphNode, what: string, values: readonly number[]): string {
    const name = this.unused(`${node.name}.${what}`);
    const bytes = new Uint8Array(8 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, i) => {
      view.setBigInt64(8 * i, BigInt(value), true);
    });
    this.tensors.push({ name, dataType: 7, dims: [values.length], rawData: bytes });
    return name;
  }

  /** One number. */
  float(node: GraphNode, what: string, value: number): string {
    return this.floats(node, what, [], [value]);
  }

  private unused(name: string): string {
    let free = name;
    for (let count = 2; this.names.has(free); count++) free = `${name} (${count})`;
    this.names.add(free);
    return free;
  }
}

/** Writes a node of one op. Returns the name of its values. */
export type Writer<Op extends GraphNode['op']> = (sheet: Sheet, node: GraphNode & { readonly op: Op }) => string;

/** The only value that a node takes. */
export const inputOf = (node: GraphNode): string => node.inputs[0] as string;

/** Axes of the file: the batch is in front. */
export const shifted = (axes: readonly number[]): number[] => axes.map((axis) => axis + 1);

/** With the batch in front. */
export const batched = (shape: Shape): number[] => [1, ...shape];

/** Whether a list holds one number throughout. */
export const isAll = (values: Float64Array, value: number): boolean => values.every((entry) => entry === value);
