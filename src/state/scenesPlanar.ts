/** The scenes with one or two inputs, as data: what is learnt, by which network, from which weights. */
import type { DataSet } from '../core/data/dataSet';
import { type GeneratedSet, generateData } from '../core/data/generate';
import { cubicSurface } from '../core/data/planar';
import { tentData } from '../core/data/tentMap';
import type { Network } from '../core/network';
import { tentNetwork } from '../core/network/initialise';
import { square } from '../core/slice/slice';
import type { DataSpec } from './dataTypes';
import type { HiddenLayer, SeededNetwork } from './editorTypes';
import { seededNetwork, sizesFor } from './seeded';
import type { LensState, TrainingSpec } from './types';

/** A network from a seed, with a name of its own. */
export interface NamedRecipe {
  readonly name: string;
  readonly recipe: SeededNetwork;
}

/** A scene that needs no file. */
export interface PlanarScene {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to notice. */
  readonly notice: string;
  readonly data: () => DataSet;
  /** The same as a link would say it, where it can. */
  readonly made?: DataSpec;
  /** The untrained network as a recipe, or one that is built exactly. */
  readonly network: NamedRecipe | (() => Network);
  /** Its weights are shipped (`scenesWeights.ts`), trained from those of `network`. */
  readonly shipped: boolean;
  readonly training: TrainingSpec;
  readonly view: Pick<LensState, 'domain' | 'point' | 'viewport' | 'colour' | 'decision'>;
}

/** Hidden layers of these widths, all of one activation. */
function drawn(
  name: string,
  widths: readonly number[],
  { seed, bias = 0.4, ...layer }: { seed: number; bias?: number } & Partial<HiddenLayer>,
): NamedRecipe {
  const layers = widths.map((size): HiddenLayer => ({ activation: 'relu', ...layer, size }));
  return { name, recipe: { layers, scheme: 'he', bias, seed } };
}

/** The network that a scene's shipped weights were trained from, or else opens with. */
export function firstNetwork({ network, data }: Pick<PlanarScene, 'network' | 'data'>): Network {
  if (typeof network === 'function') return network();
  const set = data();
  return seededNetwork(network.recipe, sizesFor(set), network.name);
}

const adam = (learningRate: number, batchSize: number): TrainingSpec => ({
  optimizer: 'adam',
  learningRate,
  batchSize,
  l2: 0,
});

const generated = (
  set: GeneratedSet,
  count: number,
  noise: number,
  seed: number,
): Pick<PlanarScene, 'data' | 'made'> => ({
  data: () => generateData(set, { count, noise, seed }),
  made: { kind: 'generated', set, count, noise, seed },
});

/** A square domain a little larger than the data. */
const plane = (point: readonly [number, number], colour: LensState['colour'] = 'output'): PlanarScene['view'] => ({
  domain: square(1.1),
  point,
  viewport: { centre: [0, 0], span: 2.3 },
  colour,
  decision: colour === 'class',
});

/** The interval [0, 1]. */
const unitInterval = (point: number): PlanarScene['view'] => ({
  domain: [
    [0, 0],
    [1, 0],
  ],
  point: [point, 0],
  viewport: { centre: [0.5, 0.5], span: 1.2 },
  colour: 'code',
  decision: false,
});

export const planarScenes: readonly PlanarScene[] = [
  {
    id: 'spirals',
    title: 'Two spirals',
    notice: 'The trained network spends its polytopes along the two spirals: small ones there, large ones elsewhere.',
    ...generated('spirals', 500, 0.012, 3),
    network: drawn('two spirals', [24, 24, 24], { seed: 4, bias: 0.3 }),
    shipped: true,
    training: adam(0.002, 100),
    view: plane([0.31, -0.18]),
  },
  {
    id: 'moons',
    title: 'Two moons',
    notice: 'Press play: boundaries gather in the gap between the moons, where the output has to turn.',
    ...generated('moons', 400, 0.05, 5),
    network: drawn('two moons', [16, 16], { seed: 21 }),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.1, 0.25]),
  },
  {
    id: 'circles',
    title: 'Circles',
    notice: 'Press play: straight boundaries of layer 1 close in on the disc like the sides of a polygon.',
    ...generated('circles', 400, 0.03, 6),
    network: drawn('circles', [16, 16], { seed: 22 }),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.35, 0.42]),
  },
  {
    id: 'blobs',
    title: 'Four blobs',
    notice: 'Four outputs, leaky units: the winning class changes along straight pieces that bend at every boundary.',
    ...generated('blobs', 400, 0.13, 7),
    network: drawn('four blobs', [12, 12], { seed: 23, activation: 'leakyRelu', alpha: 0.1 }),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.12, 0.08], 'class'),
  },
  {
    id: 'xor',
    title: 'XOR',
    notice: 'No straight line parts the classes: the boundaries of layer 2 bend where they cross those of layer 1.',
    ...generated('xor', 400, 0.02, 8),
    network: drawn('XOR', [16, 16], { seed: 24 }),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.22, 0.31]),
  },
  {
    id: 'regression',
    title: 'x + y³',
    notice: 'Each unit of hard tanh has three pieces and draws two parallel lines in layer 1.',
    data: () => cubicSurface({ count: 500, seed: 9, noise: 0.02 }),
    made: {
      kind: 'formula',
      formula: 'x + y*y*y',
      inputSize: 2,
      task: 'regression',
      count: 500,
      noise: 0.02,
      seed: 9,
    },
    network: drawn('x + y³', [16, 16], { seed: 25, bias: 1, activation: 'hardTanh' }),
    shipped: false,
    training: adam(0.005, 64),
    view: plane([-0.4, 0.5]),
  },
  {
    id: 'tent',
    title: 'Tent map',
    notice: 'Five layers of two units each fold the line once: 32 pieces from ten units, the most that they can make.',
    data: () => tentData({ count: 256, seed: 10, depth: 5 }),
    network: () => tentNetwork(5),
    shipped: false,
    training: adam(0.001, 64),
    view: unitInterval(0.3),
  },
  {
    id: 'fold',
    title: 'Tent map, learnt',
    notice:
      'The same kind of target for 48 units with random weights: training slowly moves their kinks to where it folds.',
    data: () => tentData({ count: 256, seed: 12, depth: 3 }),
    network: drawn('tent map, learnt', [24, 24], { seed: 26, bias: 0.6 }),
    shipped: false,
    training: adam(0.01, 64),
    view: unitInterval(0.3),
  },
];
