/** Which files are networks that are looked at before they are taken, and which of several is the network itself. */
import { Fault } from '../../formats/checks';
import { isArrayFile, type NamedBytes } from '../../formats/dataFile';
import { isHdf5, isPickle, isTfjsModel, isZip, looksLikeOnnx, looksLikeSafetensors } from '../../formats/fileKind';
import { zipDirectory } from '../../formats/zip/directory';

/** Arrays of an npz archive that are weights: named as such, or the JSON of a graph. */
const WEIGHT =
  /(^|[./_])(weight|bias|kernel|gamma|beta|(running|moving)_(mean|var(iance)?))(:0)?\.npy$|^W\d+\.npy$|^graph\.npy$/;
/** What an archive that is a model holds, beside Keras's own. */
const INNER = /(^|\/)(model\.json|config\.json)$|\.(onnx|safetensors|h5|keras)$/i;

function namesIn(bytes: Uint8Array): readonly string[] {
  try {
    return zipDirectory(bytes).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}

function isModelArchive({ name, bytes }: NamedBytes): boolean {
  if (/\.keras$/i.test(name)) return true;
  const names = namesIn(bytes);
  return /\.npz$/i.test(name) ? names.some((inner) => WEIGHT.test(inner)) : names.some((inner) => INNER.test(inner));
}

/** JSON of a graph: of nodes, of a tfjs model, of a Keras model without its weights, or an index of tensors; not a chain of layers. */
function isGraphJson(bytes: Uint8Array): boolean {
  if (!/^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)))) return false;
  const text = new TextDecoder().decode(bytes);
  if (isTfjsModel(text) || text.includes('"weight_map"')) return true;
  try {
    const value = JSON.parse(text) as object;
    return ('nodes' in value && !('layers' in value)) || ('class_name' in value && 'config' in value);
  } catch {
    return false;
  }
}

/** Whether a file is a network of another kind than a chain of layers in JSON. */
export function isModelFile(file: NamedBytes): boolean {
  const { name, bytes } = file;
  if (isZip(bytes)) return isModelArchive(file);
  if (/\.(onnx|h5|hdf5|keras)$/i.test(name) || isHdf5(bytes) || looksLikeSafetensors(bytes, name)) return true;
  if (isArrayFile(file)) return false;
  return isPickle(bytes) || looksLikeOnnx(bytes, name) || isGraphJson(bytes);
}

/** Endings of files that are models themselves, those first that may name others: weights beside a model may begin as one. */
const ENDINGS = [/\.json$/i, /\.(onnx|h5|hdf5|keras)$/i, /\.(safetensors|npz|zip)$/i];

/** The network among files that belong together: a model and its weights; null where none is one. */
export function mainFile(files: readonly NamedBytes[]): NamedBytes | null {
  const models = files.filter(isModelFile);
  const named = ENDINGS.map((ending) => models.find(({ name }) => ending.test(name)));
  return named.find((file) => file !== undefined) ?? models[0] ?? null;
}
