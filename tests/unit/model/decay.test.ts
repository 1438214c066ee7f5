import { setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { addGradient, roundedNetwork, trainingNetwork } from '../../../scripts/training/gradient';
import { inputOf } from '../../../src/core/data/dataSet';
import { blobs, cubicSurface, moons } from '../../../src/core/data/planar';
import { flatWeights } from '../../../src/core/network/flatWeights';
import { denseLayersOf } from '../../support/denseLayers';
import { net, setupOf, watchedHost } from './watchedHost';

const sample = { count: 120, seed: 2, noise: 0.05 };
const relu = { name: 'relu' } as const;

beforeAll(async () => {
  await setBackend('cpu');
});

describe('L2', () => {
  it.each([
    ['binary', moons(sample), 1],
    ['classes', blobs(sample, 3), 3],
    ['regression', cubicSurface(sample), 1],
  ] as const)('with L2 shrinks the weights and leaves the biases alone: %s', async (_task, data, outputs) => {
    const { host, report } = watchedHost();
    const network = net({ name: 'leakyRelu', alpha: 0.3 }, [2, 7, 5, outputs]);
    const [rate, l2] = [0.125, 0.4];
    const training = { optimizer: 'sgd', learningRate: rate, batchSize: data.count, l2, beta: 'off' } as const;
    await host.init({ ...setupOf(network, data), training: { ...training, l2: 0 } });
    const plainLoss = report().loss as number;
    await host.init({ ...setupOf(network, data), training });
    const squares = denseLayersOf(network).reduce(
      (sum, { weights }) => weights.reduce((part, w) => part + w * w, sum),
      0,
    );
    expect(report().loss).toBeCloseTo(plainLoss + (l2 / 2) * squares, 5);
    await host.step(1);
    const reference = trainingNetwork(network);
    for (let i = 0; i < data.count; i++) addGradient(reference, inputOf(data, i), data.task, data.targets[i] as number);
    for (const { values, gradient, inputSize, outputSize } of reference.layers)
      for (let i = 0; i < values.length; i++) {
        const decay = i < inputSize * outputSize ? l2 * (values[i] as number) : 0;
        values[i] = (values[i] as number) - rate * ((gradient[i] as number) / data.count + decay);
      }
    const expected = flatWeights(roundedNetwork(reference));
    for (const [i, weight] of report().weights.entries()) expect(weight).toBeCloseTo(expected[i] as number, 5);
  });

  it('takes another L2 while it trains, and shows it in the loss', async () => {
    const { host, report } = watchedHost();
    const network = net(relu, [2, 8, 8, 1]);
    const setup = setupOf(network, moons(sample));
    await host.init(setup);
    await host.step(30);
    const size = (weights: Float32Array): number => weights.reduce((sum, w) => sum + w * w, 0);
    const before = size(report().weights);
    host.setTraining({ ...setup.training, l2: 1 });
    await host.step(60);
    expect(size(report().weights)).toBeLessThan(before / 2);
  });
});
