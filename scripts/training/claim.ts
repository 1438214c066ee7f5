/**
 * The experiment behind the claim that training thickens boundaries between classes: small networks on planar sets, trained
 * and untrained, measured by the same pairs.
 */
import type { DataSet } from '../../src/core/data/dataSet';
import { outputsFor } from '../../src/core/data/dataSet';
import { type GeneratedSet, generateData } from '../../src/core/data/generate';
import { initialiseNetwork } from '../../src/core/network/initialise';
import type { Network } from '../../src/core/network/network';
import { type LayerContrast, startClassDensity } from '../../src/core/path';
import { roundedNetwork, trainingNetwork } from './gradient';
import { accuracy, type Recipe, train } from './trainer';

export interface ClaimRecipe extends Omit<Recipe, 'seed'> {
  /** Widths of the hidden layers. */
  readonly hidden: readonly number[];
  /** Biases of hidden layers are uniform in [−bias, bias] at first; weights are He's. */
  readonly bias: number;
  /** Points of a set. */
  readonly count: number;
  /** Standard deviation of the normal noise of each set. */
  readonly noise: Readonly<Partial<Record<GeneratedSet, number>>>;
  /** Pairs of points, half of them within a class. */
  readonly pairs: number;
}

/**
 * 2-16-16-16-k networks on 400 points, biases uniform in ±1 at first, Adam for 200 epochs of eight batches. It is first biases
 * that size, and a training that goes far beyond the last wrong answer, which the claim needs (docs/boundaries.md).
 */
export const CLAIM: ClaimRecipe = {
  hidden: [16, 16, 16],
  bias: 1,
  count: 400,
  noise: { blobs: 0.13, moons: 0.05, spirals: 0.02 },
  epochs: 200,
  batchSize: 50,
  learningRate: 0.03,
  finalRate: 2e-4,
  pairs: 1000,
};

export interface ClaimResult {
  readonly set: GeneratedSet;
  /** Of data, first weights, order of the batches, and pairs. */
  readonly seed: number;
  /** Training steps. */
  readonly steps: number;
  readonly loss: number;
  /** Share of right answers on the points it was trained on. */
  readonly accuracy: number;
  /** By the layer in which lengths are taken; 0: the inputs. */
  readonly trained: readonly LayerContrast[];
  readonly untrained: readonly LayerContrast[];
}

function contrasts(network: Network, data: DataSet, pairs: number, seed: number, layers: readonly number[]) {
  const run = startClassDensity(network, { ...data, labels: data.targets }, { pairs, seed, layers });
  run.advance(pairs);
  return run.summary().layers;
}

/** Trains one network from its seed and measures it before and after. The same bits on every machine. */
export function claimFor(set: GeneratedSet, seed: number, recipe: ClaimRecipe, layers = [0, 1, 2]): ClaimResult {
  const { count, noise, hidden, bias, pairs } = recipe;
  const data = generateData(set, { count, noise: noise[set] ?? 0, seed });
  const untrained = initialiseNetwork({
    name: `${set} ${seed}`,
    widths: [data.inputSize, ...hidden, outputsFor(data.task, data.classNames.length)],
    activation: { name: 'relu' },
    scheme: 'he',
    bias,
    seed,
  });
  const training = trainingNetwork(untrained);
  let loss = Number.NaN;
  train(training, data, { ...recipe, seed }, (_epoch, mean) => {
    loss = mean;
  });
  const trained = roundedNetwork(training);
  return {
    set,
    seed,
    steps: recipe.epochs * Math.ceil(count / recipe.batchSize),
    loss,
    accuracy: accuracy(training, data),
    trained: contrasts(trained, data, pairs, seed, layers),
    untrained: contrasts(untrained, data, pairs, seed, layers),
  };
}

/** Between / within of a result; NaN where it was not measured. */
export const ratioOf = (contrast: LayerContrast | undefined, measure: 'crossings' | 'hamming'): number =>
  contrast?.[measure]?.ratio.mean ?? Number.NaN;
