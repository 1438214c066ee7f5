/** Reports of trained graphs bring their layers: the page takes them as they are, and they are what it would lower itself. */
import { describe, expect, it } from 'vitest';
import { trainedNetwork } from '../../../src/core/graph/parameters';
import { forward } from '../../../src/core/network';
import type { TrainingReport } from '../../../src/core/training/model';
import { ModelHost } from '../../../src/model/host';
import { Lowering } from '../../../src/model/lowering';
import { trainableWeights, weighted } from '../../../src/state/network';
import { seededNetwork } from '../../support/build';
import { opened } from './support';

describe('a graph that is trained', () => {
  it('has the layers of a report, the very arrays, and the weights of it in its graph', async () => {
    const page = await opened('residual');
    const { network } = page.session().whole;
    const weights = trainableWeights(network).map((value, i) => Math.fround(value * 1.01 + 1e-3 * Math.sin(i)));
    const { layers } = trainedNetwork(network, weights);
    const taken = weighted(network, Array.from(weights), layers);
    expect(taken.layers).toBe(layers);
    const lowered = weighted(network, Array.from(weights));
    expect(lowered.layers).toEqual(taken.layers);
    expect(taken.graph).toEqual(lowered.graph);
    expect({ ...taken, layers: null, graph: null }).toEqual({ ...lowered, layers: null, graph: null });
    expect(trainableWeights(taken)).toEqual(weights);
    const x = Float64Array.from({ length: network.inputSize }, (_, i) => Math.cos(i));
    expect(forward(taken, x)).toEqual(forward(lowered, x));
  });

  it('in a worker reports its layers after each step, on the page none', async () => {
    const page = await opened('residual');
    const { network, data } = page.session().whole;
    for (const inWorker of [true, false]) {
      const reports: TrainingReport[] = [];
      const host = new ModelHost(
        {
          onReport: (report) => reports.push(report),
          onStatus: () => undefined,
          onError: (text) => expect(text).toBe(''),
        },
        inWorker,
      );
      await host.init({
        network,
        data,
        training: { optimizer: 'adam', learningRate: 1e-3, batchSize: 8, l2: 0, beta: 'off' },
        betas: { id: 1, learn: 'none', values: [] },
        initialWeights: null,
        step: 0,
        seed: 1,
      });
      await host.step(1);
      expect(reports[0]?.layers).toBeUndefined();
      const last = reports.at(-1) as TrainingReport;
      expect(last.step).toBe(1);
      if (inWorker) expect(last.layers).toEqual(trainedNetwork(network, last.weights).layers);
      else expect(last.layers).toBeUndefined();
      host.dispose();
    }
  });
});

describe('the lowering of a trained graph', () => {
  it('is done once for the same weights, whoever asks, and anew for others', async () => {
    const page = await opened('residual');
    const { network } = page.session().whole;
    const lowering = new Lowering();
    expect(lowering.ms).toBe(0);
    const own = Float32Array.from(trainableWeights(network));
    const weights = own.map((value) => value * 1.01);
    const first = lowering.of(network, weights);
    expect(first).toEqual(trainedNetwork(network, weights));
    expect(lowering.ms).toBeGreaterThan(0);
    expect(lowering.of(network, weights)).toBe(first);
    expect(lowering.layersOf(network, weights).layers).toBe(first.layers);

    const others = own.map((value) => value * 1.5);
    const second = lowering.of(network, others);
    expect(second).toEqual(trainedNetwork(network, others));
    expect(second.layers).not.toEqual(first.layers);
    expect(lowering.layersOf(network, others).layers).toBe(second.layers);
    // Another graph with the very array.
    expect(lowering.of({ ...network }, others)).not.toBe(second);
    // Its own weights are what it was lowered with: there is nothing to report.
    expect(lowering.layersOf(network, own)).toEqual({});

    lowering.forget();
    expect(lowering.ms).toBe(0);
    const again = lowering.of(network, weights);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('has nothing to report of a network that is no graph', () => {
    const lowering = new Lowering();
    expect(lowering.layersOf(seededNetwork([2, 3, 1], 1), new Float32Array(13))).toEqual({});
    expect(lowering.ms).toBe(0);
  });
});
