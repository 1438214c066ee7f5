import type { CodeOutput, Network } from '../network/network';
import { checkGraph } from './check';
import { lowerGraph } from './lower';
import { isExact, roleOf, whyNot } from './roles';
import { type CheckedGraph, GraphError, type GraphNode } from './types';

/** The part of a graph that the exact engine takes. */
export interface ExactPart {
  readonly graph: CheckedGraph;
  /** What was read off the part's values at the end of the whole: a sigmoid, tanh or softmax. */
  readonly codeOutput?: CodeOutput;
  /** What is left out and why, as sentences; empty where nothing is. */
  readonly notes: readonly string[];
}

/**
 * The largest part of a graph that is piecewise linear (with smooth activations that have a gate), from the input on. A last
 * softmax, sigmoid, tanh or arg-max is a read-out: the part ends before it. Elsewhere the lens stops before the first node that is neither, and
 * reads out the last node before. Throws a GraphError where nothing is left.
 */
export function exactPart(graph: CheckedGraph): ExactPart {
  const exact = exactNodes(graph);
  const end = graph.nodes[graph.nodes.length - 1] as GraphNode;
  const readOut = readOutOf(end);
  if (readOut && exact.has(end.inputs[0] as string))
    return {
      ...cutAt(graph, end.inputs[0] as string),
      ...(readOut === 'argMax' ? {} : { codeOutput: readOut }),
      notes: [readOutNote(end)],
    };
  if (exact.has(end.name)) return { graph, notes: [] };
  const last = lastBefore(graph, exact);
  const blocking = graph.nodes.find((node) => !exact.has(node.name)) as GraphNode;
  const left = graph.nodes.filter((node) => !exact.has(node.name)).length;
  return {
    ...cutAt(graph, last),
    notes: [
      `${named(blocking)} ${whyNot(blocking)}${blocking.op === 'unknown' ? '' : ', which is not piecewise linear'}: the lens stops before it and reads out ${JSON.stringify(last)}; ${left} ${left === 1 ? 'node is' : 'nodes are'} left out.`,
    ],
  };
}

/** The network of a graph's exact part, and what is to be said of the rest. */
export function exactNetwork(graph: CheckedGraph): { readonly network: Network; readonly notes: readonly string[] } {
  const { graph: part, codeOutput, notes } = exactPart(graph);
  const network = lowerGraph(part);
  return { network: codeOutput ? { ...network, codeOutput } : network, notes };
}

const named = (node: GraphNode): string =>
  `Node ${JSON.stringify(node.name)} (${node.op === 'unknown' ? node.type : node.op})`;

function exactNodes(graph: CheckedGraph): ReadonlySet<string> {
  const exact = new Set<string>();
  for (const node of graph.nodes)
    if (graph.shapes.has(node.name) && isExact(roleOf(node)) && node.inputs.every((name) => exact.has(name)))
      exact.add(node.name);
  return exact;
}

/** What a last node reads off: a code (sigmoid, tanh, softmax) or an index. */
function readOutOf(node: GraphNode): CodeOutput | 'argMax' | null {
  if (node.op === 'softmax' || node.op === 'argMax') return node.op;
  if (node.op !== 'activation') return null;
  const { name } = node.activation;
  return name === 'sigmoid' || name === 'tanh' ? name : null;
}

const readOutNote = (node: GraphNode): string =>
  `${named(node)} is read off the values before it, which the partition is of.`;

function cutAt(graph: CheckedGraph, output: string): { graph: CheckedGraph } {
  return { graph: checkGraph({ name: graph.name, nodes: graph.nodes, output }) };
}

/** The last node that is exact, depends on the input by more than moves of values, and is taken by something left out. */
function lastBefore(graph: CheckedGraph, exact: ReadonlySet<string>): string {
  const dependent = new Set<string>([graph.input.name]);
  for (const node of graph.nodes) if (node.inputs.some((name) => dependent.has(name))) dependent.add(node.name);
  const taken = new Set(graph.nodes.filter((node) => !exact.has(node.name)).flatMap((node) => node.inputs));
  const candidates = graph.nodes.filter(
    (node) => exact.has(node.name) && taken.has(node.name) && dependent.has(node.name) && node.op !== 'input',
  );
  const last = candidates[candidates.length - 1];
  if (!last) {
    const blocking = graph.nodes.find((node) => !exact.has(node.name)) as GraphNode;
    throw new GraphError(
      blocking.name,
      `it ${whyNot(blocking)}, which is not piecewise linear, and nothing before it could be shown`,
    );
  }
  return last.name;
}
