/** Scenes that begin untrained: a data set each, and the two tent maps. */
import { cubicSurface } from '../../core/data/planar';
import { tentData } from '../../core/data/tentMap';
import { tentNetwork } from '../../core/network/initialise';
import { adam, drawn, generated, type PlanarScene, plane } from './planar';

/** The interval [0, 1]. */
const unitInterval = (point: number): PlanarScene['view'] => ({
  domain: [
    [0, 0],
    [1, 0],
  ],
  point: [point, 0],
  viewport: { centre: [0.5, 0.5], span: 1.2 },
  colour: 'code',
  decision: false,
});

export const learningScenes: readonly PlanarScene[] = [
  {
    id: 'moons',
    ...generated('moons', 400, 0.05, 5),
    network: drawn('two moons', [16, 16], { seed: 21 }),
    training: adam(0.01, 64),
    view: plane([0.1, 0.25]),
  },
  {
    id: 'circles',
    ...generated('circles', 400, 0.03, 6),
    network: drawn('circles', [16, 16], { seed: 22 }),
    training: adam(0.01, 64),
    view: plane([0.35, 0.42]),
  },
  {
    id: 'blobs',
    ...generated('blobs', 400, 0.13, 7),
    network: drawn('four blobs', [12, 12], { seed: 23, activation: 'leakyRelu', alpha: 0.1 }),
    training: adam(0.01, 64),
    view: plane([0.12, 0.08], 'class'),
  },
  {
    id: 'xor',
    ...generated('xor', 400, 0.02, 8),
    network: drawn('XOR', [16, 16], { seed: 24 }),
    training: adam(0.01, 64),
    view: plane([0.22, 0.31]),
  },
  {
    id: 'regression',
    data: () => cubicSurface({ count: 500, seed: 9, noise: 0.02 }),
    made: {
      kind: 'formula',
      formula: 'x + y*y*y',
      inputSize: 2,
      task: 'regression',
      count: 500,
      noise: 0.02,
      seed: 9,
    },
    network: drawn('x + y³', [16, 16], { seed: 25, bias: 1, activation: 'hardTanh' }),
    training: adam(0.005, 64),
    view: plane([-0.4, 0.5]),
  },
  {
    id: 'tent',
    data: () => tentData({ count: 256, seed: 10, depth: 5 }),
    network: () => tentNetwork(5),
    training: adam(0.001, 64),
    view: unitInterval(0.3),
  },
  {
    id: 'fold',
    data: () => tentData({ count: 256, seed: 12, depth: 3 }),
    network: drawn('tent map, learnt', [24, 24], { seed: 26, bias: 0.6 }),
    training: adam(0.01, 64),
    view: unitInterval(0.3),
  },
];
