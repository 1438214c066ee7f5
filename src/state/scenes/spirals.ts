/** The scene that opens first; all others come with a chunk of their own. */
import { adam, drawn, generated, type PlanarScene, plane } from './planar';

export const spirals: PlanarScene = {
  id: 'spirals',
  ...generated('spirals', 500, 0.012, 3),
  network: drawn('two spirals', [24, 24, 24], { seed: 4, bias: 0.3 }),
  trained: { epochs: 300, learningRate: 5e-3 },
  training: adam(0.002, 100),
  view: plane([0.31, -0.18]),
};
