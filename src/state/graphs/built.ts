/** Networks of graphs that have been read, so that a state can be put in force at once, as undo does it. */
import type { CheckedGraph } from '../../core/graph/types';
import type { Network } from '../../core/network';
import { isGraphNetwork } from '../networkTypes';
import type { GraphNetwork, OwnNetwork } from '../types';

export interface BuiltGraph {
  /** What the exact engine takes of it. */
  readonly network: Network;
  /** All of it: what the lens leaves out, too. */
  readonly whole: CheckedGraph;
  /** What is left out, and why, as sentences. */
  readonly notes: readonly string[];
}

/** Networks that are kept for states that were read anew; those of states at hand stay with these. */
const KEPT = 3;

const ofObject = new WeakMap<GraphNetwork, BuiltGraph>();
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

/** Remembers what was read. */
export function keepGraph(network: GraphNetwork, built: BuiltGraph): void {
  ofObject.set(network, built);
  newest.unshift({ network, built });
  newest.length = Math.min(newest.length, KEPT);
}

/** Whether a state's network can be put in force without waiting. */
export const isGraphReady = (network: OwnNetwork | null): boolean =>
  !isGraphNetwork(network) || builtGraph(network) !== undefined;

/** Reads the graph of a state's network, once. Resolves to what is wrong with it, or to null. */
export async function ensureGraph(network: OwnNetwork | null): Promise<string | null> {
  if (!isGraphNetwork(network) || builtGraph(network)) return null;
  const { buildGraph } = await import('./build');
  const made = buildGraph(network);
  if (!made.ok) return made.message;
  keepGraph(network, made.built);
  return null;
}
