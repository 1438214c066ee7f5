/** A network too large for the page's thread whose every unit is a line of the plane. */
import { createRandom } from '../../src/core/math/random';
import type { Network } from '../../src/core/network';

/** One layer of more units than a drag can follow. */
export function wideNetwork(outputs = 1): Network {
  const random = createRandom(4);
  const normals = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());
  const units = 200_001;
  const layer = (weights: Float64Array, inputSize: number, outputSize: number, name: 'relu' | 'identity') =>
    ({ kind: 'dense', weights, bias: normals(outputSize), inputSize, outputSize, activation: { name } }) as const;
  const layers = [
    layer(normals(2 * units), 2, units, 'relu'),
    layer(normals(outputs * units), units, outputs, 'identity'),
  ];
  return { name: 'wide', inputSize: 2, outputSize: outputs, layers };
}
