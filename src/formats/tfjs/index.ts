/** Models of tfjs: model.json, a layers or a graph model, and its shards of weights. */
import { Fault, type JsonObject, objectAt, shown } from '../checks';
import { type GraphResult, graphResult, type ReadOptions } from '../graphResult';
import { MAX_TEXT } from '../limits';
import { type BigramText, bigramText } from './bigramText';
import { readGraphModel } from './graphModel';
import { layersConfigOf, readLayersModel } from './layersModel';
import { readWeights } from './weights';

export type { BigramText } from './bigramText';

/**
 * The graph of a tfjs model among `files` (paths or names to bytes): the one JSON file with a `modelTopology`, and the shards
 * that its `weightsManifest` names. Never throws; faults name file, node or weight. Cost: linear in the bytes.
 */
export function readTfjs(files: ReadonlyMap<string, Uint8Array>, options: ReadOptions = {}): GraphResult {
  let read: () => GraphResult;
  try {
    const model = modelOf(files);
    const topology = objectAt(model.modelTopology, 'modelTopology');
    const weights = readWeights(model.weightsManifest, files);
    const config = Array.isArray(topology.node) ? null : layersConfigOf(topology);
    if (!config && !Array.isArray(topology.node)) throw new Fault('modelTopology', 'holds neither layers nor nodes');
    read = () => (config ? readLayersModel(config, weights, options) : readGraphModel(model, weights, options));
  } catch (error) {
    return graphResult(() => {
      throw error;
    });
  }
  return read();
}

/** The text lookups of the language model among `files` (see `BigramText`); null where they hold another model or a faulty one. */
export function bigramTextOf(files: ReadonlyMap<string, Uint8Array>): BigramText | null {
  try {
    return bigramText(readWeights(modelOf(files).weightsManifest, files));
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Whether a JSON text looks like a tfjs model's. */
export const isTfjsModel = (text: string): boolean => text.includes('"modelTopology"');

function modelOf(files: ReadonlyMap<string, Uint8Array>): JsonObject {
  const found = [...files].filter(([name]) => name.toLowerCase().endsWith('.json'));
  let fault: Fault | null = null;
  for (const [name, bytes] of found) {
    try {
      const model = jsonOf(name, bytes);
      if (model && 'modelTopology' in model) return model;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      fault ??= error;
    }
  }
  if (fault) throw fault;
  const looked = found.length > 0 ? found.map(([name]) => shown(name)).join(', ') : 'no JSON file';
  throw new Fault('', `no tfjs model: "modelTopology" is missing (looked at ${looked})`);
}

function jsonOf(name: string, bytes: Uint8Array): JsonObject | null {
  if (bytes.length > MAX_TEXT) throw new Fault(name, `${bytes.length} bytes; at most ${MAX_TEXT} are read`);
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch (error) {
    throw new Fault(name, `not valid JSON: ${(error as Error).message}`);
  }
}
