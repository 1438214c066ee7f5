import { afterEach, describe, expect, it } from 'vitest';
import { type LinkSync, startLinkSync } from '../../../src/state/linkSync';
import { FakeHost } from '../state/fakeHost';
import { bench } from '../state/support';

let sync: LinkSync | null = null;
afterEach(() => sync?.dispose());

async function page(scene: string) {
  const host = new FakeHost(`https://example.org/#v=1&scene=${scene}`);
  const made = bench();
  sync = startLinkSync(made.controller, host);
  await made.controller.start(host.href());
  await made.api.idle();
  const scenes = () => host.entries.map((url) => /scene=(\w+)/.exec(url)?.[1]);
  return { ...made, host, scenes };
}

describe('undo and Back', () => {
  it('an undone scene leaves an address behind, to which Back goes', async () => {
    const { actions, api, host, lens, scenes } = await page('moons');
    actions.setPoint([0.5, 0.25]);
    await api.idle();
    const before = lens();
    await actions.openScene('xor');
    await api.idle();
    actions.undo();
    await api.idle();
    expect(lens()).toEqual(before);
    expect(scenes()).toEqual(['moons', 'xor', 'moons']);
    expect(host.href()).toContain('&p=0.5,0.25');
    host.back();
    await api.idle();
    expect(lens().scene).toBe('xor');
    host.back();
    await api.idle();
    expect(lens()).toEqual(before);
  });

  it('Back is an act itself: undo takes it back, trained weights included', async () => {
    const { actions, model, api, host, lens } = await page('moons');
    await actions.openScene('blobs');
    await api.idle();
    model().train(20, false);
    await api.idle();
    const trained = lens();
    host.back();
    await api.idle();
    expect(lens().scene).toBe('moons');
    actions.undo();
    expect(lens()).toEqual(trained);
    actions.redo();
    expect(lens()).toMatchObject({ scene: 'moons', weights: null });
  });

  it('an undone drag writes its address in place, an undone pick a new one', async () => {
    const { actions, api, host, lens } = await page('space');
    const first = lens().slice;
    actions.beginGesture();
    actions.moveAnchor(1, [0.75, 0.25]);
    actions.commitGesture();
    await api.idle();
    actions.undo();
    await api.idle();
    expect(lens().slice).toEqual(first);
    expect(host.entries).toHaveLength(1);
    expect(host.href()).toMatch(/#v=1&sum=\w{7}&scene=space$/);
    actions.redo();
    await api.idle();
    expect(host.entries).toHaveLength(1);
    actions.setAnchor(2, { kind: 'mix', terms: [[3, 1]] });
    await api.idle();
    expect(host.entries).toHaveLength(2);
    actions.undo();
    await api.idle();
    expect(host.entries).toHaveLength(3);
    expect(host.entries[2]).toBe(host.entries[0]);
  });
});
