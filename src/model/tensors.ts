import {
  abs,
  add,
  clipByValue,
  erf,
  leakyRelu,
  matMul,
  mul,
  relu,
  relu6,
  reshape,
  sigmoid,
  slice1d,
  softplus,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tanh,
  tidy,
} from '@tensorflow/tfjs';
import type { ActivationSpec, Network } from '../core/network';
import { isSmooth } from '../core/network/activation';
import { type Eta, softActivate } from './softActivation';

/** Sizes and activation of a dense layer, without its weights. */
export interface LayerShape {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly activation: ActivationSpec;
}

/** W (outputs × inputs) and b of a layer, with its activation. */
export interface LayerTensors {
  readonly weights: Tensor2D;
  readonly bias: Tensor1D;
  readonly activation: ActivationSpec;
  /** Slope of the gates in place of the activation's own; absent or null: as the activation is. */
  readonly eta?: Eta | null;
}

export const layerShapes = (network: Network): LayerShape[] =>
  network.layers.map(({ inputSize, outputSize, activation }) => ({ inputSize, outputSize, activation }));

/**
 * The layers of one flat vector of all weights (in the order of `flatWeights`), as slices of it. One vector means one
 * optimiser update and one read-back, whatever the number of layers.
 */
export function layerTensors(
  flat: Tensor1D,
  shapes: readonly LayerShape[],
  etas: readonly (Eta | null)[] = [],
): LayerTensors[] {
  let at = 0;
  return shapes.map(({ inputSize, outputSize, activation }, l) => {
    const size = inputSize * outputSize;
    const weights = reshape(slice1d(flat, at, size), [outputSize, inputSize]) as Tensor2D;
    const bias = slice1d(flat, at + size, outputSize);
    at += size + outputSize;
    return { weights, bias, activation, eta: etas[l] ?? null };
  });
}

/** The activation: hard ones as the engine defines them (`piecewiseLinear`), smooth ones as they are. */
export function activate<T extends Tensor>(spec: ActivationSpec, z: T): T {
  const { name, alpha, eta = 1 } = spec;
  switch (name) {
    case 'identity':
      return z;
    case 'table':
      // Steps at the thresholds, each with what changes there.
      return softActivate(spec, z, Infinity);
    case 'relu':
      return relu(z);
    case 'leakyRelu':
      return leakyRelu(z, alpha ?? 0.01);
    case 'abs':
      return abs(z);
    case 'hardTanh':
      return clipByValue(z, -1, 1);
    case 'relu6':
      return relu6(z);
    case 'gelu':
      // u·Φ(u), the exact one.
      return mul(z, mul(0.5, add(1, erf(mul(z, Math.SQRT1_2)))));
    case 'swish':
      return mul(z, sigmoid(mul(z, eta)));
    case 'softplus':
      return mul(softplus(mul(z, eta)), 1 / eta);
    case 'sigmoid':
      return sigmoid(z);
    case 'tanh':
      return tanh(z);
  }
}

/**
 * act(z) for n × inputs → n × outputs. Product and sum apart: the wasm backend's fused product is wrong from the second
 * row on when its second factor is transposed and a bias is given.
 */
export const applyLayer = (layer: LayerTensors, h: Tensor2D): Tensor2D =>
  activated(layer, add(matMul(h, layer.weights, false, true), layer.bias) as Tensor2D);

/** What a layer makes of its pre-activations: softened where it has an η. */
export function activated({ activation, eta }: Pick<LayerTensors, 'activation' | 'eta'>, z: Tensor2D): Tensor2D {
  const own = eta === undefined || eta === null || (eta === Infinity && !isSmooth(activation));
  return own ? activate(activation, z) : softActivate(activation, z, eta);
}

/** Outputs of the network, n × outputs, for n × inputs. */
export const forwardTensors = (layers: readonly LayerTensors[], inputs: Tensor2D): Tensor2D =>
  tidy(() => layers.reduce((h, layer) => applyLayer(layer, h), inputs));
