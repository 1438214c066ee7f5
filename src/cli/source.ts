/** The FILE of a network, of any kind that is read, and what lies beside it. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatErrorText, type ParsedNetwork } from '../formats';
import { pathsBeside } from '../formats/beside';
import { isHdf5 } from '../formats/fileKind';
import { networkOfGraph } from '../formats/graphNetwork';
import { MAX_GRAPH_FILE, MAX_TEXT } from '../formats/limits';
import { type Files, type ModelResult, readModelFile } from '../formats/modelFile';
import { UsageError } from './arguments';
import { readBytes } from './files';

/** Files of one model by name, and the one that the others belong to. */
export interface ModelFiles {
  readonly files: Files;
  readonly main: string;
  /** What was found beside it that it does not name, as a sentence; '' for none. */
  readonly note: string;
}

/**
 * The bytes of a FILE, which may be several joined by a plus (`model.json+model.weights.h5`), and of what the first names beside it
 * (shards, external data). Beside a Keras architecture its weights are looked for by the usual names. Throws a UsageError.
 */
export async function modelFiles(file: string): Promise<ModelFiles> {
  const paths = pathsIn(file);
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    if (files.has(basename(path))) throw new UsageError(`${file}: two files of one name, ${basename(path)}`);
    files.set(basename(path), readBytes(path, MAX_GRAPH_FILE));
  }
  const first = paths.find((path) => /\.json$/i.test(path)) ?? (paths[0] as string);
  const main = basename(first);
  const bytes = files.get(main) as Uint8Array;
  for (const path of await pathsBeside(bytes, main)) addBeside(files, first, path);
  const weights = lacksWeights(bytes, files) && usualWeights(main).find((path) => addBeside(files, first, path));
  return { files, main, note: weights ? `weights from ${weights} beside it` : '' };
}

/** A plus parts files, unless there is a file of the whole name. */
function pathsIn(file: string): readonly string[] {
  if (existsSync(file) || !file.includes('+')) return [file];
  const paths = file.split('+');
  if (paths.includes('')) throw new UsageError(`${file}: a file is missing before or behind a +`);
  return paths;
}

/** Adds a file from the same folder. One that is not there is named by the reader. */
function addBeside(files: Map<string, Uint8Array>, file: string, path: string): boolean {
  const beside = join(dirname(file), path);
  if (files.has(path) || !existsSync(beside)) return false;
  files.set(path, readBytes(beside, MAX_GRAPH_FILE));
  return true;
}

/** Whether a file is the JSON of `model.to_json()`, and none of the others is HDF5. */
function lacksWeights(bytes: Uint8Array, files: Files): boolean {
  if (bytes.length > MAX_TEXT || [...files.values()].some(isHdf5)) return false;
  const text = new TextDecoder().decode(bytes);
  return /^\s*\{/.test(text) && text.includes('"class_name"') && !text.includes('"weightsManifest"');
}

/** Where `model.save_weights` is told to write, mostly. */
function usualWeights(name: string): readonly string[] {
  const plain = name.replace(/\.json$/i, '');
  return [`${plain}.weights.h5`, `${plain}.h5`, 'model.weights.h5', 'weights.h5'];
}

/** A model as its file has it. Throws a UsageError that names the file and the place in it. */
export async function readModel(
  file: string,
  note: (text: string) => void,
): Promise<Extract<ModelResult, { ok: true }>> {
  const { files, main, note: found } = await modelFiles(file);
  const result = await readModelFile(files, main);
  if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
  if (found) note(`${file}: ${found}`);
  return result;
}

/**
 * Reads a network, or the exact part of a graph; what had to be assumed or is left out goes to `note`. Throws a UsageError that
 * names the file and the place in it.
 */
export async function readNetwork(file: string, note: (text: string) => void): Promise<ParsedNetwork> {
  const model = await readModel(file, note);
  const result = model.network ?? networkOfGraph(model.graph);
  if (!result.ok) throw new UsageError(`${file}: ${formatErrorText(result.error)}`);
  for (const text of result.notes) note(`${file}: ${text}`);
  return result;
}
