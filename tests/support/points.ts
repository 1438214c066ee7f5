import { denseNetwork, type Network } from '../../src/core/network';
import { dense, seeded, seededNetwork } from './build';
import { denseLayer } from './denseLayers';

/** `count` seeded points of [−2, 2]^d. */
export function points(d: number, count: number, seed: number): number[][] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => Array.from({ length: d }, () => 4 * random() - 2));
}

/** One layer of each activation, 3 inputs, widths chosen so that two-bit entries cross words. */
export function mixedNetwork(): Network {
  const inputs = [3, 7, 29, 5, 18, 3];
  const layers = (['relu', 'hardTanh', 'identity', 'relu6', 'abs', 'leakyRelu'] as const).map((name, i) => {
    const network = seededNetwork([inputs[i] as number, inputs[i + 1] ?? 35, 1], 50 + i, { name });
    return denseLayer(network.layers[0]);
  });
  const readout = dense([Array.from({ length: 35 }, (_, i) => (i % 3) - 1)], [0.5], { name: 'identity' });
  return denseNetwork('mixed', [...layers, readout]);
}
