import { memory, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientOf, lossGradient } from '../../../src/core/attack';
import { blobs, moons } from '../../../src/core/data/planar';
import { net, setupOf, watchedHost } from './watchedHost';

const sample = { count: 60, seed: 2, noise: 0.05 };

beforeAll(async () => {
  await setBackend('cpu');
});

describe('the model’s gradient with respect to an input', () => {
  it.each([
    ['binary', moons(sample), 1],
    ['classes', blobs(sample, 4), 4],
  ] as const)('is the engine’s, with the weights in force: %s', async (_, data, outputs) => {
    const { host, until, status, report } = watchedHost();
    const network = net({ name: 'relu' }, [2, 10, 10, outputs]);
    const input = Float32Array.of(0.31, -0.42);
    expect(await host.gradient({ input, target: 0 })).toBeNull();
    await host.init(setupOf(network, data));
    await until(() => status().engineDifference !== null);
    const tensors = memory().numTensors;
    for (let target = 0; target < Math.max(2, outputs); target++) {
      const own = lossGradient(network, input, target);
      const other = await host.gradient({ input, target });
      expect(other?.length).toBe(2);
      const scale = Math.max(...own.direction.map(Math.abs));
      expect(scale).toBeGreaterThan(0);
      for (const [i, value] of gradientOf(own).entries())
        expect(Math.abs(value - (other?.[i] ?? Number.NaN))).toBeLessThan(2e-6 * scale);
    }
    expect(memory().numTensors).toBe(tensors);
    const before = await host.gradient({ input, target: 0 });
    await host.step(20);
    expect(report().step).toBe(20);
    expect(await host.gradient({ input, target: 0 })).not.toEqual(before);
    host.dispose();
  });
});
