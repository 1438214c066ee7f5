import type { ChannelAxis, CheckedGraph, GraphNode } from './types';

/**
 * Where the values of nodes with spatial axes have their channels, as far as convolutions, pooling and batch norms tell: what
 * comes between keeps it, and a transpose may exchange it. Nodes that nothing tells of are left out. Cost: linear in the nodes.
 */
export function channelAxes(graph: CheckedGraph): ReadonlyMap<string, ChannelAxis> {
  const axes = new Map<string, ChannelAxis>();
  for (const node of graph.nodes) {
    const rank = graph.shapes.get(node.name)?.length ?? 0;
    const axis = rank < 2 ? undefined : (ownAxis(node, rank) ?? inherited(node, rank, graph, axes));
    if (axis) axes.set(node.name, axis);
  }
  return axes;
}

function ownAxis(node: GraphNode, rank: number): ChannelAxis | undefined {
  if ('channels' in node) return node.channels;
  if (node.op !== 'batchNorm') return undefined;
  if (node.axis === 0) return 'first';
  return node.axis === rank - 1 ? 'last' : undefined;
}

function inherited(
  node: GraphNode,
  rank: number,
  graph: CheckedGraph,
  axes: ReadonlyMap<string, ChannelAxis>,
): ChannelAxis | undefined {
  const from = node.inputs.find((name) => axes.has(name) && graph.shapes.get(name)?.length === rank);
  const axis = from === undefined ? undefined : axes.get(from);
  if (axis === undefined || node.op === 'reshape') return undefined;
  if (node.op !== 'transpose') return axis;
  const place = node.order.indexOf(axis === 'first' ? 0 : rank - 1);
  if (place === 0) return 'first';
  return place === rank - 1 ? 'last' : undefined;
}
