import { f64 } from '../../../src/core/math/typed';
import { addScaled } from '../../../src/core/math/vectors';
import { parameter, placesOf, room, rounded, type TrainingNode } from './node';

const EPSILON = 1e-5;
/** Share of the running statistics that a batch replaces. */
const PACE = 0.02;

interface Statistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

const noStatistics = (channels: number): Statistics => ({
  mean: new Float64Array(channels),
  variance: new Float64Array(channels).fill(1),
});

/** Mean and variance (by the count) of each channel over `rows` rows. */
function measure(values: Float64Array, rows: number, { mean, variance }: Statistics): void {
  const channels = mean.length;
  mean.fill(0);
  variance.fill(0);
  for (let i = 0, at = 0; i < rows; i++)
    for (let c = 0; c < channels; c++, at++) mean[c] = f64(mean, c) + f64(values, at);
  for (let c = 0; c < channels; c++) mean[c] = f64(mean, c) / rows;
  for (let i = 0, at = 0; i < rows; i++)
    for (let c = 0; c < channels; c++, at++) {
      const off = f64(values, at) - f64(mean, c);
      variance[c] = f64(variance, c) + off * off;
    }
  for (let c = 0; c < channels; c++) variance[c] = f64(variance, c) / rows;
}

function follow(running: Statistics, batch: Statistics): void {
  for (let c = 0; c < batch.mean.length; c++) {
    running.mean[c] = (1 - PACE) * f64(running.mean, c) + PACE * f64(batch.mean, c);
    running.variance[c] = (1 - PACE) * f64(running.variance, c) + PACE * f64(batch.variance, c);
  }
}

/** The scaled and shifted values; `statistics` are the batch's or the running ones. */
function normalise(
  from: Float64Array,
  rows: number,
  to: Float64Array,
  statistics: Statistics,
  gamma: Float64Array,
  beta: Float64Array,
) {
  const { mean, variance } = statistics;
  const channels = mean.length;
  const factors = gamma.map((g, c) => g / Math.sqrt(f64(variance, c) + EPSILON));
  const offsets = beta.map((b, c) => b - f64(factors, c) * f64(mean, c));
  for (let i = 0, at = 0; i < rows; i++)
    for (let c = 0; c < channels; c++, at++) to[at] = f64(factors, c) * f64(from, at) + f64(offsets, c);
}

/** Sums over the rows of delta and of delta · x̂, for each channel. */
function sums(from: Float64Array, delta: Float64Array, rows: number, { mean, variance }: Statistics) {
  const channels = mean.length;
  const plain = new Float64Array(channels);
  const weighted = new Float64Array(channels);
  for (let i = 0, at = 0; i < rows; i++)
    for (let c = 0; c < channels; c++, at++) {
      plain[c] = f64(plain, c) + f64(delta, at);
      weighted[c] = f64(weighted, c) + f64(delta, at) * (f64(from, at) - f64(mean, c));
    }
  for (let c = 0; c < channels; c++) weighted[c] = f64(weighted, c) / Math.sqrt(f64(variance, c) + EPSILON);
  return { plain, weighted };
}

interface Passage extends ReturnType<typeof sums> {
  readonly from: TrainingNode;
  readonly delta: Float64Array;
  readonly rows: number;
  readonly statistics: Statistics;
  readonly gamma: Float64Array;
}

/** Adds γ/σ (δ − Σδ/n − x̂ Σδx̂/n), which is affine in δ and x, to the node below. */
function addDelta({ from, delta, rows, statistics: { mean, variance }, gamma, plain, weighted }: Passage): void {
  const channels = gamma.length;
  const byDelta = gamma.map((g, c) => g / Math.sqrt(f64(variance, c) + EPSILON));
  const byValue = byDelta.map((d, c) => (-d * f64(weighted, c)) / (rows * Math.sqrt(f64(variance, c) + EPSILON)));
  const constant = byDelta.map((d, c) => (-d * f64(plain, c)) / rows - f64(byValue, c) * f64(mean, c));
  const [source, below] = [from.values, from.delta];
  for (let i = 0, at = 0; i < rows; i++)
    for (let c = 0; c < channels; c++, at++)
      below[at] =
        f64(below, at) + f64(byDelta, c) * f64(delta, at) + f64(byValue, c) * f64(source, at) + f64(constant, c);
}

/**
 * Batch norm over the channels. Learning: by the batch's statistics, else by running ones. Source of the gradient: Ioffe &
 * Szegedy, "Batch Normalization".
 */
export function batchNorm(name: string, from: TrainingNode, batch: number): TrainingNode {
  const { height, width, channels } = from;
  const extent = { height, width, channels };
  const { values, delta } = room(extent, batch);
  const gamma = parameter(new Float64Array(channels).fill(1));
  const beta = parameter(new Float64Array(channels));
  const running = noStatistics(channels);
  const current = noStatistics(channels);
  const places = placesOf(extent);
  return {
    ...extent,
    name,
    values,
    delta,
    parameters: [gamma, beta],
    differentiable: true,
    forward: (count, learn) => {
      const rows = count * places;
      if (learn) {
        measure(from.values, rows, current);
        follow(running, current);
      }
      normalise(from.values, rows, values, learn ? current : running, gamma.values, beta.values);
    },
    backward: (count) => {
      const rows = count * places;
      const { plain, weighted } = sums(from.values, delta, rows, current);
      addScaled(beta.gradient, 1, plain);
      addScaled(gamma.gradient, 1, weighted);
      addDelta({ from, delta, rows, statistics: current, gamma: gamma.values, plain, weighted });
    },
    toGraph: () => [
      {
        name,
        op: 'batchNorm',
        inputs: [from.name],
        axis: 2,
        gamma: rounded(gamma.values),
        beta: rounded(beta.values),
        mean: rounded(running.mean),
        variance: rounded(running.variance),
        epsilon: EPSILON,
      },
    ],
  };
}
