import type { Hdf5Object } from '../hdf5/file';
import type { WeightOf, WeightPlace } from '../kerasConfig';

/** `weight_names` may be told in parts, since an attribute may not be large. */
const MAX_PARTS = 10_000;

/**
 * Weights of an .h5 file. Each layer of the model has a group, whose `weight_names` are paths in it, those of layers within it,
 * too: `dense/kernel:0`, `inner/dense_1/bias`. A name that Keras does not use there is found by its place.
 */
export function h5Weights(weights: Hdf5Object): WeightOf {
  const known = new Map<string, { group: Hdf5Object; names: readonly string[] } | null>();
  const layerOf = (name: string) => {
    if (!known.has(name)) {
      const group = weights.get(name);
      known.set(name, group && { group, names: namesOf(group) });
    }
    return known.get(name) ?? null;
  };
  return (place) => {
    const layer = layerOf(place.path[0] as string);
    if (!layer) return undefined;
    const name = nameOf(layer.names, place);
    const dataset = name === undefined ? null : layer.group.get(name);
    return dataset?.isDataset ? dataset.tensor() : undefined;
  };
}

function namesOf(group: Hdf5Object): readonly string[] {
  const whole = group.texts('weight_names');
  if (whole) return whole;
  const names: string[] = [];
  for (let part = 0; part < MAX_PARTS; part++) {
    const more = group.texts(`weight_names${part}`);
    if (!more) break;
    names.push(...more);
  }
  return names;
}

function nameOf(names: readonly string[], { path, weight, index }: WeightPlace): string | undefined {
  const parts = (name: string): string[] => name.replace(/:\d+$/, '').split('/');
  const alike = names.filter((name) => parts(name).at(-1) === weight);
  // Within a model the layer's own name tells which.
  const own = path.length > 1 ? alike.filter((name) => parts(name).includes(path.at(-1) as string)) : alike;
  const [first] = own.length > 0 ? own : alike;
  if (own.length === 1 || alike.length === 1) return first;
  return path.length === 1 && alike.length === 0 ? names[index] : undefined;
}
