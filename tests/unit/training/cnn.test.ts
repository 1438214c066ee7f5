import { expect, test } from 'vitest';
import { batchGradient, type Cnn, graphOfCnn, residualCnn } from '../../../scripts/training/cnn/network';
import { cnnAccuracy, trainCnn } from '../../../scripts/training/cnn/trainer';
import { createRandom } from '../../../src/core/math/random';

/** A network on 8 × 8 pictures with a batch of four random ones. */
function loaded(seed: number): { readonly cnn: Cnn; readonly targets: readonly number[] } {
  const cnn = residualCnn({ size: 8, filters: 4, classes: 3 }, 4, seed);
  const random = createRandom(seed + 100);
  for (let i = 0; i < cnn.input.values.length; i++) cnn.input.values[i] = random.uniform();
  // Batch norms begin at 1 and 0, where a mistake in one of them would not show.
  for (const { parameters } of cnn.nodes)
    for (const { values } of parameters)
      for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) + 0.3 * random.normal();
  return { cnn, targets: [0, 2, 1, 2] };
}

test.each([1, 2, 3])('gradients are those of finite differences, seed %i', (seed) => {
  const { cnn, targets } = loaded(seed);
  batchGradient(cnn, targets);
  const gradients = cnn.nodes.map(({ parameters }) => parameters.map(({ gradient }) => gradient.slice()));
  const step = 1e-6;
  let compared = 0;
  cnn.nodes.forEach(({ name, parameters }, n) => {
    parameters.forEach(({ values }, p) => {
      for (let i = 0; i < values.length; i += 1 + Math.floor(values.length / 20)) {
        const value = values[i] as number;
        const [above, below] = [value + step, value - step].map((moved) => {
          values[i] = moved;
          return batchGradient(cnn, targets);
        }) as [number, number];
        values[i] = value;
        const difference = Math.abs((above - below) / (2 * step) - (gradients[n]?.[p]?.[i] as number));
        expect(difference, `${name} ${p} ${i}`).toBeLessThan(1e-6);
        compared++;
      }
    });
  });
  expect(compared).toBeGreaterThan(60);
});

/** Pictures with one bright stripe: across (0), down (1) or none (2), beside noise. */
function stripes(count: number, seed: number) {
  const random = createRandom(seed);
  const images = new Uint8Array(count * 64).map(() => random.below(80));
  const labels = new Uint8Array(count).map(() => random.below(3));
  labels.forEach((label, n) => {
    const at = random.below(8);
    for (let i = 0; i < 8 && label < 2; i++) images[n * 64 + (label === 0 ? at * 8 + i : i * 8 + at)] = 200;
  });
  return { images, labels };
}

test('a small network learns stripes, the same on every run', () => {
  const digits = stripes(240, 5);
  const recipe = { epochs: 12, learningRate: 0.01, shift: 0, seed: 3 };
  const trained = [1, 2].map(() => {
    const cnn = residualCnn({ size: 8, filters: 4, classes: 3 }, 16, 1);
    trainCnn(cnn, digits, recipe);
    return cnn;
  }) as [Cnn, Cnn];
  expect(cnnAccuracy(trained[0], stripes(200, 6))).toBeGreaterThan(0.9);
  expect(graphOfCnn('stripes', trained[0])).toEqual(graphOfCnn('stripes', trained[1]));
});
