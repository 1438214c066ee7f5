/** Several things that are opened one after the other, or at once: which of them wins, and what is still said of the others. */
import { describe, expect, it } from 'vitest';
import { forward } from '../../../src/core/network';
import { bench, opened } from './support';

const CHAIN = JSON.stringify({ name: 'lines', layers: [{ W: [[1, 2]], b: [0.5] }] });
const POINTS = 'x,y,label\n0,0,a\n1,0,b\n0,1,a\n1,1,b';

async function linkTo(scene: string): Promise<string> {
  const { api } = await opened(scene);
  return api.link();
}

describe('what was chosen last', () => {
  it('wins over the link that the page was opened with, while the code of links still loads', async () => {
    const link = await linkTo('circles');
    const { controller, actions, api, lens, told } = bench();
    const started = controller.start(link);
    await Promise.all([started, actions.openScene('xor')]);
    await api.idle();
    expect(lens().scene).toBe('xor');
    expect(told()).toEqual([]);
  });

  it('wins over that link while its scene still loads, and no other scene stands in for it', async () => {
    const link = await linkTo('circles');
    let arrive = (): void => undefined;
    const loads: string[] = [];
    const { loadScene } = await import('../../../src/state/scenes');
    const { controller, actions, api, lens } = bench(undefined, {
      loadScene: async (id) => {
        loads.push(id);
        if (id === 'circles') await new Promise<void>((resolve) => (arrive = resolve));
        return loadScene(id);
      },
    });
    const started = controller.start(link);
    await expect.poll(() => loads).toEqual(['circles']);
    await actions.openScene('xor');
    arrive();
    await started;
    await api.idle();
    expect(lens().scene).toBe('xor');
    expect(loads).toEqual(['circles', 'xor']);
  });

  it('wins where it is a second link', async () => {
    const links = await Promise.all(['circles', 'blobs'].map(linkTo));
    const { controller, api, lens } = await opened();
    const taken = await Promise.all(links.map((link) => controller.openLink(link)));
    await api.idle();
    expect(taken).toEqual([false, true]);
    expect(lens().scene).toBe('blobs');
  });

  it('is a link that comes while an earlier scene is being opened', async () => {
    const link = await linkTo('circles');
    const { controller, actions, api, lens } = await opened();
    await Promise.all([actions.openScene('xor'), controller.openLink(link)]);
    await api.idle();
    expect(lens().scene).toBe('circles');
  });
});

describe('a wish of which nothing comes', () => {
  const TORN = ['{"layers":[', 'torn.json'] as const;

  it('leaves nothing awaited: a file that is none, chosen while the code of a link loads', async () => {
    const link = await linkTo('circles');
    const { controller, actions, lens } = await opened();
    const taken = await Promise.all([controller.openLink(link), actions.importNetwork(...TORN)]);
    expect(taken).toEqual([false, false]);
    expect(lens().scene).toBe('moons');
    expect(controller.activity.has('scene')).toBe(false);
  });

  it('leaves the first scene to a page that has none', async () => {
    const link = await linkTo('circles');
    const { controller, actions, lens, told } = bench();
    await Promise.all([controller.start(link), actions.importNetwork(...TORN)]);
    expect(lens().scene).toBe('moons');
    expect(told().join()).toMatch(/torn/);
  });

  it('leaves a scene that is on its way to come, and to be cancelled', async () => {
    const arrived: (() => void)[] = [];
    const { loadScene } = await import('../../../src/state/scenes');
    const { controller, actions, lens } = bench(undefined, {
      loadScene: async (id) => {
        if (id === 'xor') await new Promise<void>((resolve) => arrived.push(resolve));
        return loadScene(id);
      },
    });
    await actions.openScene('moons');
    const opening = actions.openScene('xor');
    await expect.poll(() => arrived.length).toBe(1);
    expect(await controller.openLink('https://example.org/lens/#v=1&sum=0a1b2c3&scene=spi')).toBe(false);
    expect(await actions.importNetwork(...TORN)).toBe(false);
    expect(controller.activity.has('scene')).toBe(true);
    arrived[0]?.();
    await opening;
    expect(lens().scene).toBe('xor');
    expect(controller.activity.has('scene')).toBe(false);
  });
});

