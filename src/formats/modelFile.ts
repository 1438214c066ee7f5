/**
 * The one door for files of networks of any kind: it looks at first bytes and names, and hands the files to their reader, which
 * is loaded then.
 */
import { Fault, type FormatError, type JsonObject } from './checks';
import { isHdf5, isPickle, isZip, looksLikeOnnx, looksLikeSafetensors } from './fileKind';
import { type GraphResult, graphResult, type ReadGraph, type ReadOptions } from './graphResult';
import { parseJsonText } from './jsonText';
import { MAX_GRAPH_FILE, MAX_TEXT } from './limits';
import { parseNetworkJson } from './networkJson';
import { parseNetworkSafetensors } from './networkSafetensors';
import type { NetworkResult, ParsedNetwork } from './parsedNetwork';
import { isTensorIndex, readTensorIndex } from './tensorIndex';
import { readWeightFile, type WeightFile } from './weightFile';
import { zipDirectory } from './zip/directory';

/** Files that were opened together, by their names; a model may have its weights beside it. */
export type Files = ReadonlyMap<string, Uint8Array>;

export type ModelResult =
  | {
      readonly ok: true;
      /** A chain of dense layers, from plain JSON or safetensors. */
      readonly network: ParsedNetwork;
    }
  | { readonly ok: true; readonly network: null; readonly graph: ReadGraph }
  | { readonly ok: false; readonly error: FormatError };

/** Endings that a network's name is without. */
const ENDING = /(\.(json|index|safetensors|onnx|npz|keras|h5|hdf5|zip))+$/i;

/**
 * Reads the file `name` among `files`. Never throws: what is wrong comes back with place and reason. Zip archives go by what is
 * in them. Limits and costs: as of the readers.
 */
export async function readModelFile(files: Files, name: string, options: ReadOptions = {}): Promise<ModelResult> {
  const bytes = files.get(name);
  if (!bytes) return failed(`there is no file ${JSON.stringify(name)}`);
  const plain = (name.split('/').at(-1) as string).replace(ENDING, '') || 'network';
  if (isHdf5(bytes)) return graphOf((await import('./keras')).readKeras(bytes, options));
  if (isZip(bytes)) return zipModel(bytes, plain, options);
  // Before pickles: the length of a header may begin as they do.
  if (looksLikeSafetensors(bytes, name)) return safetensorsModel(bytes, plain, options);
  if (isPickle(bytes)) return failed(PICKLE);
  if (/^\s*[{[]/.test(beginning(bytes))) return jsonModel(bytes, { files, plain, options });
  if (looksLikeOnnx(bytes, name)) return graphOf((await import('./onnx')).readOnnx(bytes, options, files));
  if (/\.(bin|data)$/i.test(name)) return failed('weights without their model, which is opened together with them');
  return failed('no file of a network: plain JSON, tfjs, ONNX, Keras (.h5, .keras), safetensors and npz are read');
}

const PICKLE =
  'a pickle, as torch.save and Python make them: it may run any program, so it is not opened; ' +
  'safetensors.torch.save_file and torch.onnx.export make what is read here';

const failed = (message: string): ModelResult => ({ ok: false, error: { where: '', message } });

const graphOf = (result: GraphResult): ModelResult => (result.ok ? { ok: true, network: null, graph: result } : result);

const networkOf = (result: NetworkResult): ModelResult => (result.ok ? { ok: true, network: result } : result);

const beginning = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 256));

