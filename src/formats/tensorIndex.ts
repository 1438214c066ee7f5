/** Tensors that are split over several safetensors files: an index, `{"weight_map": {tensor: file}}`, says which holds which. */
import { Fault, type JsonObject, objectAt, shown } from './checks';
import { fileAt } from './filePaths';
import { parseJsonText } from './jsonText';
import { MAX_GRAPH_FILE, MAX_TEXT } from './limits';
import type { Tensor } from './tensors';
import { readWeightFile, type WeightFile } from './weightFile';

/** Whether a JSON text is to be read as an index of tensors. */
export const isTensorIndex = (text: string): boolean => text.includes('"weight_map"');

/** The tensors that an index names, of the files among `files`. Never throws; faults name file or tensor. Cost: linear in the bytes. */
export async function readTensorIndex(text: string, files: ReadonlyMap<string, Uint8Array>): Promise<WeightFile> {
  try {
    return { ok: true, tensors: await tensorsOf(text, files), graphText: null };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

async function tensorsOf(text: string, files: ReadonlyMap<string, Uint8Array>): Promise<ReadonlyMap<string, Tensor>> {
  if (text.length > MAX_TEXT)
    throw new Fault('', `the file has ${text.length} characters; at most ${MAX_TEXT} are read`);
  const parts = new Map<string, ReadonlyMap<string, Tensor>>();
  const tensors = new Map<string, Tensor>();
  let bytes = 0;
  for (const [name, path] of Object.entries(weightMap(text))) {
    const where = `weight_map, ${shown(name)}`;
    if (typeof path !== 'string') throw new Fault(where, `${shown(path)} is no name of a file`);
    let part = parts.get(path);
    if (!part) {
      const file = fileAt(files, path);
      if (!file) throw new Fault(where, `the file ${shown(path)} is missing: open it together with the index`);
      bytes += file.length;
      if (bytes > MAX_GRAPH_FILE)
        throw new Fault(where, `${bytes} bytes up to here; at most ${MAX_GRAPH_FILE} are read`);
      part = await partOf(file, path);
      parts.set(path, part);
    }
    const tensor = part.get(name);
    if (!tensor) throw new Fault(where, `the file ${shown(path)} does not hold it`);
    tensors.set(name, tensor);
  }
  return tensors;
}

const weightMap = (text: string): JsonObject => objectAt(objectAt(parseJsonText(text), '').weight_map, 'weight_map');

async function partOf(file: Uint8Array, path: string): Promise<ReadonlyMap<string, Tensor>> {
  if (/\.h5$/i.test(path))
    throw new Fault(
      path,
      'a part of Keras weights, without the architecture: open the JSON of model.to_json() with it',
    );
  const read = await readWeightFile(file);
  if (!read.ok) throw new Fault([path, read.error.where].filter(Boolean).join(': '), read.error.message);
  return read.tensors;
}
