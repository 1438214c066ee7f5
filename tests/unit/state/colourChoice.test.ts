import { describe, expect, it } from 'vitest';
import { opened } from './support';

describe('what is chosen for the colours', () => {
  it('is a unit or output that the network has; another is refused', async () => {
    const { actions, lens, notices } = await opened('blobs');
    const before = lens();
    actions.setColourUnit({ layer: 9, unit: 0 });
    actions.setColourOutput(40);
    expect(lens()).toEqual(before);
    expect(notices().join()).toMatch(/no gated unit 0 in layer 9.*Output 40 of \d+/);
  });

  it('falls on the nearest unit when a mode by unit is chosen', async () => {
    const { actions, lens, api } = await opened();
    await api.load({ ...api.state(), colourUnit: { layer: 7, unit: 500 } });
    actions.setColour('unitState');
    const { layers } = JSON.parse(api.network()) as { layers: { b: number[] }[] };
    const hidden = layers.slice(0, -1);
    expect(lens().colourUnit).toEqual({ layer: hidden.length, unit: (hidden.at(-1)?.b.length ?? 0) - 1 });
  });

  it('lists hidden layers once each, in order, and refuses what is no layer', async () => {
    const { actions, lens, notices } = await opened();
    actions.setHiddenLayers([3, 1, 3]);
    actions.setShowDual(true);
    expect(lens()).toMatchObject({ hiddenLayers: [1, 3], showDual: true });
    actions.setHiddenLayers([0]);
    expect(lens().hiddenLayers).toEqual([1, 3]);
    expect(notices().join()).toMatch(/hiddenLayers\[0\] is not a layer/);
  });
});