async function zipModel(bytes: Uint8Array, plain: string, options: ReadOptions): Promise<ModelResult> {
  try {
    const names = zipDirectory(bytes).map(({ name }) => name);
    if (names.includes('config.json') && names.includes('model.weights.h5'))
      return graphOf((await import('./keras')).readKerasArchive(bytes, options));
    if (names.some((name) => /(^|\/)data\.pkl$/.test(name))) return failed(PICKLE);
    if (names.length > 0 && names.every((name) => name.endsWith('.npy')))
      return weightsModel(await readWeightFile(bytes), plain, options);
    const inner = names.find((name) => /(^|\/)model\.json$|\.(onnx|safetensors|h5|keras)$/i.test(name));
    if (inner === undefined) return failed('a zip archive that holds no network: no model.json, .onnx, .npy, …');
    const { unzip } = await import('./zip/unzip');
    const files = unzip(bytes, { maxBytes: MAX_GRAPH_FILE });
    // An archive within it is not unpacked: that could go on for ever.
    if (isZip(files.get(inner) as Uint8Array)) return failed(`${JSON.stringify(inner)} is an archive in an archive`);
    return await readModelFile(files, inner, options);
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: { where: error.where, message: error.message } };
    throw error;
  }
}

/** A dense chain, a graph that was written here, or weights alone. */
async function safetensorsModel(bytes: Uint8Array, plain: string, options: ReadOptions): Promise<ModelResult> {
  const file = await readWeightFile(bytes);
  if (!file.ok) return file;
  if (file.graphText === null && bytes.length <= MAX_GRAPH_FILE) {
    const dense = parseNetworkSafetensors(bytes, plain);
    if (dense.ok) return networkOf(dense);
  }
  return weightsModel(file, plain, options);
}

async function weightsModel(file: WeightFile, plain: string, options: ReadOptions): Promise<ModelResult> {
  if (!file.ok) return file;
  if (file.graphText !== null) {
    const { graphOfTensors } = await import('./graphTensors');
    return graphOf(graphOfTensors(file.graphText, file.tensors, plain));
  }
  const { guessArchitecture, inTorchOrder } = await import('./architecture');
  const { tensors, ...origin } = inTorchOrder(file.tensors);
  return graphOf(guessArchitecture(tensors, { ...options, name: plain, origin }));
}

interface JsonSource {
  readonly files: Files;
  readonly plain: string;
  readonly options: ReadOptions;
}

async function jsonModel(bytes: Uint8Array, { files, plain, options }: JsonSource): Promise<ModelResult> {
  if (bytes.length > MAX_TEXT) return failed(`the file has ${bytes.length} bytes; at most ${MAX_TEXT} are read`);
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
  if (text.includes('"modelTopology"') || text.includes('"weightsManifest"'))
    return graphOf((await import('./tfjs')).readTfjs(files, options));
  if (isTensorIndex(text)) {
    const config = text.includes('.h5"') ? kerasConfigIn(files) : undefined;
    if (config) return jsonModel(config, { files, plain, options });
    return weightsModel(await readTensorIndex(text, files), plain, options);
  }
  // Chains of dense layers may be long: they are parsed once.
  if (!text.includes('"nodes"') && !text.includes('"class_name"')) return networkOf(parseNetworkJson(text, plain));
  const value = parsed(text);
  if (value instanceof Fault) return failed(value.message);
  const object = (typeof value === 'object' && value !== null ? value : {}) as JsonObject;
  if (object.class_name !== undefined && object.config !== undefined) return kerasParts(object, files, options);
  if (object.nodes === undefined || object.layers !== undefined) return networkOf(parseNetworkJson(text, plain));
  const { graphOfJson } = await import('./graphJson');
  return graphOf(graphResult(() => graphOfJson(value, plain)));
}

/** Keras's architecture, with the weights among the files. */
async function kerasParts(model: JsonObject, files: Files, options: ReadOptions): Promise<ModelResult> {
  const parts = [...files.values()].filter(isHdf5);
  if (parts.length === 0)
    return failed(
      "a Keras model's architecture without its weights: .keras and .h5 files hold both; a file of model.save_weights is opened together with it",
    );
  return graphOf((await import('./keras')).readKerasParts(model, parts, options));
}

/** The JSON of a Keras model among files. */
const kerasConfigIn = (files: Files): Uint8Array | undefined =>
  [...files].find(([name, bytes]) => {
    if (!/\.json$/i.test(name)) return false;
    const text = new TextDecoder().decode(bytes);
    return text.includes('"class_name"') && !isTensorIndex(text);
  })?.[1];

function parsed(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
