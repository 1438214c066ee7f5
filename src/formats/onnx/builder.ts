import { nodeShape } from '../../core/graph/nodeShape';
import { MAX_TENSOR, shapeText } from '../../core/graph/shapes';
import { GraphError, type GraphNode, type Shape, sizeOf } from '../../core/graph/types';
import { Fault } from '../checks';
import type { DynamicValue, NodeBody } from './values';

/** Values that folding may make in all. */
const MAX_FOLDED = 2 ** 25;

/** Nodes of the graph that a file is read into, their shapes, and what people should know of it. */
export class Builder {
  readonly nodes: GraphNode[] = [];
  readonly notes: string[] = [];
  /** Scales of the values that are quantised as they depend on the input: a list a place. */
  readonly quantised: (readonly number[])[] = [];
  /** How many values are quantised by a scale that depends on the input. */
  ranges = 0;
  /** Float types of 16 bits that values are cast to. */
  readonly halves = new Set<string>();
  private readonly byName = new Map<string, GraphNode>();
  private readonly shapes = new Map<string, Shape>();
  private room = MAX_FOLDED;
  private readonly names = new Set<string>();

  /** Adds a node. Its values have the axis `batch` in the file, which the graph leaves out (−1: none). Throws a GraphError where shapes do not fit. */
  emit(name: string, body: NodeBody, batch: number): DynamicValue {
    const node = { ...body, name: this.unused(name) } as GraphNode;
    const shape = nodeShape(
      node,
      node.inputs.map((input) => this.shapes.get(input) as Shape),
    );
    if (!shape.every((size) => Number.isInteger(size) && size > 0))
      throw new GraphError(node.name, `has the shape ${shapeText(shape)}; sizes are whole numbers from 1`);
    if (!(sizeOf(shape) <= MAX_TENSOR))
      throw new GraphError(node.name, `has ${sizeOf(shape)} values; at most ${MAX_TENSOR} are taken`);
    this.nodes.push(node);
    this.byName.set(node.name, node);
    this.shapes.set(node.name, shape);
    return { kind: 'dynamic', node: node.name, shape: batch < 0 ? shape : shape.toSpliced(batch, 0, 1), batch };
  }

  /** Adds an op that nothing here computes; `why` as a clause, “it …”. Returns its name. */
  emitUnknown(name: string, type: string, inputs: readonly string[], why: string): string {
    const node: GraphNode = { name: this.unused(name), op: 'unknown', type, inputs, why };
    this.nodes.push(node);
    return node.name;
  }

  nodeNamed(name: string): GraphNode | undefined {
    return this.byName.get(name);
  }

  /** Counts values that folding makes; throws a `Fault` where they are too many in all. */
  spend(values: number, where: string): void {
    // Each op counts too: loops may make few values in many rounds.
    this.room -= values + 256;
    if (this.room < 0)
      throw new Fault(where, `constants of more than ${MAX_FOLDED} values in all are computed up to here`);
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** The name, with a number behind it where another node has it already. */
  private unused(name: string): string {
    let free = name;
    for (let count = 2; this.names.has(free); count++) free = `${name} (${count})`;
    this.names.add(free);
    return free;
  }
}
