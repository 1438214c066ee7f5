import type { Slice } from '../slice/slice';
import type { DenseLayer, Network } from './network';

/**
 * A network on a plane, as a network of the plane's two coordinates: f(origin + p·e1 + q·e2). Its first layer takes p and q,
 * all others stay. Its partition of the (p, q)-plane is that of the slice, but for rounding.
 */
export function restrictToSlice(network: Network, { origin, e1, e2 }: Slice): Network {
  const [first, ...rest] = network.layers as readonly [DenseLayer, ...DenseLayer[]];
  const { inputSize, outputSize } = first;
  const weights = new Float64Array(2 * outputSize);
  const bias = first.bias.slice();
  for (let unit = 0; unit < outputSize; unit++)
    for (let i = 0; i < inputSize; i++) {
      const w = first.weights[unit * inputSize + i] as number;
      weights[2 * unit] = (weights[2 * unit] as number) + w * (e1[i] as number);
      weights[2 * unit + 1] = (weights[2 * unit + 1] as number) + w * (e2[i] as number);
      bias[unit] = (bias[unit] as number) + w * (origin[i] as number);
    }
  return { ...network, inputSize: 2, layers: [{ ...first, inputSize: 2, weights, bias }, ...rest] };
}
