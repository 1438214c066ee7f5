import { fileURLToPath } from 'node:url';
import { setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataSet, inputOf } from '../../../src/core/data/dataSet';
import { blobs, cubicSurface, moons } from '../../../src/core/data/planar';
import type { Network } from '../../../src/core/network';
import type { ActivationSpec } from '../../../src/core/network/activation';
import { flatWeights, withWeights } from '../../../src/core/network/flatWeights';
import { betaOf, etaOf, isSoft, softPass } from '../../../src/core/soft';
import { AS_ACTIVATED, type TrainedBetas, trainedGates } from '../../../src/core/training/trainedBetas';
import { forwardTensors, type LayerTensors } from '../../../src/model/tensors';
import { net, setupOf, watchedHost } from './watchedHost';

const sample = { count: 120, seed: 2, noise: 0.05 };

const SMOOTH: readonly ActivationSpec[] = [
  { name: 'gelu' },
  { name: 'swish' },
  { name: 'swish', eta: 2.5 },
  { name: 'softplus' },
  { name: 'softplus', eta: 3 },
  { name: 'sigmoid' },
  { name: 'tanh' },
];
const HARD: readonly ActivationSpec[] = [
  { name: 'relu' },
  { name: 'leakyRelu', alpha: 0.2 },
  { name: 'abs' },
  { name: 'hardTanh' },
  { name: 'relu6' },
];

beforeAll(async () => {
  setWasmPaths(fileURLToPath(new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)));
  await setBackend('cpu');
});
afterAll(async () => {
  await setBackend('cpu');
});

const named = (specs: readonly ActivationSpec[]) => specs.map((spec) => [JSON.stringify(spec), spec] as const);

/** The mean loss of the softened network on the data, in float64, by the core. */
function coreLoss(network: Network, betas: TrainedBetas, data: DataSet): number {
  const gates = trainedGates(network, betas);
  let sum = 0;
  for (let i = 0; i < data.count; i++) {
    const f = softPass(network, gates, inputOf(data, i)).output;
    const target = data.targets[i] as number;
    if (data.task === 'regression') sum += ((f[0] as number) - target) ** 2;
    else if (data.task === 'binary')
      sum += Math.max(f[0] as number, 0) - (f[0] as number) * target + Math.log1p(Math.exp(-Math.abs(f[0] as number)));
    else sum += Math.log(f.reduce((all, value) => all + Math.exp(value), 0)) - (f[target] as number);
  }
  return sum / data.count;
}

describe('smooth activations in training', () => {
  it.each(named(SMOOTH))('%s: the model is the core’s soft pass, and its loss falls', async (_, activation) => {
    const { host, report, status, until } = watchedHost();
    const data = moons(sample);
    const network = net(activation, [2, 10, 8, 1]);
    await host.init(setupOf(network, data, 0.02));
    expect(report().loss).toBeCloseTo(coreLoss(network, AS_ACTIVATED, data), 5);
    await until(() => status().engineDifference !== null);
    expect(status().engineDifference).toBeLessThan(1e-5);
    const before = report().loss as number;
    await host.step(80);
    expect(report().loss).toBeLessThan(before);
    expect(report().loss).toBeCloseTo(coreLoss(withWeights(network, report().weights), AS_ACTIVATED, data), 4);
    host.dispose();
  });

  it.each(named([...HARD, ...SMOOTH]))('%s is softened by β on cpu and wasm as by the core', async (_, activation) => {
    const inputs = [-7, -3, -1.01, -0.4, 0, 0.3, 0.99, 2, 6.5, 9];
    const layer = { kind: 'dense', inputSize: 1, outputSize: 1, weights: Float64Array.of(1), bias: Float64Array.of(0) };
    const network: Network = {
      name: '',
      inputSize: 1,
      outputSize: 1,
      layers: [{ ...layer, kind: 'dense', activation }],
    };
    for (const backend of ['cpu', 'wasm']) {
      await setBackend(backend);
      const weights = tensor2d([[1]]);
      for (const beta of [0, 0.2, 0.5, 0.9, 1]) {
        const used: LayerTensors = { weights, bias: tensor1d([0]), activation, eta: etaOf(beta) };
        const values = forwardTensors([used], tensor2d(inputs, [inputs.length, 1])).dataSync();
        const gates = trainedGates(network, { ...AS_ACTIVATED, values: [beta] });
        for (const [i, x] of inputs.entries())
          expect(values[i]).toBeCloseTo(softPass(network, gates, [x]).output[0] as number, 5);
      }
    }
    await setBackend('cpu');
  });
});

