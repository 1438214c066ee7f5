import type { DataSet } from '../../src/core/data/dataSet';
import { exp, log } from '../../src/core/math/elementary';
import { type DenseLayer, denseNetwork, type Network } from '../../src/core/network';
import { type PiecewiseLinear, pieceOf, piecewiseLinear } from '../../src/core/network/activation';
import { denseLayers } from '../../src/core/network/network';

/**
 * Weights of one layer with room for their gradient. Transposed to inputs × outputs, so that the loops run along the
 * outputs and skip inputs that are 0 (dark pixels, silent units).
 */
interface TrainingLayer {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly activation: PiecewiseLinear;
  readonly spec: DenseLayer['activation'];
  /** The η of a soft ReLU's gate; `learned`: e^ρ, ρ the last of the values. Null: hard. */
  readonly gate: { readonly eta: number } | 'learned' | null;
  /** inputs × outputs weights, then the bias, then ρ where it is learned. */
  readonly values: Float64Array;
  readonly gradient: Float64Array;
  /** Pre-activations, activations and ∂loss/∂z of the sample at hand. */
  readonly z: Float64Array;
  readonly h: Float64Array;
  readonly delta: Float64Array;
}

export interface TrainingNetwork {
  readonly name: string;
  readonly layers: readonly TrainingLayer[];
}

/** Swish has a gate of its own; with `learnBeta` all ReLUs are softened, each layer by a β that begins at ½. */
function gateOf({ name, eta = 1 }: DenseLayer['activation'], learnBeta: boolean): TrainingLayer['gate'] {
  if (name === 'swish') return { eta };
  if (name === 'gelu' || name === 'softplus' || name === 'sigmoid' || name === 'tanh')
    throw new RangeError(`${name} is not trained here`);
  return learnBeta && name === 'relu' ? 'learned' : null;
}

