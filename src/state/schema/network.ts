/** Networks that are no scene's, and weights. */
import * as v from 'valibot';
import { parameterCount } from '../../core/network/flatWeights';
import { MAX_LAYERS, MAX_PARAMETERS } from '../limits';
import type { CustomNetwork } from '../types';
import { count, finite, float32, isFloat32, name, numbers, size } from './primitives';

export const activation = v.picklist(
  ['identity', 'relu', 'leakyRelu', 'abs', 'hardTanh', 'relu6'],
  ({ received }) => `is ${received.slice(0, 40)}; identity, relu, leakyRelu, abs, hardTanh and relu6 are supported`,
);

export const layer = v.pipe(
  v.object({ size: size('units'), activation, alpha: v.exactOptional(finite) }),
  v.check(
    ({ activation, alpha }) => alpha === undefined || activation === 'leakyRelu',
    'has an alpha, but is no leakyRelu',
  ),
);

export const customNetwork = v.pipe(
  v.object({
    name,
    precision: v.picklist(['float32', 'float64'], 'is neither float32 nor float64'),
    inputSize: size('inputs'),
    layers: v.pipe(
      v.array(layer, 'is not a list of layers'),
      v.minLength(1, 'is empty'),
      v.maxLength(MAX_LAYERS, `has more than ${MAX_LAYERS} layers`),
    ),
    weights: numbers,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? customFault(dataset.value) : null;
    if (message) addIssue({ message });
  }),
);

function customFault(custom: CustomNetwork): string | null {
  const needed = parameterCount(custom);
  if (needed > MAX_PARAMETERS) return `has ${needed} weights, more than this page takes (${MAX_PARAMETERS})`;
  if (custom.weights.length !== needed) return `has ${custom.weights.length} weights, its layers need ${needed}`;
  return custom.precision === 'float32' && !isFloat32(custom.weights) ? 'has weights that are not float32' : null;
}

export const networkEntries = {
  network: v.nullable(customNetwork),
  weights: v.nullable(float32),
  step: count(1e12, 'steps'),
  compare: v.optional(v.nullable(v.object({ weights: v.nullable(float32), step: count(1e12, 'steps') })), null),
};
