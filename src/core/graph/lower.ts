import type { Layer, Network } from '../network/network';
import { affineForm } from './affineOps';
import { chainOf } from './chain';
import { channelAxes } from './channels';
import { gatedValue } from './gatedOps';
import { Primitives, type ValueId } from './primitives';
import { type ChannelAxis, type CheckedGraph, GraphError, type GraphNode, type Shape, sizeOf } from './types';

/**
 * The chain of layers that a graph is: between two piecewise-linear nodes all that is affine becomes one operation, which
 * keeps its structure, and what a later layer needs of an earlier one is passed on by units that are affine everywhere. Largest values of many
 * are decided by matches of two (`Contest`). The graph stays with the network. Throws a GraphError at a node that is
 * neither affine nor piecewise linear: `exactPart` leaves such nodes out.
 */
export function lowerGraph(graph: CheckedGraph): Network {
  const make = new Primitives();
  const values = new Map<string, ValueId>();
  for (const node of graph.nodes) values.set(node.name, nodeValue(node, graph, values, make));
  const layers = withChannels(chainOf(make.values, values.get(graph.output) as ValueId), channelAxes(graph));
  const first = layers[0];
  const last = layers[layers.length - 1];
  if (!first || !last) throw new GraphError(graph.output, 'computes nothing: it is the input');
  const { name, nodes, output } = graph;
  return { name, inputSize: first.inputSize, outputSize: last.outputSize, layers, graph: { name, nodes, output } };
}

/** Sources of units with the channels that the graph says. */
const withChannels = (layers: readonly Layer[], axes: ReadonlyMap<string, ChannelAxis>): Layer[] =>
  layers.map((layer) => {
    const { source } = layer;
    const channels = source?.channels && axes.get(source.node);
    return source && channels ? { ...layer, source: { ...source, channels } } : layer;
  });

function nodeValue(
  node: GraphNode,
  graph: CheckedGraph,
  known: ReadonlyMap<string, ValueId>,
  make: Primitives,
): ValueId {
  const output = graph.shapes.get(node.name);
  if (!output) throw new GraphError(node.name, 'has no known shape');
  if (node.op === 'input') return make.input(sizeOf(output));
  const inputs = node.inputs.map((name) => graph.shapes.get(name) as Shape);
  const values = node.inputs.map((name) => known.get(name) as ValueId);
  if (node.op === 'reshape') return values[0] as ValueId;
  const form = affineForm(node, inputs, output);
  if (form)
    return make.linear(
      sizeOf(output),
      form.maps.map((map, i) => ({ from: values[i] as ValueId, map })),
      form.offset,
    );
  const gated = gatedValue(node, { make, values, inputs, output });
  if (gated === null) throw new GraphError(node.name, `an op of type ${node.op} is not piecewise linear`);
  return gated;
}