export function trainingNetwork(network: Network, learnBeta = false): TrainingNetwork {
  const dense = denseLayers(network);
  if (!dense) throw new RangeError('only chains of dense layers are trained here');
  const layers = dense.map((layer): TrainingLayer => {
    const { inputSize, outputSize } = layer;
    const gate = gateOf(layer.activation, learnBeta);
    const values = new Float64Array((inputSize + 1) * outputSize + Number(gate === 'learned'));
    for (let j = 0; j < outputSize; j++)
      for (let i = 0; i < inputSize; i++) values[i * outputSize + j] = layer.weights[j * inputSize + i] as number;
    values.set(layer.bias, inputSize * outputSize);
    const [z, h, delta] = [0, 1, 2].map(() => new Float64Array(outputSize)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const activation = piecewiseLinear(layer.activation);
    const gradient = new Float64Array(values.length);
    return { inputSize, outputSize, activation, spec: layer.activation, gate, values, gradient, z, h, delta };
  });
  return { name: network.name, layers };
}

/** Back to a network whose values are rounded to float32. */
export function roundedNetwork({ name, layers }: TrainingNetwork): Network {
  return denseNetwork(
    name,
    layers.map(({ inputSize, outputSize, values, spec }): DenseLayer => {
      const weights = new Float64Array(inputSize * outputSize);
      for (let j = 0; j < outputSize; j++)
        for (let i = 0; i < inputSize; i++)
          weights[j * inputSize + i] = Math.fround(values[i * outputSize + j] as number);
      const bias = values.slice(inputSize * outputSize, (inputSize + 1) * outputSize).map((b) => Math.fround(b));
      return { kind: 'dense', inputSize, outputSize, weights, bias, activation: spec };
    }),
  );
}

const etaOf = ({ gate, values }: TrainingLayer): number | null =>
  gate === 'learned' ? exp(values[values.length - 1] as number) : (gate?.eta ?? null);

/** The β of each layer that learned one; null for the others. */
export const learnedBetas = ({ layers }: TrainingNetwork): (number | null)[] =>
  layers.map((layer) => (layer.gate === 'learned' ? logistic(layer.values[layer.values.length - 1] as number) : null));

function logistic(u: number): number {
  const e = exp(-Math.abs(u));
  return u >= 0 ? 1 / (1 + e) : e / (1 + e);
}

function forwardLayer(layer: TrainingLayer, input: ArrayLike<number>): void {
  const { inputSize, outputSize, values, z, h, activation } = layer;
  z.set(values.subarray(inputSize * outputSize, (inputSize + 1) * outputSize));
  for (let i = 0; i < inputSize; i++) {
    const x = input[i] as number;
    if (x === 0) continue;
    for (let j = 0, w = i * outputSize; j < outputSize; j++, w++) z[j] = (z[j] as number) + x * (values[w] as number);
  }
  const eta = etaOf(layer);
  for (let j = 0; j < outputSize; j++) {
    if (eta !== null) {
      h[j] = (z[j] as number) * logistic(eta * (z[j] as number));
      continue;
    }
    const piece = pieceOf(activation, z[j] as number);
    h[j] = (activation.slopes[piece] as number) * (z[j] as number) + (activation.offsets[piece] as number);
  }
}

/** Output of the network for one input: a view that the next call overwrites. */
export function outputFor(network: TrainingNetwork, input: ArrayLike<number>): Float64Array {
  let h = input;
  for (const layer of network.layers) {
    forwardLayer(layer, h);
    h = layer.h;
  }
  return h as Float64Array;
}

/** Loss of an output and, into `delta`, its derivative: sigmoid or softmax cross-entropy, or the squared error. */
export function lossOf(task: DataSet['task'], output: Float64Array, target: number, delta: Float64Array): number {
  const f = output[0] as number;
  if (task === 'regression') {
    delta[0] = 2 * (f - target);
    return (f - target) * (f - target);
  }
  if (task === 'binary') {
    const e = exp(-Math.abs(f));
    delta[0] = (f >= 0 ? 1 / (1 + e) : e / (1 + e)) - target;
    return Math.max(f, 0) - f * target + log(1 + e);
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of output) largest = Math.max(largest, value);
  let sum = 0;
  for (let j = 0; j < output.length; j++) {
    delta[j] = exp((output[j] as number) - largest);
    sum += delta[j] as number;
  }
  for (let j = 0; j < output.length; j++) delta[j] = (delta[j] as number) / sum - (j === target ? 1 : 0);
  return largest + log(sum) - (output[target] as number);
}

/** dh/dz: a piece's slope, or t + ηz·t(1 − t). */
function slopeAt(layer: TrainingLayer, z: number): number {
  const eta = etaOf(layer);
  if (eta === null) return layer.activation.slopes[pieceOf(layer.activation, z)] as number;
  const t = logistic(eta * z);
  return t + eta * z * t * (1 - t);
}

/** Adds ∂loss/∂ρ = ∂loss/∂h · ηz²·t(1 − t). */
function addGateGradient(layer: TrainingLayer, z: number, byOutput: number): void {
  const { gradient } = layer;
  const eta = etaOf(layer) as number;
  const t = logistic(eta * z);
  const last = gradient.length - 1;
  gradient[last] = (gradient[last] as number) + byOutput * eta * z * z * t * (1 - t);
}

function backwardLayer(layer: TrainingLayer, input: ArrayLike<number>, below: TrainingLayer | undefined): void {
  const { inputSize, outputSize, values, gradient, delta } = layer;
  for (let i = 0; i < inputSize; i++) {
    const x = input[i] as number;
    const from = i * outputSize;
    if (x !== 0)
      for (let j = 0; j < outputSize; j++)
        gradient[from + j] = (gradient[from + j] as number) + x * (delta[j] as number);
    if (!below) continue;
    const slope = slopeAt(below, below.z[i] as number);
    let sum = 0;
    if (slope !== 0 || below.gate)
      for (let j = 0; j < outputSize; j++) sum += (values[from + j] as number) * (delta[j] as number);
    below.delta[i] = slope * sum;
    if (below.gate === 'learned') addGateGradient(below, below.z[i] as number, sum);
  }
  const from = inputSize * outputSize;
  for (let j = 0; j < outputSize; j++) gradient[from + j] = (gradient[from + j] as number) + (delta[j] as number);
}

/** Adds one sample's gradient to each layer's `gradient`; returns its loss. The read-out must be affine. */
export function addGradient(
  network: TrainingNetwork,
  input: ArrayLike<number>,
  task: DataSet['task'],
  target: number,
): number {
  const { layers } = network;
  const last = layers[layers.length - 1] as TrainingLayer;
  const loss = lossOf(task, outputFor(network, input), target, last.delta);
  for (let l = layers.length - 1; l >= 0; l--) {
    const below = layers[l - 1];
    backwardLayer(layers[l] as TrainingLayer, below ? below.h : input, below);
  }
  return loss;
}
