/** The one door for files of arrays (IDX, .npy, .npz): what they hold, as points with their targets. Text has `parsePoints`. */
import { chooseArrays, type LabelledArrays } from './arrays/choose';
import { Fault, type FormatError, formatErrorText } from './checks';
import { isZip } from './fileKind';
import { gunzip, isGzip } from './gzip';
import { looksLikeIdx, readIdx } from './idx';
import { MAX_DATA_FILE } from './limits';
import { readNpy } from './npy';
import { readNpz } from './npz';
import type { Tensor } from './tensors';
import { zipDirectory } from './zip/directory';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type DataFileResult =
  | { readonly ok: true; readonly arrays: LabelledArrays }
  | { readonly ok: false; readonly error: FormatError };

/** \x93NUMPY */
const NPY = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

export const isNpy = (bytes: Uint8Array): boolean => NPY.every((byte, i) => bytes[i] === byte);

/** Names of what networks are made of, and of the graph that is kept beside it. */
const WEIGHT =
  /(^|[._/:])(weights?|bias(es)?|kernel|gamma|beta|running_(mean|var)|moving_(mean|variance)|graph)(:0)?\.npy$/i;

/** Whether an archive is one of points: networks come as .npz, too, and their arrays are called so. Nothing is unpacked. */
function holdsPoints(bytes: Uint8Array): boolean {
  try {
    return !zipDirectory(bytes).some(({ name }) => WEIGHT.test(name));
  } catch (error) {
    // Its reader says what is wrong with it.
    if (error instanceof Fault) return true;
    throw error;
  }
}

/** Whether a file is one of arrays that are points, by its first bytes; a zip archive by its name and the names of its arrays. */
export const isArrayFile = ({ name, bytes }: NamedBytes): boolean =>
  looksLikeIdx(bytes) || isNpy(bytes) || isGzip(bytes) || (isZip(bytes) && /\.npz$/i.test(name) && holdsPoints(bytes));

/** What a file is called among others: without ending and type, `train-images-idx3-ubyte.gz` is `train_images`. */
const plain = (name: string): string =>
  name
    .replace(/\.(gz|npy|npz|idx|bin)\b/gi, '')
    .replace(/[-.]idx\d?([-.]ubyte)?$/i, '')
    .replace(/-/g, '_');

/**
 * The points of one file or of several that belong together: images and labels as IDX, arrays as .npy or in one .npz; IDX and .npy
 * may be gzipped. `chooseArrays` says which arrays are what. Never throws on bad files: the error names file and reason.
 */
export function readDataFiles(files: readonly NamedBytes[]): DataFileResult {
  try {
    const arrays = new Map<string, Tensor>();
    for (const file of files) for (const [name, tensor] of arraysIn(file)) arrays.set(name, tensor);
    const [only] = arrays.values();
    if (arrays.size === 1 && only?.shape.length === 1 && only.type === 'U8')
      throw new Fault('', 'these look like labels alone; open them together with the file of the images');
    return { ok: true, arrays: chooseArrays(arrays) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

function arraysIn({ name, bytes }: NamedBytes): ReadonlyMap<string, Tensor> {
  if (bytes.length > MAX_DATA_FILE) throw new Fault(name, `${bytes.length} bytes; at most ${MAX_DATA_FILE} are read`);
  if (isZip(bytes)) {
    const read = readNpz(bytes, MAX_DATA_FILE);
    if (!read.ok) throw new Fault(name, formatErrorText(read.error));
    return read.arrays;
  }
  const content = isGzip(bytes) ? unpacked(name, bytes) : bytes;
  const read = isNpy(content) ? readNpy(content) : readIdx(content);
  if (!read.ok) throw new Fault(name, formatErrorText(read.error));
  return new Map([[plain(name), read.tensor]]);
}

function unpacked(name: string, bytes: Uint8Array): Uint8Array {
  try {
    const content = gunzip(bytes, MAX_DATA_FILE);
    if (!isNpy(content) && !looksLikeIdx(content)) throw new Fault('', 'what is gzipped in it is neither IDX nor .npy');
    return content;
  } catch (error) {
    throw error instanceof Fault ? new Fault(name, error.message) : error;
  }
}
