import { describe, expect, it } from 'vitest';
import {
  addGradient,
  learnedBetas,
  outputFor,
  roundedNetwork,
  trainingNetwork,
} from '../../../scripts/training/gradient';
import { accuracy, train } from '../../../scripts/training/trainer';
import type { Task } from '../../../src/core/data/dataSet';
import { moons } from '../../../src/core/data/planar';
import { createRandom } from '../../../src/core/math/random';
import { forward, type Network } from '../../../src/core/network';
import type { ActivationSpec } from '../../../src/core/network/activation';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import { softness, softPass } from '../../../src/core/soft';

const build = (activation: ActivationSpec, outputs: number): Network =>
  initialiseNetwork({ name: 'x', widths: [3, 6, 5, outputs], activation, seed: 3, scheme: 'he', bias: 0.5 });

const activations: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'leakyRelu', alpha: 0.2 },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'relu6' },
  { name: 'identity' },
  { name: 'swish' },
  { name: 'swish', eta: 2 },
];

const cases = activations.flatMap((activation) =>
  (['binary', 'classes', 'regression'] as const).map((task) => [activation.name, task, activation] as const),
);

describe('gradients of the training script', () => {
  it('of learned β agree with finite differences, and the outputs are the core’s', () => {
    const start = build({ name: 'relu' }, 1);
    const network = trainingNetwork(start, true);
    network.layers.forEach(({ gate, values }, l) => {
      if (gate === 'learned') values[values.length - 1] = 0.5 - l;
    });
    const input = [0.4, -0.9, 1.3];
    const betas = learnedBetas(network);
    expect(betas.at(-1)).toBeNull();
    const exact = softPass(start, softness(start, { layers: betas }), input).output[0] as number;
    expect(outputFor(network, input)[0]).toBeCloseTo(exact, 12);
    addGradient(network, input, 'regression', 0.7);
    const gradients = network.layers.map(({ gradient }) => gradient.slice());
    network.layers.forEach(({ values }, l) => {
      for (let i = 0; i < values.length; i++) {
        const kept = values[i] as number;
        const lossAt = (value: number): number => {
          values[i] = value;
          return addGradient(network, input, 'regression', 0.7);
        };
        const difference = (lossAt(kept + 1e-6) - lossAt(kept - 1e-6)) / 2e-6;
        values[i] = kept;
        expect(difference).toBeCloseTo(gradients[l]?.[i] as number, 6);
      }
    });
  });

  it.each(cases)('%s, %s: agree with finite differences', (_name, task: Task, activation) => {
    const network = trainingNetwork(build(activation, task === 'classes' ? 3 : 1));
    const { normal } = createRandom(8);
    const input = [normal(), normal(), normal()];
    const target = task === 'regression' ? 0.7 : 1;
    addGradient(network, input, task, target);
    const gradients = network.layers.map(({ gradient }) => gradient.slice());
    const lossNow = (): number => addGradient(network, input, task, target);
    const step = 1e-6;
    network.layers.forEach(({ values }, l) => {
      for (let i = 0; i < values.length; i++) {
        const kept = values[i] as number;
        values[i] = kept + step;
        const above = lossNow();
        values[i] = kept - step;
        const below = lossNow();
        values[i] = kept;
        expect((above - below) / (2 * step)).toBeCloseTo(gradients[l]?.[i] as number, 6);
      }
    });
  });

  it('start from the same outputs as the engine', () => {
    const network = build({ name: 'hardTanh' }, 2);
    const x = [0.3, -1.1, 0.8];
    const own = outputFor(trainingNetwork(network), x);
    for (const [k, value] of forward(network, x).entries()) expect(own[k]).toBeCloseTo(value, 12);
    expect(flatWeights(roundedNetwork(trainingNetwork(network)))).toEqual(flatWeights(network));
  });

  it('train the same network twice to the same bits, and it learns', () => {
    const data = moons({ count: 200, seed: 1, noise: 0.05 });
    const once = (): { weights: Float64Array; right: number; losses: number[] } => {
      const start = initialiseNetwork({
        name: 'x',
        widths: [2, 12, 12, 1],
        activation: { name: 'relu' },
        seed: 2,
        scheme: 'he',
        bias: 0.3,
      });
      const network = trainingNetwork(start);
      const losses: number[] = [];
      const recipe = { epochs: 40, batchSize: 32, learningRate: 1e-2, finalRate: 1e-3, seed: 3 };
      train(network, data, recipe, (_epoch, loss) => losses.push(loss));
      return { weights: flatWeights(roundedNetwork(network)), right: accuracy(network, data), losses };
    };
    const first = once();
    expect(first.right).toBeGreaterThan(0.97);
    expect(first.losses.at(-1)).toBeLessThan((first.losses[0] as number) / 20);
    expect(once().weights).toEqual(first.weights);
  });
});
