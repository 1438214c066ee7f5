/** tfjs layers models: Keras's configs with the weights of a manifest. */
import { Fault, type JsonObject, objectAt } from '../checks';
import type { GraphResult, ReadOptions } from '../graphResult';
import { graphOfKerasConfig, type WeightOf, type WeightPlace } from '../kerasConfig';
import type { Tensor } from '../tensors';
import type { Weight } from './weights';

/** The `{class_name, config}` of a topology; null where it holds none. Throws a `Fault` for texts that are no JSON. */
export function layersConfigOf(topology: JsonObject): JsonObject | null {
  const given = topology.model_config ?? topology.modelConfig ?? topology;
  if (typeof given !== 'string') {
    const config = objectAt(given, 'modelTopology');
    return 'class_name' in config ? config : null;
  }
  try {
    return objectAt(JSON.parse(given) as unknown, 'model_config');
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('model_config', `not valid JSON: ${(error as Error).message}`);
  }
}

/** The graph of a layers model. Never throws. */
export const readLayersModel = (
  config: JsonObject,
  weights: ReadonlyMap<string, Weight>,
  options: ReadOptions,
): GraphResult => graphOfKerasConfig(config, weightFinder(weights), { ...options, dialect: 'tfjs' });

/**
 * Weights are named after their layer (`dense/kernel`); files that were converted from Keras put the models around it before
 * that, and some the layer's own scope once more. The longest ending of the path that names one weight alone is taken.
 */
export function weightFinder(weights: ReadonlyMap<string, Weight>): WeightOf {
  const endings = new Map<string, Tensor | null>();
  for (const [name, weight] of weights) {
    if (weight.kind !== 'numbers') continue;
    const parts = name.split('/');
    for (let from = 1; from < parts.length - 1; from++) {
      const ending = parts.slice(from).join('/');
      endings.set(ending, endings.has(ending) ? null : weight.tensor);
    }
  }
  const exact = (name: string): Tensor | undefined => {
    const weight = weights.get(name);
    return weight?.kind === 'numbers' ? weight.tensor : undefined;
  };
  return ({ path, weight }: WeightPlace) => {
    for (const scope of scopesOf(path)) {
      const found = exact(`${scope}/${weight}`);
      if (found) return found;
    }
    for (const scope of scopesOf(path)) {
      const found = endings.get(`${scope}/${weight}`);
      if (found) return found;
    }
    return undefined;
  };
}

/** a/b/c → a/b/c, b/c, c, and a/b (a wrapper's own name). */
function scopesOf(path: readonly string[]): readonly string[] {
  const scopes = path.map((_, i) => path.slice(i).join('/'));
  for (let i = 0; i < path.length - 1; i++) scopes.push(path.slice(i, -1).join('/'));
  return scopes;
}
