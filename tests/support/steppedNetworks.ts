/** Networks with layers of steps, the hard limit of sigmoid and tanh, among layers that are continuous. */
import type { ActivationSpec, DenseLayer, Network } from '../../src/core/network';
import { denseNetwork } from '../../src/core/network';
import { seededNetwork } from './build';
import { denseLayersOf } from './denseLayers';

const RELU: ActivationSpec = { name: 'relu' };
const SIGMOID: ActivationSpec = { name: 'sigmoid' };
const TANH: ActivationSpec = { name: 'tanh' };

/** Activations of the hidden layers: steps first, later, twice, and between ReLUs. */
export const STEPPED: readonly (readonly ActivationSpec[])[] = [
  [SIGMOID],
  [TANH],
  [TANH, SIGMOID],
  [SIGMOID, RELU],
  [RELU, TANH],
  [RELU, SIGMOID, RELU],
  [{ name: 'hardTanh' }, TANH, { name: 'abs' }],
  [RELU, TANH, RELU, SIGMOID],
];

export const namesOf = (activations: readonly ActivationSpec[]): string =>
  activations.map(({ name }) => name).join('-');

/** A seeded network with these hidden activations; widths 8, 7, 6, … */
export function steppedNetwork(
  activations: readonly ActivationSpec[],
  inputs: number,
  outputs: number,
  seed: number,
): Network {
  const widths = [inputs, ...activations.map((_, i) => 8 - i), outputs];
  const plain = seededNetwork(widths, seed, RELU, 1.5);
  const layers = denseLayersOf(plain).map(
    (layer, i): DenseLayer => ({ ...layer, activation: activations[i] ?? { name: 'identity' } }),
  );
  return denseNetwork(`${namesOf(activations)} #${seed}`, layers);
}
