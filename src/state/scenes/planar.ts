/** What the scenes with one or two inputs are made of: what is learnt, by which network, from which weights. */
import type { DataSet } from '../../core/data/dataSet';
import { type GeneratedSet, generateData } from '../../core/data/generate';
import type { Network } from '../../core/network';
import { withWeights } from '../../core/network/flatWeights';
import { square } from '../../core/slice/slice';
import type { DataSpec } from '../dataTypes';
import { EMPTY_LENS } from '../defaults';
import type { HiddenLayer, Recipe, SeededNetwork } from '../editorTypes';
import { base64Bytes, float32Values } from '../floatBytes';
import { seededNetwork, sizesFor } from '../seeded';
import { FIRST_SOFT } from '../soft';
import type { SoftSpec } from '../softTypes';
import type { LensState, TrainingSpec } from '../types';

/** A network from a seed, with a name of its own. */
export interface NamedRecipe {
  readonly name: string;
  readonly recipe: SeededNetwork;
}

/** How stored weights were trained. `learnBeta`: with one β of all ReLUs, which is stored, too. */
export interface TrainedHow {
  readonly epochs: number;
  readonly learningRate: number;
  readonly learnBeta?: true;
}

/** A scene that needs no file. */
export interface PlanarScene {
  readonly id: string;
  readonly data: () => DataSet;
  /** The same as a link would say it, where it can. */
  readonly made?: DataSpec;
  /** The untrained network as a recipe, or one that is built exactly. */
  readonly network: NamedRecipe | (() => Network);
  /** How the weights that it opens with were trained from those of `network` (`npm run train:scenes`); absent: not at all. */
  readonly trained?: TrainedHow;
  /** How soft its codes are; absent: hard. */
  readonly soft?: Pick<SoftSpec, 'beta'>;
  readonly training: TrainingSpec;
  readonly view: Pick<LensState, 'domain' | 'point' | 'viewport' | 'colour' | 'decision'>;
}

/** Hidden layers of these widths, all of one activation. */
export function drawn(
  name: string,
  widths: readonly number[],
  { seed, bias = 0.4, ...layer }: { seed: number; bias?: number } & Partial<HiddenLayer>,
): NamedRecipe {
  const layers = widths.map((size): HiddenLayer => ({ activation: 'relu', ...layer, size }));
  return { name, recipe: { layers, scheme: 'he', bias, seed } };
}

export const generated = (
  set: GeneratedSet,
  count: number,
  noise: number,
  seed: number,
): Pick<PlanarScene, 'data' | 'made'> => ({
  data: () => generateData(set, { count, noise, seed }),
  made: { kind: 'generated', set, count, noise, seed },
});

export const adam = (learningRate: number, batchSize: number): TrainingSpec => ({
  optimizer: 'adam',
  learningRate,
  batchSize,
  l2: 0,
  beta: 'off',
});

/** A square domain a little larger than the data. */
export const plane = (
  point: readonly [number, number],
  colour: LensState['colour'] = 'output',
): PlanarScene['view'] => ({
  domain: square(1.1),
  point,
  viewport: { centre: [0, 0], span: 2.3 },
  colour,
  decision: colour === 'class',
});

/** The network that a scene's trained weights came from, or else opens with. */
export function firstNetwork({ network, data }: PlanarScene, set = data()): Network {
  return typeof network === 'function' ? network() : seededNetwork(network.recipe, sizesFor(set), network.name);
}

function recipeOf({ network, trained }: PlanarScene): { readonly recipe?: Recipe } {
  if (typeof network === 'function') return {};
  return { recipe: { ...network.recipe, origin: trained ? 'trained' : 'seed' } };
}

/** All that such a scene starts with. `weights`: base64 of its trained weights, where it has some; `beta`: what was learned with them. */
export function planarParts(scene: PlanarScene, weights: string | undefined, beta?: number) {
  const data = scene.data();
  const untrained = firstNetwork(scene, data);
  const bytes = base64Bytes(weights ?? '');
  const network = scene.trained
    ? withWeights(untrained, float32Values(bytes, `weights of the scene ${scene.id}`, bytes.length >> 2))
    : untrained;
  const initial: LensState = {
    ...EMPTY_LENS,
    scene: scene.id,
    slice: { kind: 'axes', axes: [0, 1] },
    ...scene.view,
    training: scene.training,
    soft: scene.soft ? { ...FIRST_SOFT, beta: beta ?? scene.soft.beta } : null,
  };
  return { network, data, initial, ...recipeOf(scene), ...(scene.made ? { dataSpec: scene.made } : {}) };
}
