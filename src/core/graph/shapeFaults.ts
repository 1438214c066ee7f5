/** What a node may find wrong with its parameters and with what it takes. */
import { GraphError, type GraphNode } from './types';

/** An error at a node, to be thrown. */
export const fault = (node: GraphNode, message: string): GraphError => new GraphError(node.name, message);

/** Throws unless a parameter that is there has `size` values. */
export function expectSize(node: GraphNode, what: string, values: Float64Array | undefined, size: number): void {
  if (values && values.length !== size) throw fault(node, `${what} has ${values.length} values, expected ${size}`);
}

/** Axes as a set; throws where one is none of `rank` axes. */
export function axesOf(node: GraphNode, axes: readonly number[], rank: number): ReadonlySet<number> {
  for (const axis of axes)
    if (!Number.isInteger(axis) || axis < 0 || axis >= rank) throw fault(node, `axis ${axis} of ${rank} axes`);
  return new Set(axes);
}
