/** Networks that are drawn from a seed. */
import * as v from 'valibot';
import { parameterCount } from '../../core/network/flatWeights';
import type { SeededNetwork } from '../editorTypes';
import { MAX_BIAS, MAX_HIDDEN_LAYERS, MAX_HIDDEN_WIDTH, MAX_PARAMETERS, MAX_SEED } from '../limits';
import { layerOf } from './network';
import { count, finite } from './primitives';

export const seed = count(MAX_SEED, 'as a seed');

const hiddenLayer = layerOf(v.pipe(count(MAX_HIDDEN_WIDTH, 'units'), v.minValue(1, 'is not positive')));

const seeded = v.pipe(
  v.object({
    layers: v.pipe(
      v.array(hiddenLayer, 'is not a list of layers'),
      v.maxLength(MAX_HIDDEN_LAYERS, `has more than ${MAX_HIDDEN_LAYERS} layers`),
    ),
    scheme: v.picklist(['he', 'glorot'], 'is neither he nor glorot'),
    bias: v.pipe(finite, v.minValue(0, 'is negative'), v.maxValue(MAX_BIAS, `is larger than ${MAX_BIAS}`)),
    seed,
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? seededFault(dataset.value) : null;
    if (message) addIssue({ message });
  }),
);

/** The weights between hidden layers; those from the inputs and to the outputs are known with the data. */
function seededFault({ layers: [first, ...layers] }: SeededNetwork): string | null {
  const needed = first ? parameterCount({ inputSize: first.size, layers }) : 0;
  return needed > MAX_PARAMETERS ? `has ${needed} weights, more than this page takes (${MAX_PARAMETERS})` : null;
}

/** Joined after the first links: without it the network is the scene's or an imported one. */
export const seededEntries = { seeded: v.optional(v.nullable(seeded), null) };
