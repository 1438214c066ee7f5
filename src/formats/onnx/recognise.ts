import type { Graph, GraphNode } from '../../core/graph/types';
import type { ActivationSpec } from '../../core/network/activation';
import { choice, curveOf, line, type Nodes, scaledFrom, truthOf, uniform } from './curves';

/**
 * Activations that exporters write as several nodes, as one: x·σ(x) is SiLU, x·½(1 + erf(x/√2)) is GELU. The node that the
 * chain ends in keeps its name; those in between that nothing else takes are left out by `checkGraph`.
 */
export function recognised(graph: Graph): Graph {
  const byName = new Map(graph.nodes.map((node) => [node.name, node]));
  const nodes = graph.nodes.map((node): GraphNode => {
    const found = swishOf(node, byName) ?? geluOf(node, byName) ?? gatedOf(node, byName);
    if (!found) return node;
    const replaced: GraphNode = {
      name: node.name,
      op: 'activation',
      inputs: [found.input],
      activation: found.activation,
    };
    byName.set(node.name, replaced);
    return replaced;
  });
  return { ...graph, nodes };
}

type Found = { readonly input: string; readonly activation: ActivationSpec } | null;

/** x·σ(ηx) */
function swishOf(node: GraphNode, nodes: Nodes): Found {
  if (node.op !== 'multiply') return null;
  for (const [x, gate] of bothWays(node)) {
    const sigmoid = nodes.get(gate);
    if (sigmoid?.op !== 'activation' || sigmoid.activation.name !== 'sigmoid') continue;
    const [inner] = sigmoid.inputs as [string];
    if (inner === x) return { input: x, activation: { name: 'swish' } };
    const slope = uniform(nodes.get(inner));
    if (slope && slope.offset === 0 && slope.factor > 0 && slope.input === x)
      return { input: x, activation: { name: 'swish', eta: slope.factor } };
  }
  return null;
}

/** A function of x times a condition on it. */
function gatedOf(node: GraphNode, nodes: Nodes): Found {
  if (node.op !== 'multiply') return null;
  for (const [value, gate] of bothWays(node)) {
    const asked = truthOf(gate, nodes);
    const curve = asked && curveOf(value, asked.input, nodes);
    if (!asked || !curve) continue;
    const table = { label: `by ${asked.label}`, ...choice(asked.curve, curve, line(0, 0)) };
    return { input: asked.input, activation: { name: 'table', table } };
  }
  return null;
}

/** ½ may stand at either factor or behind the product: each is undone and the factors are multiplied. */
function geluOf(node: GraphNode, nodes: Nodes): Found {
  const outer = uniform(node);
  const product = node.op === 'multiply' ? node : nodes.get(outer?.input ?? '');
  if (product?.op !== 'multiply' || (outer && outer.offset !== 0)) return null;
  for (const [left, right] of bothWays(product)) {
    const gate = scaledFrom(right, null, nodes);
    const erf = nodes.get(gate.input);
    if (erf?.op !== 'function' || erf.function !== 'erf') continue;
    const inner = uniform(nodes.get(erf.inputs[0] ?? ''));
    if (inner?.offset !== 0 || !near(inner.factor, Math.SQRT1_2)) continue;
    const plain = scaledFrom(left, inner.input, nodes);
    const total = gate.factor * plain.factor * (outer?.factor ?? 1);
    if (plain.input === inner.input && plain.offset === 0 && near(gate.offset, gate.factor) && near(total, 0.5))
      return { input: inner.input, activation: { name: 'gelu' } };
  }
  return null;
}

/** Files hold float32: √½ is right to 1e-7. */
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.abs(b);

const bothWays = (node: GraphNode): [string, string][] => {
  const [a, b] = node.inputs as [string, string];
  return [
    [a, b],
    [b, a],
  ];
};
