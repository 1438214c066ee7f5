/** What every reader of graphs returns. */
import { checkGraph } from '../core/graph/check';
import { type CheckedGraph, type Graph, GraphError, type Shape } from '../core/graph/types';
import { Fault, type FormatError } from './checks';
import type { NetworkView } from './writeNetworkSafetensors';

/** What a file may say beside the graph: what it is to be seen by, in the input's values one after another. */
export interface ReadGraphView {
  readonly view?: NetworkView;
  /** Whether the file leaves sizes of its input open, so that `ReadOptions.inputShape` may say others. */
  readonly openInput?: boolean;
}

export interface ReadGraph extends ReadGraphView {
  readonly ok: true;
  readonly graph: CheckedGraph;
  /** What the file left open and the reader assumed, and what it left out, as sentences. */
  readonly notes: readonly string[];
}

export type GraphResult = ReadGraph | { readonly ok: false; readonly error: FormatError };

export interface ReadOptions {
  /** Where a file leaves sizes of the input open; without it the reader chooses and says so. */
  readonly inputShape?: Shape;
  /** Begin behind this node: its values become the network's input. */
  readonly from?: string;
}

/** Checks what a reader made, and turns its faults into a result. Any other error is a fault of the reader and goes on. */
export function graphResult(
  read: () => { readonly graph: Graph; readonly notes: readonly string[] } & ReadGraphView,
): GraphResult {
  try {
    const { graph, ...beside } = read();
    return { ok: true, graph: checkGraph(graph), ...beside };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    if (error instanceof GraphError)
      return {
        ok: false,
        error: { where: error.node ? `node ${JSON.stringify(error.node)}` : '', message: error.message },
      };
    throw error;
  }
}
