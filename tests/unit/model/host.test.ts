import { memory, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { addGradient, roundedNetwork, trainingNetwork } from '../../../scripts/training/gradient';
import { inputOf } from '../../../src/core/data/dataSet';
import { blobs, cubicSurface, moons } from '../../../src/core/data/planar';
import { createRandom } from '../../../src/core/math/random';
import { forward, tailNetwork } from '../../../src/core/network';
import { flatWeights, withWeights } from '../../../src/core/network/flatWeights';
import { pointInInput } from '../../../src/core/slice/slice';
import type { FieldRequest } from '../../../src/core/training/model';
import { net, setupOf, watchedHost } from './watchedHost';

const sample = { count: 120, seed: 2, noise: 0.05 };
const relu = { name: 'relu' } as const;

beforeAll(async () => {
  await setBackend('cpu');
});

describe('model host', () => {
  it('says which backend runs and why it is not WebGL', async () => {
    const { host, status, until } = watchedHost();
    await host.init(setupOf(net(relu, [2, 8, 1]), moons(sample)));
    expect(status().backend).not.toBe('webgl');
    expect(status().note).toContain('no WebGL');
    await until(() => status().engineDifference !== null);
    expect(status()).toMatchObject({ phase: 'ready', inWorker: false });
  });

  it.each([
    relu,
    { name: 'leakyRelu', alpha: 0.2 },
    { name: 'leakyRelu' },
    { name: 'abs' },
    { name: 'hardTanh' },
    { name: 'relu6' },
    { name: 'identity' },
  ] as const)('computes what the engine computes: $name $alpha', async (activation) => {
    const { host, status, until } = watchedHost();
    // Large weights, so that the upper kinks of hard tanh and ReLU6 are passed.
    const network = net(activation, [2, 10, 10, 3]);
    const large = withWeights(
      network,
      flatWeights(network).map((w) => Math.fround(4 * w)),
    );
    await host.init(setupOf(large, blobs(sample, 3)));
    await until(() => status().engineDifference !== null);
    expect(status().engineDifference).toBeLessThan(1e-5);
    expect(status().engineDifference).toBeGreaterThan(0);
  });

  it.each([
    ['binary', moons(sample), 1],
    ['classes', blobs(sample, 4), 4],
    ['regression', cubicSurface(sample), 1],
  ] as const)('lowers the loss: %s', async (task, data, outputs) => {
    const { host, report, reports } = watchedHost();
    await host.init(setupOf(net(relu, [2, 12, 12, outputs]), data));
    const before = report().loss as number;
    await host.step(150);
    expect(report().step).toBe(150);
    expect(report().loss).toBeLessThan(before / 4);
    if (task === 'regression') expect(report().accuracy).toBeNull();
    else expect(report().accuracy).toBeGreaterThan(0.9);
    expect(reports.every(({ running }) => !running)).toBe(true);
  });

  it.each([
    ['binary', moons(sample), 1],
    ['classes', blobs(sample, 3), 3],
    ['regression', cubicSurface(sample), 1],
  ] as const)('steps against the gradient that the training script computes: %s', async (_task, data, outputs) => {
    const { host, report } = watchedHost();
    const network = net({ name: 'leakyRelu', alpha: 0.3 }, [2, 7, 5, outputs]);
    const rate = 0.125;
    const training = { optimizer: 'sgd', learningRate: rate, batchSize: data.count, l2: 0, beta: 'off' } as const;
    await host.init({ ...setupOf(network, data), training });
    await host.step(1);
    const reference = trainingNetwork(network);
    for (let i = 0; i < data.count; i++) addGradient(reference, inputOf(data, i), data.task, data.targets[i] as number);
    for (const { values, gradient } of reference.layers)
      for (let i = 0; i < values.length; i++)
        values[i] = (values[i] as number) - (rate * (gradient[i] as number)) / data.count;
    const expected = flatWeights(roundedNetwork(reference));
    for (const [i, weight] of report().weights.entries()) expect(weight).toBeCloseTo(expected[i] as number, 5);
    expect(report().weights).not.toEqual(Float32Array.from(flatWeights(network)));
  });

  it('resets to the same bits and then trains the same way, and frees its tensors', async () => {
    const { host, report } = watchedHost();
    const network = net(relu, [2, 8, 8, 1]);
    await host.init(setupOf(network, moons(sample)));
    await host.step(20);
    const trained = report().weights;
    expect(trained).not.toEqual(Float32Array.from(flatWeights(network)));
    host.reset();
    expect(report()).toMatchObject({ step: 0, weights: Float32Array.from(flatWeights(network)) });
    const atRest = memory().numTensors;
    await host.step(20);
    expect(report().weights).toEqual(trained);
    const afterFew = memory().numTensors;
    await host.step(20);
    expect(memory().numTensors).toBe(afterFew);
    host.reset();
    expect(memory().numTensors).toBe(atRest);
    host.dispose();
  });

  it('takes the first weights from the setup when they differ from the present ones', async () => {
    const { host, report } = watchedHost();
    const network = net(relu, [2, 4, 1]);
    const initialWeights = Float32Array.from(flatWeights(network), (w) => Math.fround(w / 2));
    await host.init({ ...setupOf(network, moons(sample)), initialWeights, step: 77 });
    expect(report()).toMatchObject({ step: 77, weights: Float32Array.from(flatWeights(network)) });
    host.reset();
    expect(report()).toMatchObject({ step: 0, weights: initialWeights });
    expect(() => host.setWeights(new Float32Array(3), 1)).toThrow('3 weights, the network has 17');
  });

  it('plays until it is paused, giving way to messages', async () => {
    const { host, report, reports, until } = watchedHost();
    await host.init(setupOf(net(relu, [2, 8, 1]), moons(sample)));
    const done = host.play();
    await until(() => reports.length > 4);
    expect(report().running).toBe(true);
    host.pause();
    await done;
    const { step, running } = report();
    expect(running).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(report().step).toBe(step);
  });

  it('stops at the last good weights when the loss is no number any more', async () => {
    const { host, report, errors } = watchedHost();
    await host.init(setupOf(net(relu, [2, 8, 1]), moons(sample)));
    await host.step(10);
    const good = report().weights;
    host.setTraining({ optimizer: 'sgd', learningRate: 1e38, batchSize: 32, l2: 0, beta: 'off' });
    await host.step(40);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toContain('no finite loss');
    expect(report().weights.every(Number.isFinite)).toBe(true);
    expect(good.every(Number.isFinite)).toBe(true);
  });

  it('refuses to train without data, but paints', async () => {
    const { host, report } = watchedHost();
    await host.init(setupOf(net(relu, [2, 8, 1]), null));
    expect(report().loss).toBeNull();
    await expect(host.play()).rejects.toThrow('no data to train on');
    await expect(host.step(1)).rejects.toThrow('no data to train on');
  });
});

describe('output field', () => {
  const random = createRandom(6);
  const vector = (d: number): Float64Array => Float64Array.from({ length: d }, random.normal);
  const requestFor = (d: number, scalar: FieldRequest['scalar']): FieldRequest => ({
    slice: { origin: vector(d), e1: vector(d), e2: vector(d) },
    layersBefore: 0,
    from: [-1, -0.5],
    to: [1, 0.75],
    width: 7,
    height: 5,
    scalar,
    generation: 9,
  });

  it.each([
    ['an output', 40, 0, { kind: 'output', index: 2 }],
    ['the margin', 3, 0, { kind: 'margin' }],
    ['an output', 9, 1, { kind: 'output', index: 2 }],
  ] as const)(
    'paints %s on a slice of R^%i, %i layers on, from the top row',
    async (_name, d, layersBefore, scalar) => {
      const { host } = watchedHost();
      const whole = net(relu, [layersBefore === 0 ? d : 5, 9, 9, 4]);
      const network = tailNetwork(whole, layersBefore + 1);
      await host.init(setupOf(whole, null));
      const request = { ...requestFor(d, scalar), layersBefore };
      const field = await host.field(request);
      expect(field).toMatchObject({ width: 7, height: 5, from: [-1, -0.5], to: [1, 0.75], generation: 9 });
      field?.values.forEach((value, i) => {
        const p = -1 + (2 * ((i % 7) + 0.5)) / 7;
        const q = 0.75 - (1.25 * (Math.floor(i / 7) + 0.5)) / 5;
        const output = forward(network, pointInInput(request.slice, [p, q]));
        const [first, second] = [...output].sort((a, b) => b - a) as [number, number];
        expect(value).toBeCloseTo(scalar.kind === 'margin' ? first - second : (output[2] as number), 4);
      });
    },
  );

  it('answers only the newest request, and refuses bad ones', async () => {
    const { host } = watchedHost();
    await host.init(setupOf(net(relu, [2, 8, 1]), null));
    const request: FieldRequest = { ...requestFor(2, { kind: 'output', index: 0 }), width: 200, height: 200 };
    const [older, newer] = await Promise.all([host.field(request), host.field({ ...request, generation: 10 })]);
    expect(older).toBeNull();
    expect(newer?.generation).toBe(10);
    await expect(host.field({ ...request, width: 0 })).rejects.toThrow('invalid size 0 × 200');
    await expect(host.field({ ...request, scalar: { kind: 'margin' } })).rejects.toThrow('two outputs');
    await expect(host.field({ ...request, scalar: { kind: 'output', index: 1 } })).rejects.toThrow('output 1 of 1');
    await expect(host.field(requestFor(3, { kind: 'output', index: 0 }))).rejects.toThrow('the slice has 3 inputs');
    await expect(host.field({ ...request, layersBefore: 2 })).rejects.toThrow('layer 2 is no hidden layer');
  });
});