describe('a notice about something that was to be opened', () => {
  it.each<[string, (page: Awaited<ReturnType<typeof opened>>) => Promise<unknown>]>([
    ['a network', ({ actions }) => actions.importNetwork(CHAIN, 'lines.json')],
    ['a scene', ({ actions }) => actions.openScene('xor')],
    ['points', ({ actions }) => actions.openPoints(POINTS, 'points.csv')],
    ['a state', ({ actions, api }) => actions.load(api.state())],
  ])('goes when %s has been opened since; others stay', async (_, act) => {
    const page = await opened();
    const { actions, notices } = page;
    actions.notify('error', 'Model: out of memory');
    expect(await actions.openPoints('', 'empty.csv')).toBe(false);
    expect(await actions.importNetwork('{"layers":[', 'torn.json')).toBe(false);
    expect(notices()).toHaveLength(3);
    await act(page);
    expect(notices().filter((text) => /empty|torn/.test(text))).toEqual([]);
    expect(notices()).toContain('Model: out of memory');
  });

  it('stays while nothing else is opened, and where it came after what was opened was asked for', async () => {
    const { actions, notices } = await opened();
    expect(await actions.importNetwork('{"layers":[', 'torn.json')).toBe(false);
    expect(await actions.openPoints('', 'empty.csv')).toBe(false);
    expect(notices().join()).toMatch(/torn.*empty/);
    const opening = actions.openScene('xor');
    actions.notify('error', 'late.json could not be read', true);
    await opening;
    expect(notices()).toEqual(['late.json could not be read']);
  });

  it('of a link stays beside the scene that stands in for it', async () => {
    const { controller, lens, notices, actions } = bench();
    await controller.start('https://example.org/lens/#v=1&sum=0a1b2c3&scene=spi');
    expect(lens().scene).toBe('moons');
    expect(notices().join()).toMatch(/Nothing was opened: the link is damaged/);
    await actions.openScene('xor');
    expect(notices()).toEqual([]);
  });
});

it('points of which something is odd say so, and where the rest is read', async () => {
  const { actions, notices, session } = await opened();
  expect(await actions.openPoints('0.1,0.2\n0.3,0.4\n0.5', 'torn.csv')).toBe(true);
  expect(session().table?.notes).toHaveLength(3);
  expect(notices()).toContain('torn.csv: row 3 (line 3): 1 fields, expected 2; more under Data');
  expect(await actions.openPoints(POINTS, 'points.csv')).toBe(true);
  expect(notices().join()).not.toMatch(/torn/);
});

it('a chain of dense layers is read once: what was shown is what is taken', async () => {
  const { actions, lens, session, notices } = await opened();
  const bytes = new TextEncoder().encode(CHAIN);
  expect(await actions.openChain(bytes, 'lines.json')).toBe(true);
  bytes.fill(0);
  expect(await actions.acceptModel()).toBe(true);
  expect(session().openModel).toBeNull();
  expect(lens().network).toMatchObject({ name: 'lines', precision: 'float32' });
  expect(Array.from(forward(session().network, Float64Array.of(1, 1)))).toEqual([3.5]);
  expect(notices()).toEqual([]);
});

it('a file that is shown while the one before it is taken stays to be looked at', async () => {
  const { actions, lens, session } = await opened();
  await actions.openChain(CHAIN, 'lines.json');
  const taking = actions.acceptModel();
  await actions.openChain(CHAIN, 'again.json');
  expect(await taking).toBe(true);
  expect(lens().network).toMatchObject({ name: 'lines' });
  expect(session().openModel?.fileName).toBe('again.json');
});
