/** Networks of graphs, read before their state is put in force. */
import { isGraphNetwork } from '../networkTypes';
import type { OwnNetwork } from '../types';
import { builtGraph, keepGraph } from './kept';

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