describe('β in training', () => {
  const mixed = (): Network => {
    const network = net({ name: 'relu' }, [2, 6, 5, 4, 1]);
    const specs: readonly ActivationSpec[] = [
      { name: 'relu' },
      { name: 'gelu' },
      { name: 'hardTanh' },
      { name: 'identity' },
    ];
    return {
      ...network,
      layers: network.layers.map((layer, l) => ({ ...layer, activation: specs[l] ?? layer.activation })),
    };
  };

  it.each([
    ['one', moons(sample)],
    ['layers', moons(sample)],
    ['layers', cubicSurface(sample)],
  ] as const)('a step goes against the gradient of the core’s loss: %s', async (learn, data) => {
    const { host, report } = watchedHost();
    const network = mixed();
    const values = learn === 'one' ? [0.6, 0.6, 0.6] : [0.6, 0.3, 0.7];
    const rate = 0.5;
    const training = { optimizer: 'sgd', learningRate: rate, batchSize: data.count, l2: 0, beta: 'global' } as const;
    await host.init({ ...setupOf(network, data), training, betas: { id: 1, learn, values } });
    expect(report().loss).toBeCloseTo(coreLoss(network, report().betas, data), 5);
    await host.step(1);
    const rhoOf = (beta: number): number => Math.log(etaOf(beta));
    const lossAt = (rho: readonly number[]): number =>
      coreLoss(network, { id: 1, learn: 'none', values: rho.map((r) => betaOf(Math.exp(r))) }, data);
    const rho = values.map(rhoOf);
    const step = 1e-5;
    const slopes = values.map((_, l) => {
      const moved = (by: number): number[] => rho.map((r, k) => (learn === 'one' || k === l ? r + by : r));
      return (lossAt(moved(step)) - lossAt(moved(-step))) / (2 * step);
    });
    for (const [l, slope] of slopes.entries()) {
      expect(Math.abs(slope)).toBeGreaterThan(1e-5);
      const after = rhoOf(report().betas.values[l] as number);
      expect((rhoOf(values[l] as number) - after) / rate).toBeCloseTo(slope, 4);
    }
    host.dispose();
  });

  it('learned, the loss falls at least as far as with β fixed at ½', async () => {
    const lossAfter = async (learn: TrainedBetas['learn']): Promise<number> => {
      const { host, report } = watchedHost();
      const values = [0.5, 0.5];
      await host.init({
        ...setupOf(net({ name: 'relu' }, [2, 12, 12, 1]), moons(sample), 0.01),
        betas: { id: 1, learn, values },
      });
      await host.step(200);
      host.dispose();
      if (learn === 'none') expect(report().betas.values).toEqual(values);
      else expect(report().betas.values[0]).not.toBeCloseTo(0.5, 2);
      return report().loss as number;
    };
    const fixed = await lossAfter('none');
    expect(await lossAfter('one')).toBeLessThanOrEqual(fixed);
    expect(await lossAfter('layers')).toBeLessThanOrEqual(fixed);
  });

  it('takes other β while it trains and at rest, and compares the network that it then is', async () => {
    const { host, report, status, until } = watchedHost();
    const data = blobs(sample, 3);
    const network = net({ name: 'relu' }, [2, 8, 8, 3]);
    await host.init(setupOf(network, data));
    const hard = report().loss as number;
    expect(hard).toBeCloseTo(coreLoss(network, AS_ACTIVATED, data), 5);
    const betas: TrainedBetas = { id: 7, learn: 'none', values: [0.4, null] };
    host.setBetas(betas);
    expect(report().betas).toEqual(betas);
    expect(report().loss).toBeCloseTo(coreLoss(network, betas, data), 5);
    expect(report().loss).not.toBeCloseTo(hard, 3);
    await until(() => status().engineDifference !== null);
    expect(status().engineDifference).toBeLessThan(1e-5);
    host.setBetas({ id: 8, learn: 'layers', values: [0.4, 0.9] });
    await host.step(20);
    expect(report().betas).toMatchObject({ id: 8, learn: 'layers' });
    expect(report().betas.values[0]).not.toBeCloseTo(0.4, 3);
    expect(isSoft(trainedGates(network, report().betas))).toBe(true);
    host.reset();
    expect(report().weights).toEqual(Float32Array.from(flatWeights(network)));
    host.dispose();
  });

  it('goes back to the β of the last good weights when the loss is no number any more', async () => {
    const { host, report, errors } = watchedHost();
    const betas: TrainedBetas = { id: 1, learn: 'one', values: [0.5] };
    const setup = { ...setupOf(net({ name: 'relu' }, [2, 8, 1]), moons(sample)), betas };
    await host.init({ ...setup, training: { ...setup.training, optimizer: 'sgd', learningRate: 1e38 } });
    await host.step(3);
    expect(errors.join()).toContain('no finite loss');
    expect(report().betas.values).toEqual([0.5]);
    expect(report().loss).toBeCloseTo(coreLoss(setup.network, betas, moons(sample)), 5);
    host.dispose();
  });
});
