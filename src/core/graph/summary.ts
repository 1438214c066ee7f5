import { isExact, type Role, roleOf, whyNot } from './roles';
import type { CheckedGraph, GraphNode, Shape } from './types';

/** A line of a graph's table. */
export interface NodeSummary {
  readonly name: string;
  /** As people say it: the activation's name, a file's own type. */
  readonly op: string;
  readonly inputs: readonly string[];
  /** Absent behind an op that nothing here computes. */
  readonly shape: Shape | null;
  readonly parameters: number;
  readonly role: Role;
  /** Whether the exact partition reaches through this node. */
  readonly exact: boolean;
  /** Why it does not; empty where it does. */
  readonly reason: string;
}

/** Every node with its shape, parameters, and whether it is exact; in order. Constants count no parameters of a network. */
export function summariseGraph(graph: CheckedGraph): NodeSummary[] {
  const exact = new Set<string>();
  return graph.nodes.map((node) => {
    const role = roleOf(node);
    const shape = graph.shapes.get(node.name) ?? null;
    const own = shape !== null && isExact(role);
    const reaches = own && node.inputs.every((name) => exact.has(name));
    if (reaches) exact.add(node.name);
    const reason = reaches ? '' : own ? 'behind a node that is not exact' : whyNot(node);
    return {
      name: node.name,
      op: opText(node),
      inputs: node.inputs,
      shape,
      parameters: parametersOf(node),
      role,
      exact: reaches,
      reason,
    };
  });
}

export function parametersOf(node: GraphNode): number {
  return Object.values(node).reduce<number>(
    (sum, value) => sum + (value instanceof Float64Array ? value.length : 0),
    0,
  );
}

function opText(node: GraphNode): string {
  if (node.op === 'activation') return node.activation.table?.label ?? node.activation.name;
  if (node.op === 'function') return node.function;
  return node.op === 'unknown' ? node.type : node.op;
}
