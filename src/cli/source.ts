/** The FILE of a network, of any kind that is read, and what lies beside it. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatErrorText, type ParsedNetwork } from '../formats';
import { pathsBeside } from '../formats/beside';
import { networkOfGraph } from '../formats/graphNetwork';
import { MAX_GRAPH_FILE } from '../formats/limits';
import { type Files, type ModelResult, readModelFile } from '../formats/modelFile';
import { UsageError } from './arguments';
import { readBytes } from './files';

/** A FILE's bytes under its name and, of what it names beside it (shards, external data), those under theirs. Throws a UsageError. */
export async function modelFiles(file: string): Promise<Files> {
  const bytes = readBytes(file, MAX_GRAPH_FILE);
  const files = new Map<string, Uint8Array>([[basename(file), bytes]]);
  for (const path of await pathsBeside(bytes, basename(file))) {
    const beside = join(dirname(file), path);
    // One that is not there is named by the reader.
    if (existsSync(beside)) files.set(path, readBytes(beside, MAX_GRAPH_FILE));
  }
  return files;
}

/** A model as its file has it. Throws a UsageError that names the file and the place in it. */
export async function readModel(file: string): Promise<Extract<ModelResult, { ok: true }>> {
  const result = await readModelFile(await modelFiles(file), basename(file));
  if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
  return result;
}

/**
 * Reads a network, or the exact part of a graph; what had to be assumed or is left out goes to `note`. Throws a UsageError that
 * names the file and the place in it.
 */
export async function readNetwork(file: string, note: (text: string) => void): Promise<ParsedNetwork> {
  const model = await readModel(file);
  const result = model.network ?? networkOfGraph(model.graph);
  if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
  for (const text of result.notes) note(`${file}: ${text}`);
  return result;
}
