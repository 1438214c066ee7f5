/** The FILE of a network, of any kind that is read, and what lies beside it. */
import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { formatErrorText, type ParsedNetwork } from '../formats';
import { networkOfGraph } from '../formats/graphNetwork';
import { MAX_GRAPH_FILE, MAX_TEXT } from '../formats/limits';
import { type Files, type ModelResult, readModelFile } from '../formats/modelFile';
import { UsageError } from './arguments';
import { readBytes } from './files';

/** A FILE's bytes under its name and, of a tfjs model, those of its shards under theirs. Throws a UsageError. */
export function modelFiles(file: string): Files {
  const bytes = readBytes(file, MAX_GRAPH_FILE);
  const files = new Map<string, Uint8Array>([[basename(file), bytes]]);
  for (const path of shardPaths(bytes)) {
    const beside = join(dirname(file), path);
    // One that is not there is named by the reader.
    if (existsSync(beside)) files.set(path, readBytes(beside, MAX_GRAPH_FILE));
  }
  return files;
}

/** Paths in a tfjs model's `weightsManifest`, those that lead nowhere else. */
function shardPaths(bytes: Uint8Array): string[] {
  if (bytes[0] !== 0x7b || bytes.length > MAX_TEXT) return [];
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('"weightsManifest"')) return [];
  try {
    const { weightsManifest } = JSON.parse(text) as { weightsManifest?: readonly { paths?: readonly unknown[] }[] };
    const paths = (weightsManifest ?? []).flatMap((group) => group.paths ?? []);
    return paths.filter((path): path is string => typeof path === 'string' && isBeside(path));
  } catch {
    // The reader says what is wrong with the file.
    return [];
  }
}

const isBeside = (path: string): boolean => path !== '' && !isAbsolute(path) && !path.split(/[\\/]/).includes('..');

/** A model as its file has it. Throws a UsageError that names the file and the place in it. */
export async function readModel(file: string): Promise<Extract<ModelResult, { ok: true }>> {
  const result = await readModelFile(modelFiles(file), basename(file));
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
