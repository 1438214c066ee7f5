import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core/network/forward';
import { pointInInput } from '../../../src/core/slice/slice';
import { outputAt } from '../../../src/state/pinned';
import { formatNumber } from '../../../src/ui/format';
import { createFaceFinder, readoutLines } from '../../../src/views/slice/hover';
import { pinByKey, pinnedLines } from '../../../src/views/slice/pinText';
import { opened } from './support';

describe('pins', () => {
  it('are added, at most four and none twice, and taken away; undo brings them back', async () => {
    const { actions, lens, api } = await opened('space');
    const places = [0, 1, 2, 3, 4].map((k) => [k / 10, -k / 20] as const);
    for (const place of places) actions.addPin(place);
    expect(lens().pins).toEqual(places.slice(1));
    actions.addPin([0.2, -0.1]);
    expect(lens().pins).toEqual([places[1], places[3], places[4], places[2]]);
    await api.idle();
    actions.removePin(0);
    actions.removePin(7);
    expect(lens().pins).toEqual([places[3], places[4], places[2]]);
    await api.idle();
    actions.undo();
    await api.idle();
    expect(lens().pins).toEqual([places[1], places[3], places[4], places[2]]);
    actions.addPin([Number.NaN, 0]);
    expect(lens().pins.length).toBe(4);
  });

  it('go with another plane, and stay while their plane only moves', async () => {
    const { actions, lens } = await opened('space');
    actions.addPin([0.1, 0.2]);
    expect(lens().slice.kind).toBe('anchors');
    actions.moveAnchor(0, [0.05, 0.02]);
    expect(lens().pins).toEqual([[0.1, 0.2]]);
    await actions.setSliceKind('random');
    expect(lens().pins).toEqual([]);
  });

  it('say what a forward pass gives at their place, also with other weights', async () => {
    const { actions, controller, session, api } = await opened('space');
    const place = [0.15, -0.05] as const;
    actions.addPin(place);
    const find = createFaceFinder();
    const said = (): readonly string[] => {
      const state = controller.store.getState();
      return pinnedLines(state, place, (answer) =>
        readoutLines(state, find(state.session.result?.complex, place), place, 100, undefined, answer),
      );
    };
    for (const factor of [1, 1.5]) {
      const { network, slice, whole } = session();
      const output = forward(network, pointInInput(slice, place));
      expect(outputAt(controller.store.getState(), place)).toEqual(output);
      expect(said()[1]).toContain(formatNumber(Math.max(...output)));
      expect(said()[2]).toMatch(/^polytope [\d,]+ · area /);
      const [first] = whole.network.layers;
      if (factor > 1 || first?.kind !== 'dense') continue;
      const row = Array.from(first.weights.subarray(0, first.inputSize), (w) => 1.5 * w + 0.1);
      actions.setUnitWeights({ layer: 1, unit: 0 }, row, (first.bias[0] ?? 0) + 1);
      await api.idle();
    }
    const far = [1e6, 1e6] as const;
    const outside = pinnedLines(controller.store.getState(), far, () => []);
    expect(outside[2]).toBe('outside the domain');
  });

  it('come and go by their keys, which leave what they have no use for', async () => {
    const { actions, lens, controller } = await opened('space');
    actions.setPoint([0.3, 0.1]);
    const press = (key: Parameters<typeof pinByKey>[0], pointer: readonly [number, number] | null = null) =>
      pinByKey(key, controller.store.getState(), pointer);
    expect(press('unpin')).toBe(false);
    expect(press('pin')).toBe(true);
    expect(press('pin', [0.2, 0])).toBe(true);
    expect(lens().pins).toEqual([
      [0.3, 0.1],
      [0.2, 0],
    ]);
    expect(press('unpin')).toBe(true);
    expect(lens().pins).toEqual([[0.3, 0.1]]);
    expect(press('in')).toBeNull();
  });
});
