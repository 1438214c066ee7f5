/** What the engine takes in place of smooth activations, in words. */
import { type ActivationName, isSmooth } from '../core/network/activation';
import type { Network } from '../core/network/network';

const LIMITS: Partial<Readonly<Record<ActivationName, string>>> = {
  gelu: 'GELU → ReLU',
  swish: 'SiLU → ReLU',
  softplus: 'softplus → ReLU',
  sigmoid: 'sigmoid → step',
  tanh: 'tanh → step',
};

/** `GELU → ReLU, tanh → step`: each smooth activation of a network once, in the order of the layers; '' where there is none. */
export function hardLimitText({ layers }: Network): string {
  const limits = layers
    .filter(({ activation }) => isSmooth(activation))
    .map(({ activation }) => LIMITS[activation.name]);
  return [...new Set(limits)].join(', ');
}
