/** The scenes with one or two inputs, as data: what is learnt, by which network, from which weights. */
import type { DataSet } from '../core/data/dataSet';
import { blobs, circles, cubicSurface, moons, spirals, xor } from '../core/data/planar';
import { tentData } from '../core/data/tentMap';
import type { Network } from '../core/network';
import { type InitialiseSpec, initialiseNetwork, tentNetwork } from '../core/network/initialise';
import { square } from '../core/slice/slice';
import type { LensState, TrainingSpec } from './types';

/** A scene that needs no file. */
export interface PlanarScene {
  readonly id: string;
  readonly title: string;
  /** One sentence: what to notice. */
  readonly notice: string;
  readonly data: () => DataSet;
  /** The untrained network, or the one that is built exactly. */
  readonly network: () => Network;
  /** Its weights are shipped (`scenesWeights.ts`), trained from those of `network`. */
  readonly shipped: boolean;
  readonly training: TrainingSpec;
  readonly view: Pick<LensState, 'domain' | 'point' | 'viewport' | 'colour' | 'decision'>;
}

const relu = (name: string, widths: readonly number[], seed: number, bias = 0.4): Network =>
  initialise({ name, widths, seed, bias });

const initialise = (
  spec: Pick<InitialiseSpec, 'name' | 'widths' | 'seed' | 'bias'> & Partial<InitialiseSpec>,
): Network => initialiseNetwork({ activation: { name: 'relu' }, scheme: 'he', ...spec });

const adam = (learningRate: number, batchSize: number): TrainingSpec => ({
  optimizer: 'adam',
  learningRate,
  batchSize,
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
    data: () => spirals({ count: 500, seed: 3, noise: 0.012 }, 1.5),
    network: () => relu('two spirals', [2, 24, 24, 24, 1], 4, 0.3),
    shipped: true,
    training: adam(0.002, 100),
    view: plane([0.31, -0.18]),
  },
  {
    id: 'moons',
    title: 'Two moons',
    notice: 'Press play: boundaries gather in the gap between the moons, where the output has to turn.',
    data: () => moons({ count: 400, seed: 5, noise: 0.05 }),
    network: () => relu('two moons', [2, 16, 16, 1], 21),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.1, 0.25]),
  },
  {
    id: 'circles',
    title: 'Circles',
    notice: 'Press play: straight boundaries of layer 1 close in on the disc like the sides of a polygon.',
    data: () => circles({ count: 400, seed: 6, noise: 0.03 }),
    network: () => relu('circles', [2, 16, 16, 1], 22),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.35, 0.42]),
  },
  {
    id: 'blobs',
    title: 'Four blobs',
    notice: 'Four outputs, leaky units: the winning class changes along straight pieces that bend at every boundary.',
    data: () => blobs({ count: 400, seed: 7, noise: 0.13 }, 4),
    network: () =>
      initialise({
        name: 'four blobs',
        widths: [2, 12, 12, 4],
        seed: 23,
        bias: 0.4,
        activation: { name: 'leakyRelu', alpha: 0.1 },
      }),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.12, 0.08], 'class'),
  },
  {
    id: 'xor',
    title: 'XOR',
    notice: 'No straight line parts the classes: the boundaries of layer 2 bend where they cross those of layer 1.',
    data: () => xor({ count: 400, seed: 8, noise: 0.02 }),
    network: () => relu('XOR', [2, 16, 16, 1], 24),
    shipped: false,
    training: adam(0.01, 64),
    view: plane([0.22, 0.31]),
  },
  {
    id: 'regression',
    title: 'x + y³',
    notice: 'Each unit of hard tanh has three pieces and draws two parallel lines in layer 1.',
    data: () => cubicSurface({ count: 500, seed: 9, noise: 0.02 }),
    network: () =>
      initialise({
        name: 'x + y³',
        widths: [2, 16, 16, 1],
        seed: 25,
        bias: 1,
        activation: { name: 'hardTanh' },
      }),
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
    network: () => relu('tent map, learnt', [1, 24, 24, 1], 26, 0.6),
    shipped: false,
    training: adam(0.01, 64),
    view: unitInterval(0.3),
  },
];
