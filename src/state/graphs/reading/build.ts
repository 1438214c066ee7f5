/** Networks of a scene's files: read and built on this thread, or by a worker where that takes long. */

import { formatErrorText } from '../../../formats/checks';
import { readGraphFile } from '../../../formats/graphFile';
import type { GraphNetwork } from '../../types';
import { builtOf, builtOfPart, graphNetworkOf } from '../build';
import { type BuiltGraph, keepGraph } from '../kept';
import { inWorker } from './inWorker';
import type { FileToBuild } from './protocol';
import { shownGraph } from './shown';

/** A network with the text that a state would keep it by. */
export interface SceneGraph {
  readonly built: BuiltGraph;
  readonly graph: GraphNetwork;
}

/** Rejects with the file and its fault. */
export type BuildFile = (file: FileToBuild) => Promise<SceneGraph>;

/** On this thread. */
export async function buildHere({ folder, files, main, options, shown }: FileToBuild): Promise<SceneGraph> {
  const result = await readGraphFile(files, main, options);
  if (!result.ok) throw new Error(`${folder}/${main}: ${formatErrorText(result.error)}`);
  const made = builtOf(shownGraph(result.graph, shown));
  if (!made.ok) throw new Error(`${folder}: ${made.message}`);
  return { built: made.built, graph: graphNetworkOf(made.built) };
}

/** In a worker that ends with the answer, or with `signal`. */
export const buildInWorker =
  (signal: AbortSignal | null): BuildFile =>
  async (file) => {
    const answer = await inWorker({ kind: 'scene', file }, signal, true);
    if (!answer.ok) throw new Error(answer.message);
    const { whole, part, network } = answer.built;
    const built = builtOfPart(whole, part, network);
    keepGraph(answer.graph, built);
    return { built, graph: answer.graph };
  };
