import { arity, nodeShape } from './nodeShape';
import { MAX_TENSOR, shapeText } from './shapes';
import { type CheckedGraph, type Graph, GraphError, type GraphNode, type InputNode, type Shape, sizeOf } from './types';

/**
 * Orders the nodes so that each follows what it takes, leaves out those that the output does not depend on (but the input),
 * and works out every shape. Throws a GraphError naming the node: unknown input, cycle, wrong number of inputs or
 * parameters, shapes that do not fit, a number that is not finite, a tensor of more than `MAX_TENSOR` values.
 */
export function checkGraph(graph: Graph): CheckedGraph {
  const byName = nodesByName(graph);
  const inputs = graph.nodes.filter((node) => node.op === 'input');
  const [input] = inputs;
  if (!input) throw new GraphError('', 'the graph has no input');
  if (inputs.length > 1)
    throw new GraphError((inputs[1] as InputNode).name, 'a second input; networks of one input are taken');
  const output = byName.get(graph.output);
  if (!output) throw new GraphError('', `its output ${JSON.stringify(graph.output)} is no node`);
  const order = ordered(output, byName);
  if (!order.includes(input)) throw new GraphError(output.name, 'the output does not depend on the input');
  const shapes = new Map<string, Shape>();
  for (const node of order) {
    checkParameters(node);
    const shape = shapeAt(node, shapes);
    if (shape) shapes.set(node.name, shape);
  }
  return { name: graph.name, nodes: order, output: graph.output, input, shapes };
}

function nodesByName(graph: Graph): Map<string, GraphNode> {
  const byName = new Map<string, GraphNode>();
  for (const node of graph.nodes) {
    if (byName.has(node.name)) throw new GraphError(node.name, 'a second node of this name');
    byName.set(node.name, node);
  }
  return byName;
}

/** Depth first from the output, without recursion: files may hold chains of many thousand nodes. */
function ordered(output: GraphNode, byName: ReadonlyMap<string, GraphNode>): GraphNode[] {
  const order: GraphNode[] = [];
  const done = new Set<GraphNode>();
  const open = new Set<GraphNode>();
  const path: { readonly node: GraphNode; next: number }[] = [{ node: output, next: 0 }];
  while (path.length > 0) {
    const top = path[path.length - 1] as (typeof path)[number];
    const { node } = top;
    open.add(node);
    const name = node.inputs[top.next++];
    if (name === undefined) {
      path.pop();
      open.delete(node);
      if (!done.has(node)) order.push(node);
      done.add(node);
      continue;
    }
    const before = byName.get(name);
    if (!before) throw new GraphError(node.name, `takes ${JSON.stringify(name)}, which is no node`);
    if (open.has(before))
      throw new GraphError(node.name, `takes ${JSON.stringify(name)}, which depends on it: a cycle`);
    if (!done.has(before)) path.push({ node: before, next: 0 });
  }
  return order;
}

function shapeAt(node: GraphNode, shapes: ReadonlyMap<string, Shape>): Shape | null {
  const [least, most] = arity(node);
  if (node.inputs.length < least || node.inputs.length > most)
    throw new GraphError(
      node.name,
      `takes ${node.inputs.length} inputs, expected ${least === most ? least : `at least ${least}`}`,
    );
  if (node.op === 'unknown') return null;
  const inputs: Shape[] = [];
  for (const name of node.inputs) {
    const shape = shapes.get(name);
    // Behind an unknown op nothing has a shape.
    if (!shape) return null;
    inputs.push(shape);
  }
  const shape = nodeShape(node, inputs);
  const size = sizeOf(shape);
  if (!shape.every((axis) => Number.isInteger(axis) && axis > 0))
    throw new GraphError(node.name, `has the shape ${shapeText(shape)}; sizes are whole numbers from 1`);
  if (!(size <= MAX_TENSOR)) throw new GraphError(node.name, `has ${size} values; at most ${MAX_TENSOR} are taken`);
  return shape;
}

function checkParameters(node: GraphNode): void {
  for (const [key, value] of Object.entries(node)) {
    if (!(value instanceof Float64Array)) continue;
    const at = value.findIndex((number) => !Number.isFinite(number));
    if (at >= 0) throw new GraphError(node.name, `${key}[${at}] is ${value[at]}, not a finite number`);
  }
  if (node.op === 'batchNorm' && node.variance.some((variance) => !(variance + node.epsilon > 0)))
    throw new GraphError(node.name, 'has a variance that is not above 0');
}
