import { graphOfNetwork } from './graphOfNetwork';
import { type GraphResult, graphResult, type ReadOptions } from './graphResult';
import { type Files, readModelFile } from './modelFile';

/**
 * Reads any file of a network as a graph: the file `name` among `files` (a model may have its weights beside it). Chains of dense
 * layers become graphs, too, with the slice and the domain of their file. Never throws; faults name place and reason.
 */
export async function readGraphFile(files: Files, name: string, options: ReadOptions = {}): Promise<GraphResult> {
  const result = await readModelFile(files, name, options);
  if (!result.ok) return result;
  if (!result.network) return result.graph;
  const { network, notes, slice, domain } = result.network;
  return graphResult(() => ({ graph: graphOfNetwork(network), notes, view: { slice, domain } }));
}
