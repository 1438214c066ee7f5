/** Files that hold tensors by name: safetensors and npz. Never throws. */
import type { Tensors } from './architecture/parameters';
import type { FormatError } from './checks';
import { isZip } from './fileKind';
import { MAX_GRAPH_FILE } from './limits';
import { readSafetensors } from './safetensors';
import type { Tensor } from './tensors';

/** Metadata of safetensors, and text of npz, that hold the JSON of a graph. */
export const GRAPH_KEY = 'graph';

export type WeightFile =
  | {
      readonly ok: true;
      readonly tensors: Tensors;
      /** JSON of the graph that takes the tensors, where the file has it. */
      readonly graphText: string | null;
    }
  | { readonly ok: false; readonly error: FormatError };

/** The tensors of a file, for the guess at an architecture and for what a person makes of it. */
export async function readWeightFile(bytes: Uint8Array): Promise<WeightFile> {
  if (bytes.length > MAX_GRAPH_FILE)
    return {
      ok: false,
      error: { where: '', message: `the file has ${bytes.length} bytes; at most ${MAX_GRAPH_FILE} are read` },
    };
  return isZip(bytes) ? fromNpz(bytes) : fromSafetensors(bytes);
}

async function fromNpz(bytes: Uint8Array): Promise<WeightFile> {
  const { readNpz } = await import('./npz');
  const result = readNpz(bytes, MAX_GRAPH_FILE);
  if (!result.ok) return result;
  return { ok: true, tensors: result.arrays, graphText: result.texts.get(GRAPH_KEY) ?? null };
}

function fromSafetensors(bytes: Uint8Array): WeightFile {
  const result = readSafetensors(bytes);
  if (!result.ok) return result;
  const tensors = new Map(result.tensors.map(({ name, ...tensor }): [string, Tensor] => [name, tensor]));
  return { ok: true, tensors, graphText: result.metadata.get(GRAPH_KEY) ?? null };
}
