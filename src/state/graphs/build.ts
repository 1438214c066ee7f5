/** From a graph's text to the network that the engine takes. Loaded when a state has one. */
import { exactPart } from '../../core/graph';
import type { ExactPart } from '../../core/graph/exactPart';
import {
  drawnParameters,
  flatParameters,
  graphParameters,
  loweredAs,
  withParameters,
} from '../../core/graph/parameters';
import { type CheckedGraph, GraphError } from '../../core/graph/types';
import { denseLayers, type Network } from '../../core/network/network';
import { formatErrorText } from '../../formats/checks';
import { compactGraph, readCompactGraph } from '../../formats/graphJson/compact';
import { writeGraphJson } from '../../formats/graphJson/write';
import type { GraphNetwork } from '../types';
import { type BuiltGraph, keepGraph } from './kept';
import { pictureOf } from './picture';

export type GraphBuild =
  | { readonly ok: true; readonly built: BuiltGraph }
  | { readonly ok: false; readonly message: string };

/** The network of a checked graph; a message where there is no exact part. Cost: linear in the parameters and maps. */
export function builtOf(whole: CheckedGraph): GraphBuild {
  try {
    return { ok: true, built: builtOfPart(whole, exactPart(whole)) };
  } catch (error) {
    if (error instanceof GraphError)
      return { ok: false, message: `${error.node ? `node ${JSON.stringify(error.node)}: ` : ''}${error.message}` };
    if (error instanceof RangeError) return { ok: false, message: error.message };
    throw error;
  }
}

/**
 * What is built of a graph and the part of it that is exact; `network`: what the part is lowered to, where that is known. With other
 * weights both have them, and the part is lowered anew.
 */
export function builtOfPart(
  whole: CheckedGraph,
  part: ExactPart,
  network = withoutGraph(loweredAs(part, part.graph)),
): BuiltGraph {
  const { graph, notes } = part;
  const parameters = graphParameters(graph);
  return {
    network,
    whole,
    part,
    notes,
    givesPicture: pictureOf(graph.shapes.get(graph.output) ?? []) !== null,
    weights: flatParameters(parameters),
    parameters,
    drawn: (draw) => drawnParameters(graph, draw),
    json: (view) => writeGraphJson(whole, view),
    trained(weights, layers) {
      const withWeights = (nodes: CheckedGraph['nodes']) => withParameters(nodes, parameters, weights);
      const exact = { ...part, graph: { ...graph, nodes: withWeights(graph.nodes) } };
      const { name, nodes, output } = exact.graph;
      const known = layers && { ...network, layers, graph: { name, nodes, output } };
      return builtOfPart({ ...whole, nodes: withWeights(whole.nodes) }, exact, known);
    },
  };
}

/** A chain of dense layers keeps its weights itself: they can be trained, and would then not be the graph's any more. */
function withoutGraph(network: Network): Network {
  if (!denseLayers(network)) return network;
  const { graph: _, ...chain } = network;
  return { ...chain, layers: chain.layers.map(({ source: __, ...layer }) => layer) };
}

/** Reads the text of a network of the state. Never throws on a bad one. */
export function buildGraph({ name, precision, graph }: GraphNetwork): GraphBuild {
  const read = readCompactGraph(graph, precision, name);
  if (!read.ok) return { ok: false, message: `network.graph: ${formatErrorText(read.error)}` };
  const made = builtOf(read.graph);
  return made.ok ? made : { ok: false, message: `network.graph: ${made.message}` };
}

/** A graph as the state keeps it; what was built of it need not be built again. */
export function graphNetworkOf(built: BuiltGraph): GraphNetwork {
  const { precision, text } = compactGraph(built.whole);
  const network: GraphNetwork = { name: built.whole.name, precision, graph: text };
  keepGraph(network, built);
  return network;
}
