import { afterEach, describe, expect, it } from 'vitest';
import { type LinkSync, startLinkSync } from '../../../src/state/linkSync';
import { FakeHost } from './fakeHost';
import { bench } from './support';

let sync: LinkSync | null = null;
afterEach(() => sync?.dispose());

async function page(href?: string) {
  const host = new FakeHost(href);
  const made = bench();
  sync = startLinkSync(made.controller, host);
  await made.controller.start(host.href());
  await made.api.idle();
  return { ...made, host };
}

describe('the address', () => {
  it('is written in place for continuous changes, once they are made', async () => {
    const { host, actions, api } = await page();
    expect(host.entries).toEqual([expect.stringMatching(/lens\/#v=1&sum=\w{7}&scene=moons$/)]);
    for (let i = 0; i < 50; i++) actions.setPoint([i / 100, 0]);
    await api.idle();
    expect(host.entries).toHaveLength(1);
    expect(host.href()).toMatch(/&p=0.49,0$/);
    expect(host.href().replace(/^[^#]*/, '')).toBe(api.link().replace(/^[^#]*/, ''));
  });

  it('gets a new entry for discrete acts, and Back opens what was before', async () => {
    const { host, actions, api, lens } = await page();
    actions.setPoint([0.5, 0.25]);
    await actions.openScene('xor');
    await api.idle();
    actions.setDomain([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    await api.idle();
    expect(host.entries.map((url) => /scene=(\w+)/.exec(url)?.[1])).toEqual(['moons', 'xor', 'xor']);
    host.back();
    await api.idle();
    expect(lens().domain).toHaveLength(4);
    host.back();
    await api.idle();
    expect(lens()).toMatchObject({ scene: 'moons', point: [0.5, 0.25] });
    expect(host.entries).toHaveLength(3);
  });

  it('opens a link pasted into the same tab, once', async () => {
    const other = await page();
    other.actions.setPoint([0.125, -0.5]);
    other.actions.setColour('class');
    const link = other.api.link().replace('https://example.org/', 'https://example.org/lens/');
    sync?.dispose();
    const { host, api, lens } = await page();
    host.paste(link);
    await api.idle();
    expect(lens()).toEqual(other.lens());
    expect(host.entries).toHaveLength(2);
    expect(host.href()).toBe(link);
  });

  it('keeps what it had when a pasted link is damaged, says so, and mends the address', async () => {
    const { host, api, lens, notices } = await page();
    const good = host.href();
    const before = lens();
    host.paste(good.slice(0, good.length - 6));
    await api.idle();
    expect(lens()).toEqual(before);
    expect(notices().join()).toMatch(/Nothing was opened: the link is damaged or cut off/);
    expect(host.href()).toBe(good);
  });

  it.each([
    ['cut off', 'https://example.org/lens/#v=1&sum=0a1b2c3&scene=spi', /damaged or cut off/],
    ['later', 'https://example.org/lens/#v=9&scene=galaxy', /version 9, this page reads version 1/],
  ])('opens the default scene on a link that is %s', async (_, href, message) => {
    const { lens, notices, session } = await page(href);
    expect(lens().scene).toBe('moons');
    expect(session().result).not.toBeNull();
    expect(notices().join()).toMatch(message);
  });

  it('leaves the state alone for other fragments', async () => {
    const { host, api, lens, notices } = await page();
    const before = lens();
    host.paste('https://example.org/lens/#inspector');
    await api.idle();
    expect(lens()).toBe(before);
    expect(notices()).toEqual([]);
  });

  it('says itself what did not fit', async () => {
    const { host, actions, api } = await page();
    const weights = Array.from({ length: 60 }, () => Array.from({ length: 60 }, (_, i) => i / 60));
    const layers = [{ W: weights, b: weights[0] }];
    await actions.importNetwork(JSON.stringify({ layers }), 'wide.json');
    await api.idle();
    expect(host.href()).toMatch(/&trimmed=all$/);
    expect(() => api.link()).toThrow(/more than 8000/);
    const other = bench();
    expect(await other.api.load(JSON.parse(api.file()))).toBe(true);
    expect(other.api.state()).toEqual(api.state());
  });
});
