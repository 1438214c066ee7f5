/** Networks of graphs that have been read, so that a state can be put in force at once, as undo does it. */

import type { ExactPart } from '../../core/graph/exactPart';
import type { DrawSpec, Parameter } from '../../core/graph/parameters';
import type { CheckedGraph } from '../../core/graph/types';
import type { Network } from '../../core/network';
import type { NetworkView } from '../../formats/writeNetworkSafetensors';
import type { GraphNetwork } from '../types';

export interface BuiltGraph {
  /** What the exact engine takes of it. */
  readonly network: Network;
  /** All of it: what the lens leaves out, too. */
  readonly whole: CheckedGraph;
  /** What of it is exact. */
  readonly part: ExactPart;
  /** What is left out, and why, as sentences. */
  readonly notes: readonly string[];
  /** What is trained of it, float32, in the order of `trainableWeights`. */
  readonly weights: Float32Array;
  /** The arrays that these are, in order; those that an earlier node has, too, begin at the same place. */
  readonly parameters: readonly Parameter[];
  /** The same with other weights; `layers`: what it is lowered to then, where that is known. Throws a RangeError where they are not as many. */
  trained(weights: ArrayLike<number>, layers?: Network['layers']): BuiltGraph;
  /** Whether what it gives is a picture. */
  readonly givesPicture: boolean;
  /** First weights drawn from a seed (He), biases uniform in ±`bias`. */
  drawn(draw: DrawSpec): Float32Array;
  /** All of it as plain JSON that opens again. */
  json(view?: NetworkView): string;
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

/** What a network in force was built of, be it a scene's or an opened one's, trained or not; undefined for chains of layers. */
export const builtOfNetwork = (network: Network): BuiltGraph | undefined => ofNetwork.get(network);

/** A network of a graph with other weights; `layers`: those of it with these weights, where they are known. */
export function trainedGraph(network: Network, weights: ArrayLike<number>, layers?: Network['layers']): Network {
  const built = (ofNetwork.get(network) as BuiltGraph).trained(weights, layers);
  ofNetwork.set(built.network, built);
  return built.network;
}

/** Remembers what was read. */
export function keepGraph(network: GraphNetwork, built: BuiltGraph): void {
  ofObject.set(network, built);
  ofNetwork.set(built.network, built);
  newest.unshift({ network, built });
  newest.length = Math.min(newest.length, KEPT);
}
