import { describe, expect, it } from 'vitest';
import type { DenseLayer, Network } from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { pointInInput, projectOnSlice } from '../../../src/core/slice/slice';
import type { DataSet } from '../../../src/state/types';
import { comes } from '../../support/comes';
import { expectClose } from './planeSupport';
import { opened } from './support';

/** α u + (1 − α) u σ((1 − α) ηu) of the first layer's leaky units, from its weights. */
function softFirstLayer(network: Network, x: ArrayLike<number>, eta: number): number[] {
  const { weights, bias, inputSize, activation } = network.layers[0] as DenseLayer;
  const { alpha = Number.NaN } = activation;
  return Array.from(bias, (b, j) => {
    let u = b;
    for (let k = 0; k < inputSize; k++) u += (weights[j * inputSize + k] as number) * (x[k] as number);
    return alpha * u + ((1 - alpha) * u) / (1 + Math.exp(-(1 - alpha) * eta * u));
  });
}

const row = ({ inputs, inputSize }: DataSet, i: number) => inputs.subarray(i * inputSize, (i + 1) * inputSize);

describe('a hidden space under a β', () => {
  it('has point and data as the softened layers before it make them', async () => {
    const bench = await opened('blobs');
    const whole = bench.session().whole;
    bench.actions.setSoft({ beta: 0.5 });
    bench.actions.setColour('softEntropy');
    await comes(() => expect(bench.session().softField).not.toBeNull());
    const x = pointInInput(bench.session().slice, bench.lens().point);
    await bench.actions.setSpace(1);
    await comes(() =>
      expectClose(
        row(bench.session().data as DataSet, 7),
        softFirstLayer(whole.network, row(whole.data as DataSet, 7), 1),
        5,
      ),
    );
    const { slice } = bench.session();
    expectClose(bench.lens().point, projectOnSlice(slice, Float64Array.from(softFirstLayer(whole.network, x, 1))), 4);
  });

  it('follows β, and is the hard network’s again without one', async () => {
    const bench = await opened('blobs');
    const { network, data } = bench.session().whole;
    const input = row(data as DataSet, 3);
    await bench.actions.setSpace(1);
    const there = () => row(bench.session().data as DataSet, 3);
    expectClose(there(), hiddenActivation(network, input, 1), 5);
    for (const beta of [0.8, 0, 0.25]) {
      bench.actions.setSoft({ beta });
      await comes(() => expectClose(there(), softFirstLayer(network, input, beta / (1 - beta)), 5));
      expect(bench.session().whole.data).toBe(data);
    }
    const { slice } = bench.session();
    bench.actions.setSoft({ beta: 1 });
    await comes(() => expectClose(there(), hiddenActivation(network, input, 1), 5));
    expect(bench.session().slice).not.toBe(slice);
    bench.actions.setSoft({ beta: 0.5, layers: [null, 0.1] });
    await comes(() => expectClose(there(), softFirstLayer(network, input, 1), 5));
    const kept = bench.session().data;
    // β of a layer behind the space is nothing to what stands before it.
    bench.actions.setSoft({ layers: [null, 0.9] });
    await comes(() => expectClose(there(), softFirstLayer(network, input, 1), 5));
    expect([...(bench.session().data?.inputs ?? [])]).toEqual([...(kept?.inputs ?? [])]);
    bench.actions.setSoft(null);
    await comes(() => expectClose(there(), hiddenActivation(network, input, 1), 5));
  });

  it('has the vertices of a path that begins in a hidden layer', async () => {
    const bench = await opened('blobs');
    const { network } = bench.session().whole;
    const places = [
      [-1, 0.5],
      [1, 0.25],
    ] as const;
    const input = pointInInput(bench.session().slice, places[0]);
    bench.actions.setPath({ vertices: places.map((at) => ({ kind: 'slice', at })), layer: 1 });
    await bench.api.idle();
    expect(bench.notices()).toEqual([]);
    const first = () => {
      const { path } = bench.session();
      if (!path || !('walk' in path)) throw new Error('no path');
      return path.vertices[0] as Float64Array;
    };
    expectClose(first(), hiddenActivation(network, input, 1), 12);
    bench.actions.setSoft({ beta: 0.75 });
    expectClose(first(), softFirstLayer(network, input, 3), 12);
  });
});
