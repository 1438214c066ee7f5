/** Keras's files: .h5 (Keras 2 and 3) and .keras archives, their configs read as `kerasConfig` has it. */
import { Fault, type JsonObject, objectAt } from '../checks';
import { type GraphResult, graphResult, type ReadOptions } from '../graphResult';
import { openHdf5 } from '../hdf5/file';
import { type Dialect, graphOfKerasConfig, type WeightOf } from '../kerasConfig';
import { MAX_GRAPH_FILE } from '../limits';
import { unzip } from '../zip/unzip';
import { archiveWeights } from './archiveWeights';
import { h5Weights } from './h5Weights';

const CONFIG = 'config.json';
const WEIGHTS = 'model.weights.h5';
const METADATA = 'metadata.json';

/** A model that `model.save('x.h5')` kept. Never throws; faults name layer and weight. Cost: linear in the weights. */
export const readKeras = (bytes: Uint8Array, options: ReadOptions = {}): GraphResult =>
  attempt(() => {
    checkSize(bytes);
    const root = openHdf5(bytes);
    const [text] = root.texts('model_config') ?? [];
    if (text === undefined)
      throw new Fault(
        '',
        'an HDF5 file without model_config: Keras keeps the model there with model.save, weights alone with save_weights; open those together with the JSON of model.to_json()',
      );
    const [version = '2'] = root.texts('keras_version') ?? root.get('model_weights')?.texts('keras_version') ?? [];
    const weights = h5Weights(root.get('model_weights') ?? root);
    return graphOfKerasConfig(jsonOf(text, 'model_config'), weights, { ...options, dialect: dialectOf(version) });
  });

/** A model that `model.save('x.keras')` kept: a zip archive of its config and of an HDF5 file of weights. Never throws. */
export const readKerasArchive = (bytes: Uint8Array, options: ReadOptions = {}): GraphResult =>
  attempt(() => {
    checkSize(bytes);
    const wanted = (name: string): boolean => [CONFIG, WEIGHTS, METADATA].includes(name);
    const files = unzip(bytes, { maxBytes: MAX_GRAPH_FILE, wanted });
    const [config, weights, metadata] = [CONFIG, WEIGHTS, METADATA].map((name) => files.get(name));
    if (!config || !weights) throw new Fault('', `no .keras file: ${config ? WEIGHTS : CONFIG} is missing`);
    const model = jsonOf(new TextDecoder().decode(config), CONFIG);
    const about = metadata ? jsonOf(new TextDecoder().decode(metadata), METADATA) : {};
    const version = typeof about.keras_version === 'string' ? about.keras_version : '3';
    const weightOf = archiveWeights(openHdf5(weights), model);
    return graphOfKerasConfig(model, weightOf, { ...options, dialect: dialectOf(version) });
  });

/**
 * A model whose config (`model.to_json()`) and weights (`model.save_weights`, Keras 2 or 3, in one file or in shards) are files of their
 * own. Never throws.
 */
export const readKerasParts = (
  model: JsonObject,
  parts: readonly Uint8Array[],
  options: ReadOptions = {},
): GraphResult =>
  attempt(() => {
    for (const part of parts) checkSize(part);
    const roots = parts.map((part) => openHdf5(part));
    const own = roots.map((root) => (root.get('layers') ? archiveWeights(root, model) : h5Weights(root)));
    const weightOf: WeightOf = (place) => {
      for (const weights of own) {
        const found = weights(place);
        if (found) return found;
      }
      return undefined;
    };
    const version = typeof model.keras_version === 'string' ? model.keras_version : model.module ? '3' : '2';
    return graphOfKerasConfig(model, weightOf, { ...options, dialect: dialectOf(version) });
  });

const dialectOf = (version: string): Dialect => (version.startsWith('3') ? 'keras3' : 'keras2');

function checkSize({ length }: Uint8Array): void {
  if (length > MAX_GRAPH_FILE) throw new Fault('', `the file has ${length} bytes; at most ${MAX_GRAPH_FILE} are read`);
}

function jsonOf(text: string, where: string): JsonObject {
  try {
    return objectAt(JSON.parse(text), where);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(where, `not valid JSON: ${(error as Error).message}`);
  }
}

function attempt(read: () => GraphResult): GraphResult {
  try {
    return read();
  } catch (error) {
    return graphResult(() => {
      throw error;
    });
  }
}
