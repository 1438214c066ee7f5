import { describe, expect, it } from 'vitest';
import { codeEntries, codeLayout, forward } from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { partition } from '../../../src/core/partition';
import { faceCount } from '../../../src/core/partition/complex';
import { clampFault, withClamp } from '../../../src/state/clamps';
import type { DataSet } from '../../../src/state/types';
import { goneEdges } from '../../../src/views/slice/ghost';
import { expectClose, expectWhole } from './planeSupport';
import { opened } from './support';

describe('clamped units', () => {
  it('are held in what is sliced and inspected, and the former partition is there to compare with', async () => {
    const bench = await opened('moons');
    const before = bench.session();
    const faces = faceCount(before.result?.complex as never);
    bench.actions.setClamp(3, 'on');
    bench.actions.setClamp(20, 'ablated');
    await bench.api.idle();
    const { network, whole, inspection } = bench.session();
    expect(whole.network).toBe(before.whole.network);
    expect(network.layers[0]?.held?.[3]).toBe(1);
    expect(network.layers[1]?.held?.[4]).toBe(0);
    expect(codeEntries(codeLayout(network), inspection?.code as Uint32Array)[0]?.[3]).toBe(1);
    expect(Array.from(inspection?.output ?? [])).toEqual(Array.from(forward(network, inspection?.x ?? [])));
    await expectWhole(bench);
    const { former, result } = bench.session();
    expect(faceCount(former?.complex as never)).toBe(faces);
    expect(faceCount(result?.complex as never)).toBe(
      faceCount(partition(network, bench.session().slice, bench.lens().domain)),
    );
    expect([3, 20].some((unit) => former?.complex?.edgeUnits.includes(unit))).toBe(true);
    expect([3, 20].some((unit) => result?.complex?.edgeUnits.includes(unit))).toBe(false);
    bench.actions.freeUnits();
    expect(bench.session().network).toBe(before.network);
    await bench.api.idle();
    expect(bench.session().former).toBeNull();
    expect(faceCount(bench.session().result?.complex as never)).toBe(faces);
  });

  it('leave the model alone: it is the network without clamps, and does not train meanwhile', async () => {
    const { actions, model, session, notices, api } = await opened('moons');
    actions.play();
    model().train(2);
    actions.setClamp(0, 'off');
    expect(model().calls.at(-1)).toBe('pause');
    await api.idle();
    const calls = model().calls.length;
    actions.play();
    actions.stepOnce();
    expect(model().calls).toHaveLength(calls);
    expect(notices().join()).toMatch(/without the clamps: free the clamped units to train/);
    expect(session().whole.network.layers[0]).not.toHaveProperty('held');
    actions.setColour('output');
    actions.setShowField(true);
    expect(model().fields).toHaveLength(0);
    actions.freeUnits();
    expect(model().fields).toHaveLength(1);
    actions.stepOnce();
    expect(model().calls.at(-1)).toBe('step 1');
  });

  it('stay through a link and through weights that are put back', async () => {
    const { actions, api, lens, session } = await opened('blobs');
    actions.setClamp(13, 'off');
    actions.setClamp(2, 'ablated');
    actions.setShowFormer(false);
    expect(lens().clamps).toEqual([
      [2, 'ablated'],
      [13, 'off'],
    ]);
    actions.resetWeights();
    expect(session().network.layers[0]?.held?.[2]).toBe(2);
    const state = lens();
    const link = api.link();
    expect(link).toMatch(/clamp=2:ablated,13:off&former=0$/);
    await actions.openScene('moons');
    expect(session().network.layers[0]).not.toHaveProperty('held');
    expect(await api.load(link)).toBe(true);
    expect(lens()).toEqual(state);
    expect(session().network.layers[0]?.held?.[2]).toBe(2);
  });

  it('of the layers before move the data of a hidden space', async () => {
    const bench = await opened('blobs');
    await bench.actions.setSpace(1);
    const { data } = bench.session();
    bench.actions.setClamp(5, 'ablated');
    const { whole, data: now, network } = bench.session();
    for (let i = 0; i < 20; i++) {
      expect(now?.inputs[12 * i + 5]).toBe(0);
      expect(now?.inputs[12 * i + 4]).toBe(data?.inputs[12 * i + 4]);
    }
    expect(network.layers).toEqual(whole.network.layers.slice(1));
    bench.actions.setClamp(12, 'on');
    expect(bench.session().network.layers[0]?.held?.[0]).toBe(1);
    const h = hiddenActivation(whole.network, (whole.data as DataSet).inputs.subarray(0, 2), 1);
    h[5] = 0;
    expectClose((bench.session().data as DataSet).inputs.subarray(0, 12), h, 6);
    await expectWhole(bench);
  });

  it('are refused where there is no such unit', async () => {
    const { actions, lens, notices, api, session } = await opened('moons');
    const before = lens();
    actions.setClamp(32, 'on');
    expect(lens()).toBe(before);
    expect(notices().join()).toMatch(/unit 32 does not exist, the network has 32 gated units/);
    expect(await api.load({ ...before, clamps: [[99, 'on']] })).toBe(false);
    expect(await api.load({ ...before, clamps: [[1, 'half']] })).toBe(false);
    expect(
      await api.load({
        ...before,
        clamps: [
          [1, 'on'],
          [1, 'off'],
        ],
      }),
    ).toBe(false);
    expect(notices().join()).toMatch(/none of on, off, ablated.*names a unit twice/s);
    expect(clampFault([], session().network)).toBeNull();
    expect(withClamp([[4, 'on']], 4, null)).toEqual([]);
  });

  it('of a network with one input leave fewer pieces', async () => {
    const bench = await opened('tent');
    bench.actions.setClamp(1, 'off');
    await bench.api.idle();
    const { former, result } = bench.session();
    expect(former?.interval?.vertices).toHaveLength(33);
    expect(result?.interval?.vertices.length).toBeLessThan(33);
    expect(result?.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  });
});

describe('edges that the clamps took away', () => {
  it('are those whose middle lies on no edge of now', async () => {
    const { session, actions, api, lens } = await opened('moons');
    const former = session().result?.complex as never;
    expect(goneEdges(former, former)).toEqual([]);
    actions.setClamp(31, 'off');
    await api.idle();
    const { network, slice, result } = session();
    const gone = goneEdges(former, result?.complex ?? null);
    // Unit 31 is of the last hidden layer: its own boundary goes, and no other bends.
    const own = partition(session().whole.network, slice, lens().domain);
    const edges = new Set<number>();
    for (let edge = 0; edge + 1 < own.edgeUnitOffsets.length; edge++)
      for (let i = own.edgeUnitOffsets[edge] as number; i < (own.edgeUnitOffsets[edge + 1] as number); i++)
        if (own.edgeUnits[i] === 31 && (own.edgeFaces[2 * edge + 1] as number) >= 0) edges.add(edge);
    expect(network.layers[1]?.held?.[15]).toBe(0);
    expect(edges.size).toBeGreaterThan(0);
    expect(new Set(gone)).toEqual(edges);
  });
});
