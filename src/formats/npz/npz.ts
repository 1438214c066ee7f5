/** NumPy's .npz files: zip archives of .npy files. Reading never throws. */
import { zipSync } from 'fflate';
import { Fault, type FormatError } from '../checks';
import { MAX_TENSOR_FILE } from '../limits';
import { readNpy, writeNpy } from '../npy';
import type { NamedTensor } from '../safetensors';
import type { Tensor } from '../tensors';
import { entryLabel } from '../zip/directory';
import { unzip } from '../zip/unzip';
import { isTextNpy, readTextNpy, writeTextNpy } from './textNpy';

export type NpzResult =
  | {
      readonly ok: true;
      /** In the order of the archive. */
      readonly arrays: ReadonlyMap<string, Tensor>;
      /** Texts, as `np.savez` keeps a Python `str`. */
      readonly texts: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly error: FormatError };

/**
 * Reads the arrays of an archive, each as `readNpy` does, and single texts. `maxBytes` caps what all of them have together,
 * inflated; it is held against the directory before anything is inflated. Files that are no .npy are left out. Faults name the
 * array. Cost: linear in what comes out.
 */
export function readNpz(bytes: Uint8Array, maxBytes = MAX_TENSOR_FILE): NpzResult {
  try {
    const files = unzip(bytes, { maxBytes, wanted: (name) => name.endsWith('.npy') });
    const arrays = new Map<string, Tensor>();
    const texts = new Map<string, string>();
    for (const [file, content] of files) {
      const name = file.slice(0, -'.npy'.length);
      if (isTextNpy(content)) texts.set(name, readTextNpy(content, entryLabel(file)));
      else arrays.set(name, tensorOf(content, file));
    }
    return { ok: true, arrays, texts };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

function tensorOf(content: Uint8Array, file: string): Tensor {
  const result = readNpy(content);
  if (result.ok) return result.tensor;
  const { where, message } = result.error;
  throw new Fault(where ? `${entryLabel(file)}, ${where}` : entryLabel(file), message);
}

/**
 * An archive that `np.load` and `readNpz` read: arrays in their order, then texts. Stored, not deflated, as `np.savez` does.
 * Throws a RangeError for BF16, a shape that does not fit, and names that come twice.
 */
export function writeNpz(arrays: readonly NamedTensor[], texts: ReadonlyMap<string, string> = new Map()): Uint8Array {
  const files: Record<string, Uint8Array> = Object.create(null) as Record<string, Uint8Array>;
  const add = (name: string, content: Uint8Array): void => {
    if (Object.hasOwn(files, `${name}.npy`)) throw new RangeError(`invalid names: ${name} comes twice`);
    files[`${name}.npy`] = content;
  };
  for (const { name, data, shape, type } of arrays) add(name, writeNpy(data, shape, type));
  for (const [name, text] of texts) add(name, writeTextNpy(text));
  // One date for all, the first that zip has: the same arrays make the same file.
  return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) });
}
