/** Networks of graphs that have been read, so that a state can be put in force at once, as undo does it. */
import type { CheckedGraph } from '../../core/graph/types';
import type { Network } from '../../core/network';
import type { NetworkView } from '../../formats/writeNetworkSafetensors';
import type { GraphNetwork } from '../types';

export interface BuiltGraph {
  /** What the exact engine takes of it. */
  readonly network: Network;
  /** All of it: what the lens leaves out, too. */
  readonly whole: CheckedGraph;
  /** What is left out, and why, as sentences. */
  readonly notes: readonly string[];
  /** All of it as plain JSON, with slice and domain where they are given: the writer comes with what read the graph. */
  readonly text: (view?: NetworkView) => string;
}

/** Networks that are kept for states that were read anew; those of states at hand stay with these. */
const KEPT = 3;

const ofObject = new WeakMap<GraphNetwork, BuiltGraph>();
const ofNetwork = new WeakMap<Network, BuiltGraph>();
const newest: { readonly network: GraphNetwork; readonly built: BuiltGraph }[] = [];

const same = (a: GraphNetwork, b: GraphNetwork): boolean =>
  a === b || (a.graph === b.graph && a.precision === b.precision && a.name === b.name);

/** The network of a graph; undefined where it has not been read. The same objects for the same texts. */
export function builtGraph(network: GraphNetwork): BuiltGraph | undefined {
  const known = ofObject.get(network);
  if (known) return known;
  const found = newest.find((entry) => same(entry.network, network))?.built;
  if (found) ofObject.set(network, found);
  return found;
}

/** The graph that a network in force was built of, be it a scene's or an opened one's; undefined for chains of layers. */
export const wholeGraphOf = (network: Network): CheckedGraph | undefined => ofNetwork.get(network)?.whole;

/** Plain JSON of the graph that a network in force was built of; undefined for chains of layers. */
export const graphTextOf = (network: Network, view?: NetworkView): string | undefined =>
  ofNetwork.get(network)?.text(view);

/** Remembers what was read. */
export function keepGraph(network: GraphNetwork, built: BuiltGraph): void {
  ofObject.set(network, built);
  ofNetwork.set(built.network, built);
  newest.unshift({ network, built });
  newest.length = Math.min(newest.length, KEPT);
}
