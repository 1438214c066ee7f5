/** Random graphs that hold every op, for comparing evaluators, readers and writers. */
import * as fc from 'fast-check';
import { nodeShape } from '../../src/core/graph/nodeShape';
import { type Graph, type GraphNode, type InputNode, type Shape, sizeOf } from '../../src/core/graph/types';
import { numbers } from './onnxFiles';
import { STEPS } from './randomNodes';

/** Choices for one step: which op, which nodes, what else. */
export interface Choice {
  readonly op: number;
  readonly pick: number;
  readonly other: number;
  readonly detail: number;
  readonly seed: number;
}

const choice: fc.Arbitrary<Choice> = fc.record({
  op: fc.nat(10_000),
  pick: fc.nat(10_000),
  other: fc.nat(10_000),
  detail: fc.nat(10_000),
  seed: fc.nat(1_000_000),
});

const INPUTS: readonly Shape[] = [[5], [2, 6, 5], [6, 5, 2], [3, 7], [4, 4, 4]];

/** A graph while it grows. */
export class Growing {
  readonly nodes: GraphNode[] = [];
  private readonly shapes = new Map<string, Shape>();

  shapeOf(name: string): Shape {
    return this.shapes.get(name) as Shape;
  }

  /** Adds a node of this body; returns its name. */
  add(body: Record<string, unknown> & { readonly op: string; readonly inputs: readonly string[] }): string {
    const node = { ...body, name: `${body.op} ${this.nodes.length}` } as unknown as GraphNode;
    this.shapes.set(
      node.name,
      nodeShape(
        node,
        node.inputs.map((name) => this.shapeOf(name)),
      ),
    );
    this.nodes.push(node);
    return node.name;
  }
}

export interface RandomGraph {
  readonly graph: Graph;
  readonly x: readonly number[];
}

function grown(input: number, choices: readonly Choice[]): RandomGraph {
  const growing = new Growing();
  const shape = INPUTS[input] as Shape;
  let last = growing.add({ op: 'input', inputs: [], shape } satisfies Omit<InputNode, 'name'>);
  for (const each of choices) {
    // Mostly on from the last node, so that graphs are deep; sometimes from an earlier one.
    const moving = growing.nodes.filter(({ op }) => op !== 'constant');
    const from = each.pick % 3 === 0 ? (moving[each.pick % moving.length] as GraphNode).name : last;
    const step = STEPS[each.op % STEPS.length];
    const name = step?.(growing, from, each);
    if (name) last = name;
  }
  if (growing.nodes.length === 1)
    last = growing.add({ op: 'activation', inputs: [last], activation: { name: 'relu' } });
  return {
    graph: { name: 'random', nodes: growing.nodes, output: last },
    x: numbers(sizeOf(shape), choices[0]?.seed ?? 1, 2),
  };
}

/** Graphs of up to `most` steps and an input for each; shrinking leaves steps out. */
export const randomGraphs = (most: number): fc.Arbitrary<RandomGraph> =>
  fc
    .tuple(fc.nat(INPUTS.length - 1), fc.array(choice, { minLength: 1, maxLength: most }))
    .map(([input, choices]) => grown(input, choices));
