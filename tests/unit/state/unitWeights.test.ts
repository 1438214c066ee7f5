import { describe, expect, it } from 'vitest';
import { flatWeights, weightCount } from '../../../src/core/network/flatWeights';
import { type Bench, opened } from './support';

const weightsOf = ({ session }: Bench): number[] => [...flatWeights(session().network)];

describe("a unit's weights", () => {
  it('are exchanged as float32, and all others stay', async () => {
    const bench = await opened('moons');
    const before = weightsOf(bench);
    bench.actions.setUnitWeights({ layer: 1, unit: 3 }, [0.1, -2], 0.7);
    const after = weightsOf(bench);
    const expected = [...before];
    expected[6] = Math.fround(0.1);
    expected[7] = -2;
    expected[32 + 3] = Math.fround(0.7);
    expect(after).toEqual(expected);
    bench.actions.setUnitWeights({ layer: 3, unit: 0 }, new Float64Array(16).fill(0.5), 1);
    const last = weightsOf(bench).slice(-17);
    expect(last).toEqual([...Array.from({ length: 16 }, () => 0.5), 1]);
    expect(bench.lens().weights).toHaveLength(weightCount(bench.session().network));
  });

  it('reach the model once they rest, at the step that it was at', async () => {
    const bench = await opened('moons');
    bench.model().train(4, false);
    for (let i = 0; i < 5; i++) bench.actions.setUnitWeights({ layer: 1, unit: 0 }, [i, 1], 0);
    expect(bench.model().calls).not.toContain('setWeights');
    await bench.api.idle();
    expect(bench.model().calls.filter((call) => call === 'setWeights')).toHaveLength(1);
    expect(bench.model().stepCount).toBe(4);
    expect(bench.lens().step).toBe(4);
    expect(weightsOf(bench).slice(0, 2)).toEqual([4, 1]);
    bench.actions.stepOnce();
    expect(weightsOf(bench)[0]).toBe(4 + 2 ** -10);
  });

  it('take the place of what was recorded of their step and later', async () => {
    const bench = await opened('moons');
    for (const _ of [1, 2, 3]) bench.model().train(10, false);
    bench.actions.goToStep(20);
    bench.actions.setUnitWeights({ layer: 1, unit: 0 }, [5, 6], 7);
    await bench.api.idle();
    const edited = weightsOf(bench);
    expect(bench.session().recording.map(({ step }) => step)).toEqual([0, 10, 20]);
    bench.actions.goToStep(0);
    bench.actions.setUnitWeights({ layer: 1, unit: 0 }, [8, 9], 0);
    await bench.api.idle();
    expect(bench.session().recording.map(({ step }) => step)).toEqual([0]);
    bench.model().train(10, false);
    bench.actions.goToStep(0);
    expect(weightsOf(bench).slice(0, 2)).toEqual([8, 9]);
    expect(edited.slice(0, 2)).toEqual([5, 6]);
  });

  it('are the first ones again when they are set back', async () => {
    const bench = await opened('moons');
    const [w1 = 0, w2 = 0] = weightsOf(bench);
    const bias = bench.session().network.layers[0]?.bias[0] ?? 0;
    bench.actions.setUnitWeights({ layer: 1, unit: 0 }, [w1 + 1, w2], bias);
    expect(bench.lens().weights).not.toBeNull();
    bench.actions.setUnitWeights({ layer: 1, unit: 0 }, [w1, w2], bias);
    expect(bench.lens().weights).toBeNull();
  });

  it('that cannot be are refused by name', async () => {
    const bench = await opened('moons');
    const before = bench.lens();
    bench.actions.setUnitWeights({ layer: 1, unit: 99 }, [0, 0], 0);
    bench.actions.setUnitWeights({ layer: 9, unit: 0 }, [0, 0], 0);
    bench.actions.setUnitWeights({ layer: 1, unit: 0 }, [0], 0);
    bench.actions.setUnitWeights({ layer: 1, unit: 0 }, [0, 1e300], 0);
    expect(bench.lens()).toBe(before);
    expect(bench.told()).toEqual([
      'There is no unit 99 in layer 1: nothing was changed',
      'There is no unit 0 in layer 9: nothing was changed',
      '1 weights, unit 0 of layer 1 has 2: nothing was changed',
      '1e+300 is no finite float32 number: nothing was changed',
    ]);
  });

  it('are shown of a unit as long as there is such a unit', async () => {
    const bench = await opened('moons');
    bench.actions.selectUnit({ layer: 1, unit: 12 });
    expect(bench.session().selectedUnit).toEqual({ layer: 1, unit: 12 });
    bench.actions.setSeeded({ seed: 2 });
    expect(bench.session().selectedUnit).toEqual({ layer: 1, unit: 12 });
    bench.actions.setSeeded({ layers: [{ size: 12, activation: 'relu' }] });
    expect(bench.session().selectedUnit).toBeNull();
    bench.actions.selectUnit({ layer: 2, unit: 1 });
    expect(bench.session().selectedUnit).toBeNull();
  });
});
