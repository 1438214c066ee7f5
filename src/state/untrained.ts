/** The network in force before any training: the yardstick beside what is measured of it. */
import { type DrawSpec, drawnParameters, trainedNetwork } from '../core/graph/parameters';
import { flatWeights, withWeights } from '../core/network/flatWeights';
import { initialiseNetwork } from '../core/network/initialise';
import { denseLayers, type Network } from '../core/network/network';
import type { Recipe } from './editorTypes';
import { fits, seededNetwork, sizesFor } from './seeded';
import type { DataSet } from './types';

/**
 * Where its weights come from: `first`, what the training on this page began with; `recipe`, what the training began with that
 * made the weights the network was opened with; `drawn`, of nobody's training: the same layers drawn by a seed.
 */
export type UntrainedOrigin = 'first' | 'recipe' | 'drawn';

export interface Untrained {
  readonly network: Network;
  readonly origin: UntrainedOrigin;
  /** Of the weights; null where they come from no seed. */
  readonly seed: number | null;
}

const DRAWN_SEED = 1;
const DRAWN_BIAS = 0.4;

/** How the untrained network of `base` is drawn where its weights are those of a graph and nobody knows its first ones; else null. */
export const untrainedDraw = (base: Network, { origin }: Recipe): DrawSpec | null =>
  origin !== 'seed' && base.graph && !denseLayers(base) ? { seed: DRAWN_SEED, bias: DRAWN_BIAS } : null;

/**
 * The untrained network of `base`, the network in force with the weights that it was opened with. What came with weights from
 * elsewhere is drawn anew by He, biases uniform in ±0.4, with the same layers; of a graph as its training begins (`drawnParameters`).
 */
export function untrainedNetwork(base: Network, recipe: Recipe, data: DataSet | null): Untrained {
  const { origin, seed } = recipe;
  if (origin === 'seed') return { network: base, origin: 'first', seed };
  const draw = untrainedDraw(base, recipe);
  if (base.graph && draw)
    return { network: trainedNetwork(base, drawnParameters(base.graph, draw)), origin: 'drawn', seed: draw.seed };
  if (origin === 'trained' && data && fits(base, data))
    return { network: seededNetwork(recipe, sizesFor(data), `${base.name}, untrained`), origin: 'recipe', seed };
  const drawn = initialiseNetwork({
    name: base.name,
    widths: [base.inputSize, ...base.layers.map(({ outputSize }) => outputSize)],
    activation: { name: 'relu' },
    scheme: 'he',
    bias: DRAWN_BIAS,
    seed: DRAWN_SEED,
  });
  // No weight depends on the activations: those are the network's own.
  return { network: withWeights(base, flatWeights(drawn)), origin: 'drawn', seed: DRAWN_SEED };
}
