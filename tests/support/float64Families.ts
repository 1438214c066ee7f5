import type { ActivationSpec } from '../../src/core/network';
import { seededNetwork } from './build';
import type { Family } from './families';

/** Networks with full float64 weights, by seed, small enough for exact arithmetic. */
export function float64Families(): Family[] {
  const shapes: [number[], ActivationSpec][] = [
    [[2, 12, 8, 1], { name: 'relu' }],
    [[2, 8, 8, 8, 3], { name: 'relu' }],
    [[2, 8, 6, 2], { name: 'leakyRelu' }],
    [[2, 6, 6, 1], { name: 'abs' }],
    [[2, 8, 8, 2], { name: 'hardTanh' }],
    [[2, 8, 8, 1], { name: 'relu6' }],
    [[5, 10, 8, 4], { name: 'relu' }],
  ];
  const random = shapes.map(([widths, activation], i) => {
    const network = seededNetwork(widths, 11 + i, activation);
    return { name: `${activation.name} ${network.name}`, network };
  });
  return [...random, { name: 'no biases', network: seededNetwork([2, 8, 8, 1], 5, { name: 'relu' }, 0) }];
}
