import { describe, expect, it } from 'vitest';
import { notices } from '../../../src/state/scenes/notices';
import { currentScene, noticeText } from '../../../src/views/scenes/noticeText';
import { opened } from '../state/support';

const shown = (bench: Awaited<ReturnType<typeof opened>>) => {
  const state = bench.controller.store.getState();
  return [noticeText(state), currentScene(state)];
};

describe('the sentence over the scenes', () => {
  it('speaks of the scene only while its data are there, and comes back with them', async () => {
    const bench = await opened('moons');
    expect(shown(bench)).toEqual([notices.moons, 'moons']);
    await bench.actions.openPoints('x,y,label\n0,0,a\n1,0,b\n0,1,a', 'mine.csv');
    expect(shown(bench)).toEqual(['In place of the scene’s data: mine (3 points, 2 inputs, 2 classes).', null]);
    await bench.actions.setData({ kind: 'generated', set: 'circles', count: 50, noise: 0, seed: 1 });
    expect(shown(bench)).toEqual(['In place of the scene’s data: circles (50 points, 2 inputs, 2 classes).', null]);
    await bench.actions.setData(null);
    expect(shown(bench)).toEqual([notices.moons, 'moons']);
  });

  it('names a plane of another kind', async () => {
    const bench = await opened('moons');
    await bench.actions.setSliceKind('random');
    expect(shown(bench)).toEqual(['Two moons: a random plane (seed 1).', 'moons']);
    await bench.actions.setSliceKind('principal');
    expect(shown(bench)[0]).toBe('Two moons: a plane along principal components 1 and 2.');
    await bench.actions.setSliceKind('anchors');
    expect(shown(bench)[0]).toBe('Two moons: a plane through three anchors.');
    await bench.actions.setSliceKind('axes');
    expect(shown(bench)[0]).toBe(notices.moons);
    await bench.actions.setSpace(1);
    expect(shown(bench)[0]).toBe('Two moons: a plane in the activations of layer 1.');
  });

  it('names a network that is not the scene’s', async () => {
    const bench = await opened('moons');
    bench.actions.setSeeded({ layers: [{ size: 5, activation: 'relu' }], seed: 3 });
    expect(shown(bench)).toEqual(['Two moons: another network, 2–5–1, drawn from seed 3.', 'moons']);
    bench.actions.useSceneNetwork();
    expect(shown(bench)[0]).toBe(notices.moons);
  });
});
