import type { ActivationName } from '../core/network';

/** Names of activations on the page. */
export const ACTIVATION_NAMES: Readonly<Record<ActivationName, string>> = {
  identity: 'linear',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  abs: 'abs',
  hardTanh: 'hard tanh',
  relu6: 'ReLU6',
  table: 'piecewise linear',
  gelu: 'GELU',
  swish: 'SiLU / swish',
  softplus: 'softplus',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
};
