import type { JsonObject } from '../checks';
import type { Hdf5Object } from '../hdf5/file';
import type { WeightOf } from '../kerasConfig';

/**
 * Weights of a .keras archive. Layers lie under the names of their classes, numbered in the order of the model
 * (`layers/conv2d_1/vars/0`), models within it the same way again, and a wrapper's layer is its `layer`. Weights are numbered.
 */
export function archiveWeights(root: Hdf5Object, model: JsonObject): WeightOf {
  return ({ path, index }) => {
    const dataset = root.get(`${placeOf(model, path)}vars/${index}`);
    return dataset?.isDataset ? dataset.tensor() : undefined;
  };
}

/** The group of a layer, with a slash behind it; '' where the config has no such layer. */
function placeOf(model: JsonObject, [name, ...inner]: readonly string[]): string {
  if (name === undefined) return '';
  const config = asObject(model.config);
  if (!Array.isArray(config.layers)) return `layer/${placeOf(asObject(config.layer), inner)}`;
  const seen = new Map<string, number>();
  for (const layer of config.layers.map(asObject)) {
    const key = snakeCase(typeof layer.class_name === 'string' ? layer.class_name : '');
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    if (nameOf(layer) !== name) continue;
    return `layers/${number === 0 ? key : `${key}_${number}`}/${placeOf(layer, inner)}`;
  }
  return '';
}

/** A layer's name, as its config has it. */
const nameOf = (layer: JsonObject): unknown => asObject(layer.config).name ?? layer.name;

const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** As Keras writes class names: `Conv2D` is `conv2d`, `BatchNormalization` `batch_normalization`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
