import { type DataSet, inputOf } from '../../src/core/data/dataSet';
import { createRandom, shuffle } from '../../src/core/math/random';
import { addGradient, outputFor, type TrainingNetwork } from './gradient';

export interface Recipe {
  readonly epochs: number;
  readonly batchSize: number;
  /** At the start; falls in a straight line to `finalRate` in the last step. */
  readonly learningRate: number;
  readonly finalRate: number;
  readonly seed: number;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Adam (Kingma & Ba) on every layer's values, with the gradient summed over `samples` samples, which is then cleared. */
function adamStep(
  network: TrainingNetwork,
  moments: readonly Float64Array[],
  rate: number,
  t: number,
  samples: number,
) {
  const correction = Math.sqrt(1 - power(BETA2, t)) / (1 - power(BETA1, t));
  network.layers.forEach(({ values, gradient }, l) => {
    const first = moments[2 * l] as Float64Array;
    const second = moments[2 * l + 1] as Float64Array;
    for (let i = 0; i < values.length; i++) {
      const g = (gradient[i] as number) / samples;
      const m = BETA1 * (first[i] as number) + (1 - BETA1) * g;
      const v = BETA2 * (second[i] as number) + (1 - BETA2) * g * g;
      first[i] = m;
      second[i] = v;
      values[i] = (values[i] as number) - (rate * correction * m) / (Math.sqrt(v) + EPSILON);
    }
    gradient.fill(0);
  });
}

/** base^n by repeated squaring: the same bits everywhere, unlike Math.pow. */
function power(base: number, n: number): number {
  let result = 1;
  for (let factor = base, rest = n; rest > 0; rest = Math.floor(rest / 2), factor *= factor)
    if (rest % 2 === 1) result *= factor;
  return result;
}

/**
 * Trains in place, deterministically, and reports the mean loss of every epoch. An epoch visits every sample once, in a
 * shuffled order.
 */
export function train(
  network: TrainingNetwork,
  data: DataSet,
  recipe: Recipe,
  onEpoch?: (epoch: number, loss: number) => void,
): void {
  const random = createRandom(recipe.seed);
  const order = Uint32Array.from({ length: data.count }, (_, i) => i);
  const moments = network.layers.flatMap(({ values }) => [
    new Float64Array(values.length),
    new Float64Array(values.length),
  ]);
  const batches = Math.ceil(data.count / recipe.batchSize);
  const steps = recipe.epochs * batches;
  for (let epoch = 0, t = 1; epoch < recipe.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (let b = 0; b < batches; b++, t++) {
      const batch = order.subarray(b * recipe.batchSize, (b + 1) * recipe.batchSize);
      for (const index of batch)
        loss += addGradient(network, inputOf(data, index), data.task, data.targets[index] as number);
      const rate = recipe.learningRate + ((recipe.finalRate - recipe.learningRate) * (t - 1)) / Math.max(1, steps - 1);
      adamStep(network, moments, rate, t, batch.length);
    }
    onEpoch?.(epoch + 1, loss / data.count);
  }
}

/** Share of right answers: arg-max, or the sign of a single output. */
export function accuracy(network: TrainingNetwork, data: DataSet): number {
  let right = 0;
  for (let i = 0; i < data.count; i++) {
    const output = outputFor(network, inputOf(data, i));
    let best = 0;
    if (data.task === 'binary') best = (output[0] as number) > 0 ? 1 : 0;
    else for (let j = 1; j < output.length; j++) if ((output[j] as number) > (output[best] as number)) best = j;
    if (best === data.targets[i]) right++;
  }
  return right / data.count;
}
