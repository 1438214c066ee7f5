import { exactNetwork } from '../core/graph';
import { GraphError, type GraphNode } from '../core/graph/types';
import { preActivationNoise } from '../core/partition/tolerance';
import type { Polygon } from '../core/slice/slice';
import { Fault } from './checks';
import type { ReadGraph } from './graphResult';
import { type NetworkResult, networkResult, type ParsedNetwork } from './parsedNetwork';
import { domainAt, intervalAt, sliceAt } from './sliceJson';

/**
 * The network of a graph's exact part, with the slice and the domain of its file, or the first two inputs and [−1, 1]². Notes
 * say what is left out. An error where nothing of it is piecewise linear, or numbers are so large that the network overflows.
 */
export function networkOfGraph({ graph, notes, view }: ReadGraph): NetworkResult {
  return networkResult('', (): ParsedNetwork => {
    const exact = exactOf(graph);
    const { network } = exact;
    const line = network.inputSize === 1;
    const slice = view?.slice ?? sliceAt(undefined, network.inputSize);
    const interval = line ? (view ? endsOf(view.domain) : intervalAt(undefined)) : null;
    const domain = view?.domain ?? (interval ? interval.map((end) => [end, 0] as const) : domainAt(undefined));
    preActivationNoise(network, slice, domain);
    const precision = graph.nodes.every(isSingle) ? 'float32' : 'float64';
    return { ok: true, network, slice, domain, interval, precision, notes: [...notes, ...exact.notes] };
  });
}

function exactOf(graph: ReadGraph['graph']): ReturnType<typeof exactNetwork> {
  try {
    return exactNetwork(graph);
  } catch (error) {
    if (error instanceof GraphError)
      throw new Fault(error.node ? `node ${JSON.stringify(error.node)}` : '', error.message);
    throw error;
  }
}

const endsOf = (domain: Polygon): readonly [number, number] => [domain[0]?.[0] ?? -1, domain[1]?.[0] ?? 1];

/** Whether every parameter of a node is a float32 value. Cost: linear in them. */
export const isSingle = (node: GraphNode): boolean =>
  Object.values(node).every(
    (field) => !(field instanceof Float64Array) || field.every((value) => Object.is(Math.fround(value), value)),
  );
