import { createRandom } from '../math/random';
import type { ActivationSpec } from './activation';
import { type DenseLayer, denseNetwork, type Network } from './network';

export interface InitialiseSpec {
  readonly name: string;
  /** Input size, widths of the hidden layers, number of outputs: at least two numbers. */
  readonly widths: readonly number[];
  /** Of every hidden layer, or one for each in order; the read-out is affine. No weight depends on it. */
  readonly activation: ActivationSpec | readonly ActivationSpec[];
  readonly seed: number;
  /** Variance of a weight: 2/inputs (He) or 2/(inputs + outputs) (Glorot). The read-out always takes Glorot's. */
  readonly scheme: 'he' | 'glorot';
  /** Biases of hidden layers are uniform in [−bias, bias]; 0 makes every layer-1 boundary pass through the origin. */
  readonly bias: number;
}

/** The activation of hidden layer `index` (from 0). */
function hiddenActivation({ activation, widths }: InitialiseSpec, index: number): ActivationSpec {
  if ('name' in activation) return activation;
  const own = activation[index];
  if (!own || activation.length !== widths.length - 2)
    throw new RangeError(`invalid activations: ${activation.length} for ${widths.length - 2} hidden layers`);
  return own;
}

/**
 * A network with normal weights that depend on widths, scheme, bias and seed alone, every value a float32 (held in
 * float64 arrays). Throws a RangeError on a width that is not a whole number from 1 to 65,536, and on a list of
 * activations that is not as long as there are hidden layers.
 */
export function initialiseNetwork(spec: InitialiseSpec): Network {
  const { widths, seed } = spec;
  for (const width of widths)
    if (!(Number.isInteger(width) && width >= 1 && width <= 65536)) throw new RangeError(`invalid width: ${width}`);
  const random = createRandom(seed);
  const layers = widths.slice(1).map((outputSize, i): DenseLayer => {
    const inputSize = widths[i] as number;
    const readOut = i === widths.length - 2;
    const variance = spec.scheme === 'he' && !readOut ? 2 / inputSize : 2 / (inputSize + outputSize);
    const scale = Math.sqrt(variance);
    const weights = new Float64Array(inputSize * outputSize).map(() => Math.fround(scale * random.normal()));
    const bound = readOut ? 0 : spec.bias;
    const bias = new Float64Array(outputSize).map(() => Math.fround(random.between(-bound, bound)));
    const activation: ActivationSpec = readOut ? { name: 'identity' } : hiddenActivation(spec, i);
    return { kind: 'dense', inputSize, outputSize, weights, bias, activation };
  });
  return denseNetwork(spec.name, layers);
}

/**
 * The ReLU network 1-2-…-2-1 with `depth` hidden layers that is the depth-fold tent map on [0, 1], exactly (all weights
 * are small whole numbers and halves): 2^depth pieces with kinks at k/2^depth. Each layer's units are relu(t) and
 * relu(t − ½) of the value t before it, and 2 relu(t) − 4 relu(t − ½) is the tent map of t.
 */
export function tentNetwork(depth: number): Network {
  if (!(Number.isInteger(depth) && depth >= 1 && depth <= 24)) throw new RangeError(`invalid depth: ${depth}`);
  const layers = Array.from({ length: depth + 1 }, (_, i): DenseLayer => {
    const inputSize = i === 0 ? 1 : 2;
    const outputSize = i === depth ? 1 : 2;
    const row = i === 0 ? [1] : [2, -4];
    const rows = outputSize === 1 ? row : [...row, ...row];
    return {
      kind: 'dense',
      inputSize,
      outputSize,
      weights: Float64Array.from(rows),
      bias: Float64Array.from(outputSize === 1 ? [0] : [0, -0.5]),
      activation: { name: i === depth ? 'identity' : 'relu' },
    };
  });
  return denseNetwork(`tent map, ${depth} times`, layers);
}
