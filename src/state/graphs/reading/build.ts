/** Networks of a scene's files: read and built on this thread, or by a worker where that takes long. */

import type { CheckedGraph } from '../../../core/graph';
import { formatErrorText } from '../../../formats/checks';
import { readGraphFile } from '../../../formats/graphFile';
import type { GraphNetwork } from '../../types';
import { builtOf, builtOfPart, graphNetworkOf } from '../build';
import { type BuiltGraph, keepGraph } from '../kept';
import type { BuiltFile, FileToBuild } from './protocol';

/** A network with the text that a state would keep it by. */
export interface SceneGraph {
  readonly built: BuiltGraph;
  readonly graph: GraphNetwork;
}

/** Rejects with the file and its fault. */
export type BuildFile = (file: FileToBuild) => Promise<SceneGraph>;

/** On this thread. `shown`: the graph that is shown, from the file's. */
export async function buildHere(
  { folder, files, main, options }: FileToBuild,
  shown: (graph: CheckedGraph) => CheckedGraph = (graph) => graph,
): Promise<SceneGraph> {
  const result = await readGraphFile(files, main, options);
  if (!result.ok) throw new Error(`${folder}/${main}: ${formatErrorText(result.error)}`);
  const made = builtOf(shown(result.graph));
  if (!made.ok) throw new Error(`${folder}: ${made.message}`);
  return { built: made.built, graph: graphNetworkOf(made.built) };
}

/** In a worker that ends with the answer, or with `signal`. */
export const buildInWorker =
  (signal: AbortSignal | null): BuildFile =>
  (file) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./modelFileWorker.ts', import.meta.url), {
        type: 'module',
        name: 'model file',
      });
      const end = (): void => {
        worker.terminate();
        signal?.removeEventListener('abort', abort);
      };
      const fail = (reason: string): void => {
        end();
        reject(new Error(reason));
      };
      const abort = (): void => fail(`${file.folder}: cancelled`);
      worker.onmessage = ({ data }: MessageEvent<BuiltFile>) => {
        if (!data.ok) return fail(data.message);
        end();
        // To take the message over is enough for one task.
        const { built: parts, graph } = data;
        setTimeout(() => {
          const built = builtOfPart(parts.whole, parts.part, parts.network);
          keepGraph(graph, built);
          resolve({ built, graph });
        });
      };
      worker.onerror = (event) => {
        event.preventDefault();
        fail(`${file.folder}/${file.main}: the worker that reads it stopped (${event.message || 'no reason given'})`);
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      worker.postMessage(
        file,
        [...file.files.values()].map(({ buffer }) => buffer),
      );
    });
