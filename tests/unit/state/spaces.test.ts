import { describe, expect, it } from 'vitest';
import { codeEntries, codeLayout, forward, splineCode } from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { pointInInput, projectOnSlice } from '../../../src/core/slice/slice';
import type { DataSet } from '../../../src/state/types';
import { expectClose, expectDataInside, expectWhole } from './planeSupport';
import { opened } from './support';

describe('the space that is sliced', () => {
  it('is a hidden layer’s: point, data and codes are what the layers before make of them', async () => {
    const bench = await opened('blobs');
    const whole = bench.session().network;
    const data = bench.session().data as DataSet;
    const x = pointInInput(bench.session().slice, bench.lens().point);
    await bench.actions.setSpace(1);
    const { network, slice, whole: kept, data: hidden } = bench.session();
    expect(kept).toEqual({ network: whole, data });
    expect(network).toMatchObject({ inputSize: 12, layersBefore: 1, outputSize: 4 });
    expect(hidden).toMatchObject({ inputSize: 12, count: data.count, targets: data.targets, image: null });
    const h = hiddenActivation(whole, x, 1);
    expectClose(bench.lens().point, projectOnSlice(slice, h));
    expectDataInside(bench.lens(), hidden as DataSet, slice);
    for (const i of [0, 7, 100])
      expectClose(
        (hidden as DataSet).inputs.subarray(12 * i, 12 * i + 12),
        hiddenActivation(whole, data.inputs.subarray(2 * i, 2 * i + 2), 1),
        6,
      );
    expect(bench.lens().reach).toBeGreaterThan(0);
    await expectWhole(bench);
    const units = bench.session().result?.complex?.layout.units;
    expect(units).toBe(12);
  });

  it('codes as the whole network does, where a data point is an anchor', async () => {
    const bench = await opened('blobs');
    await bench.actions.setSpace(1);
    await bench.actions.setInput({ kind: 'mix', terms: [[3, 1]] });
    const { whole, inspection, network } = bench.session();
    const x = (whole.data as DataSet).inputs.subarray(6, 8);
    const layout = codeLayout(whole.network);
    const later = codeEntries(layout, splineCode(whole.network, x)).slice(1);
    expect(codeEntries(codeLayout(network), inspection?.code ?? new Uint32Array(1))).toEqual(later);
    expectClose(inspection?.output ?? [], forward(whole.network, x), 5);
    expect(bench.api.inspect(bench.lens().point).nearestBoundary?.layer).toBe(2);
  });

  it('comes back to the inputs as they were left', async () => {
    const { actions, lens, session } = await opened('space');
    actions.setPoint([0.4, 0.3]);
    const before = lens();
    const { network, data } = session();
    await actions.setSpace(1);
    expect(lens().slice.kind).toBe('principal');
    await actions.setSpace(0);
    expect(lens()).toEqual(before);
    expect(session().network).toBe(network);
    expect(session().data).toBe(data);
  });

  it('cuts by the layers after it, by their own numbers', async () => {
    const bench = await opened('spirals');
    bench.actions.setUpToLayer(1);
    await bench.actions.setSpace(1);
    expect(bench.lens().upToLayer).toBeNull();
    bench.actions.setUpToLayer(1);
    expect(bench.notices().join()).toMatch(/Layer 1 of 4 is not sliced/);
    bench.actions.setUpToLayer(2);
    await bench.api.idle();
    expect(bench.session().result?.complex?.layout.units).toBe(24);
    await expectWhole(bench);
  });

  it('follows training: network, data, plane', async () => {
    const bench = await opened('blobs');
    await bench.actions.setSpace(1);
    const before = bench.session();
    bench.actions.stepOnce();
    const { whole, network, data, slice } = bench.session();
    expect(whole.network).not.toBe(before.whole.network);
    expect(network.layers[0]).toBe(whole.network.layers[1]);
    expect(data?.inputs).not.toEqual(before.data?.inputs);
    expect(slice.e1).not.toEqual(before.slice.e1);
    const x = (whole.data as DataSet).inputs.subarray(0, 2);
    expectClose((data as DataSet).inputs.subarray(0, 12), hiddenActivation(whole.network, x, 1), 6);
    expect(bench.model().setup?.network).toBe(before.whole.network);
    expect(bench.model().setup?.data).toBe(before.whole.data);
    await expectWhole(bench);
    bench.actions.resetWeights();
    expect(bench.session().whole.network).toBe(before.whole.network);
    expect(bench.session().slice).toEqual(before.slice);
  });

  it('asks the model for fields of the layers after it', async () => {
    const bench = await opened('spirals');
    await bench.actions.setSpace(2);
    bench.actions.setColour('output');
    bench.actions.setShowField(true);
    expect(bench.model().fields.at(-1)).toMatchObject({ layersBefore: 2, slice: { origin: { length: 24 } } });
  });

  it('saves the whole network', async () => {
    const { actions, api } = await opened('blobs');
    const layers = (): unknown => (JSON.parse(api.network()) as { layers: unknown }).layers;
    const before = layers();
    await actions.setSpace(1);
    expect(layers()).toEqual(before);
    expect(JSON.parse(api.network())).not.toHaveProperty('slice');
  });

  it('travels in a link', async () => {
    const { actions, api, lens } = await opened('blobs');
    await actions.setSpace(2);
    await actions.setSlice({ kind: 'principal', components: [0, 2], offsets: [[1, 0.5]] }, true);
    const state = lens();
    const link = api.link();
    expect(link).toMatch(/principal=0,2&off=1:0.5&space=2/);
    await actions.openScene('moons');
    expect(await api.load(link)).toBe(true);
    expect(lens()).toEqual(state);
  });

  it('of one unit is an interval, and refuses what is no hidden layer', async () => {
    const bench = await opened('tent');
    await bench.actions.setSpace(2);
    expect(bench.session().network.inputSize).toBe(2);
    await expectWhole(bench);
    const before = bench.lens();
    await bench.actions.setSpace(6);
    await bench.actions.setSpace(0.5);
    expect(bench.lens()).toBe(before);
    expect(bench.notices().join()).toMatch(/layer 6 is no hidden layer, the network has 5.*0.5 is no layer/s);
    const wide = {
      layers: [
        { W: [[1, 2, 3]], b: [0.5] },
        { W: [[1], [-1]], b: [0, 0.1] },
        { W: [[1, 1]], b: [0] },
      ],
    };
    await bench.actions.importNetwork(JSON.stringify(wide), 'narrow');
    await bench.actions.setSpace(1);
    expect(bench.lens().domain).toHaveLength(2);
    await bench.api.idle();
    expect(bench.session().result?.interval?.vertices.length).toBeGreaterThan(2);
  });
});
