/** Files that somebody looks at before they are taken: small ones are read on this thread, large ones by a worker. */
import { readGraphFile } from '../../../formats/graphFile';
import { builtOf, builtOfPart, graphNetworkOf } from '../build';
import { type BuiltGraph, keepGraph } from '../kept';
import { hasFixedWeights } from '../words';
import { inWorker } from './inWorker';
import type { FileToBuild, Opened } from './protocol';

/** Bytes from which a worker reads. */
const LARGE_FILE = 512 * 1024;

/** On this thread. Faults of the file are in the result. */
export async function openHere({ files, main, options }: FileToBuild): Promise<Opened<BuiltGraph>> {
  const result = await readGraphFile(files, main, options);
  if (!result.ok) return result;
  const { graph, ...read } = result;
  const made = builtOf(graph);
  if (!made.ok) return { ok: true, read, made };
  const own = hasFixedWeights(made.built.network) ? graphNetworkOf(made.built) : null;
  return { ok: true, read, made: { ...made, own } };
}

async function openThere(file: FileToBuild, signal: AbortSignal): Promise<Opened<BuiltGraph>> {
  const opened = await inWorker({ kind: 'open', file }, signal, false);
  if (!opened.ok || !opened.made.ok) return opened as Opened<never>;
  const { own } = opened.made;
  const { whole, part, network } = opened.made.built;
  const built = builtOfPart(whole, part, network);
  if (own) keepGraph(own, built);
  return { ...opened, made: { ok: true, built, own } };
}

/** Rejects where `signal` ends it, or the worker fails. */
export function openFile(file: FileToBuild, signal: AbortSignal): Promise<Opened<BuiltGraph>> {
  const bytes = [...file.files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  return bytes < LARGE_FILE || typeof Worker === 'undefined' ? openHere(file) : openThere(file, signal);
}
