/** Networks that are no scene's, and weights. */
import * as v from 'valibot';
import { parameterCount } from '../../core/network/flatWeights';
import { MAX_FILE, MAX_LAYERS, MAX_PARAMETERS } from '../limits';
import type { CustomNetwork, OwnNetwork } from '../types';
import { count, finite, float32, isFloat32, name, numbers, size } from './primitives';

export const ACTIVATION_NAMES = [
  'identity',
  'relu',
  'leakyRelu',
  'abs',
  'hardTanh',
  'relu6',
  'gelu',
  'swish',
  'softplus',
  'sigmoid',
  'tanh',
] as const;

/** A layer: its size, its activation, and the slope that this takes. */
export const layerOf = <Size extends v.GenericSchema<unknown, number>>(size: Size) =>
  v.pipe(
    v.object({
      size,
      activation: v.picklist(
        ACTIVATION_NAMES,
        ({ received }) => `is ${received.slice(0, 40)}; ${ACTIVATION_NAMES.join(', ')} are supported`,
      ),
      alpha: v.exactOptional(finite),
      eta: v.exactOptional(v.pipe(finite, v.gtValue(0, 'is not above 0'))),
    }),
    v.check(
      ({ activation, alpha }) => alpha === undefined || activation === 'leakyRelu',
      'has an alpha, but is no leakyRelu',
    ),
    v.check(
      ({ activation, eta }) => eta === undefined || activation === 'swish' || activation === 'softplus',
      'has an eta, but is no swish or softplus',
    ),
  );

const precision = v.picklist(['float32', 'float64'], 'is neither float32 nor float64');

const customNetwork = v.pipe(
  v.object({
    name,
    precision,
    inputSize: size('inputs'),
    layers: v.pipe(
      v.array(layerOf(size('units')), 'is not a list of layers'),
      v.minLength(1, 'is empty'),
      v.maxLength(MAX_LAYERS, `has more than ${MAX_LAYERS} layers`),
    ),
    codeOutput: v.exactOptional(v.picklist(['sigmoid', 'tanh', 'softmax'], 'is neither sigmoid, tanh nor softmax')),
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

/** The graph itself is read where the state is put in force: its code is loaded then. */
const graphNetwork = v.object({
  name,
  precision,
  graph: v.pipe(v.string('is no text'), v.maxLength(MAX_FILE, `has more than ${MAX_FILE} characters`)),
});

const ownNetwork: v.GenericSchema<unknown, OwnNetwork> = v.lazy((value) =>
  typeof value === 'object' && value !== null && 'graph' in value ? graphNetwork : customNetwork,
);

export const networkEntries = {
  network: v.nullable(ownNetwork),
  weights: v.nullable(float32),
  step: count(1e12, 'steps'),
  compare: v.optional(v.nullable(v.object({ weights: v.nullable(float32), step: count(1e12, 'steps') })), null),
};
