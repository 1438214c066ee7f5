/**
 * Scenes from hard to soft: the regression figures of Balestriero & Baraniuk (1810.09274), one hidden layer each. The cosine
 * is fitted by ReLUs that one learned β softens, the bell by SiLU, which is β = ½.
 */
import { WAVES, waveData } from '../../core/data/waves';
import { adam, drawn, type PlanarScene } from './planar';

const view: PlanarScene['view'] = {
  domain: [
    [-6, 0],
    [6, 0],
  ],
  point: [0.8, 0],
  viewport: { centre: [0, 0], span: 13 },
  colour: 'code',
  decision: false,
};

function waveScene(wave: keyof typeof WAVES, units: number, seed: number): PlanarScene {
  const learned = wave === 'cosine';
  // Kinks are at −b/w: biases this large spread them over the whole interval.
  const network = drawn(`${WAVES[wave].name}, ${units} units`, [units], {
    seed,
    bias: 6,
    activation: learned ? 'relu' : 'swish',
  });
  return {
    id: `${wave}${units}`,
    data: () => waveData(wave, { count: 256, seed: 17 }),
    network,
    trained: { epochs: 900, learningRate: 0.03, ...(learned ? { learnBeta: true } : {}) },
    soft: { beta: learned ? 0.5 : null },
    training: { ...adam(0.005, 64), beta: learned ? 'global' : 'off' },
    view,
  };
}

/** Units and seed of each: seeds whose first kinks leave no wave out. */
export const softScenes: readonly PlanarScene[] = [
  waveScene('cosine', 15, 5),
  waveScene('cosine', 25, 12),
  waveScene('cosine', 35, 10),
  waveScene('bell', 15, 3),
  waveScene('bell', 25, 2),
  waveScene('bell', 35, 3),
];
