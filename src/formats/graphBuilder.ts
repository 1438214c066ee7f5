/** Collects the nodes of a graph while a file is read, with the shape of each. */
import { nodeShape } from '../core/graph/nodeShape';
import { MAX_TENSOR } from '../core/graph/shapes';
import { type GraphNode, type Shape, sizeOf } from '../core/graph/types';
import { Fault, shown } from './checks';
import { MAX_NODES } from './limits';
import { BEHIND_UNREAD, whyUnread } from './unreadOps';

/** What a node gives: its name and the shape of its values, null behind an op that nothing here computes. */
export interface Value {
  readonly name: string;
  readonly shape: Shape | null;
}

/** Values whose shape is known. */
export interface KnownValue extends Value {
  readonly shape: Shape;
}

export const isKnown = (value: Value): value is KnownValue => value.shape !== null;

export class GraphBuilder {
  /** In the order in which they were made: each after what it takes. */
  readonly nodes: GraphNode[] = [];
  readonly notes: string[] = [];
  /** Whether the file leaves sizes of the input open. */
  openInput = false;
  readonly #shapes = new Map<string, Shape | null>();

  /** A name that no node has: `name` itself, or with a number behind it. */
  freshName(name: string): string {
    let fresh = name;
    for (let i = 1; this.#shapes.has(fresh); i++) fresh = `${name}:${i}`;
    return fresh;
  }

  /** Adds a node whose inputs have known shapes. Throws a `GraphError` where they do not fit, a `Fault` beyond the limits. */
  add(node: GraphNode): KnownValue {
    const shape = nodeShape(
      node,
      node.inputs.map((input) => this.shapeOf(input) ?? []),
    );
    this.#keep(node, shape);
    return { name: node.name, shape };
  }

  /** Adds an op that nothing here computes; `shape` where it is known all the same. */
  addUnknown(name: string, type: string, inputs: readonly Value[], shape: Shape | null = null): Value {
    const node: GraphNode = { name, op: 'unknown', type, inputs: inputs.map((input) => input.name) };
    const why = node.inputs.some((input) => this.shapeOf(input) === null) ? BEHIND_UNREAD : whyUnread(type);
    this.#keep(why === undefined ? node : { ...node, why }, shape);
    return { name, shape };
  }

  /** States the shape of an unknown op's values. */
  state(name: string, shape: Shape): void {
    checkShape(shape, nodeLabel(name));
    this.#shapes.set(name, shape);
  }

  /** Adds a note once. */
  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** Null for nodes of unknown shape, and for names of none. */
  shapeOf(name: string): Shape | null {
    return this.#shapes.get(name) ?? null;
  }

  #keep(node: GraphNode, shape: Shape | null): void {
    const where = nodeLabel(node.name);
    if (this.#shapes.has(node.name)) throw new Fault(where, 'another node has this name');
    if (this.nodes.length >= MAX_NODES) throw new Fault(where, `more than ${MAX_NODES} nodes`);
    if (shape) checkShape(shape, where);
    this.nodes.push(node);
    this.#shapes.set(node.name, shape);
  }
}

/** A node as messages name it, with what the file calls its kind. */
export const nodeLabel = (name: string, type?: string): string =>
  type === undefined ? `node ${JSON.stringify(name)}` : `node ${JSON.stringify(name)} (${type})`;

/** Throws a `Fault` for sizes that are not whole and positive, and for more values than a node may have. */
export function checkShape(shape: Shape, where: string): void {
  for (const size of shape)
    if (!Number.isSafeInteger(size) || size < 1) throw new Fault(where, `${shown(size)} in its shape is no size`);
  const size = sizeOf(shape);
  if (!(size <= MAX_TENSOR)) throw new Fault(where, `has ${size} values; at most ${MAX_TENSOR} are taken`);
}
