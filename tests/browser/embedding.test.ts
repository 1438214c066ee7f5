import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { copied, openLens, openScene, partitionOf, section, settled, stateOf } from './lens';
import { pageAddress } from './support';

const main = (page: Page) => page.getByRole('main');
const header = (page: Page) => page.getByRole('banner');
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const setup = (page: Page) => page.getByRole('complementary', { name: 'Scenes and network' });
const chips = (page: Page) => page.locator('.slice-certificate');

/** Nothing reaches beyond the window's right edge. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe('a page without some parts', () => {
  it.each([
    [1440, 900],
    [820, 1100],
    [390, 844],
  ])('at %i × %i leaves out what the link says, and has a way to all of it', async (width, height) => {
    const { page } = await openLens({
      width,
      height,
      hash: 'v=1&scene=moons&without=header,inspector,strip,training,chips',
    });
    expect(await header(page).count()).toBe(0);
    expect(await inspector(page).count()).toBe(0);
    expect(await setup(page).isVisible()).toBe(true);
    expect(await section(page, 'Training').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Train', exact: true }).count()).toBe(0);
    expect(await chips(page).isVisible()).toBe(false);
    expect(await overflow(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show the whole page' }).click();
    expect(await header(page).isVisible()).toBe(true);
    expect((await stateOf(page)).layout).toEqual({ hide: [], only: null });
    await page.keyboard.press('Control+z');
    expect(await header(page).count()).toBe(0);
  });

  it('stays so when another scene is opened', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&without=header' });
    await openScene(page, 'XOR');
    expect(await stateOf(page)).toMatchObject({ scene: 'xor', layout: { hide: ['header'], only: null } });
    expect(page.url()).toContain('without=header');
  });

  it('names a part that does not exist, and opens as it is', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&without=header,roof' });
    expect(await page.getByRole('region', { name: 'Messages' }).innerText()).toMatch(/hide\[1\] is none of header/);
    expect(await header(page).isVisible()).toBe(true);
  });
});

describe('one part alone', () => {
  it.each(['slice', 'inspector', 'setup', 'strip'] as const)('%s', async (part) => {
    const { page } = await openLens({ width: 640, height: 480, hash: `v=1&scene=moons&only=${part}` });
    expect(await header(page).count()).toBe(0);
    const own = {
      slice: page.getByRole('application'),
      inspector: section(page, 'Output'),
      setup: section(page, 'Scenes'),
    };
    const strip = page.getByRole('button', { name: 'Train', exact: true });
    await { ...own, strip }[part].waitFor();
    expect(await own.slice.count()).toBe(part === 'slice' ? 1 : 0);
    expect(await own.inspector.count()).toBe(part === 'inspector' ? 1 : 0);
    expect(await own.setup.count()).toBe(part === 'setup' ? 1 : 0);
    expect(await strip.count()).toBe(part === 'strip' ? 1 : 0);
    expect((await partitionOf(page)).certificate.euler).toBe(1);
    expect(await main(page).count()).toBe(1);
    expect(await overflow(page)).toBe(0);
    // All of it in sight: what a scrolled column cuts in two is no small target.
    await page.setViewportSize({ width: 640, height: 2400 });
    expect(await violations(page)).toEqual([]);
  });

  it('inside another page has a link to all of it, and leaves that page’s Back alone', async () => {
    const { page } = await openLens();
    await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.onload = resolve;
          frame.src = src;
          frame.style.cssText = 'position:fixed;inset:0;width:600px;height:400px;z-index:99;background:white';
          document.body.append(frame);
        }),
      pageAddress('v=1&scene=xor&only=slice'),
    );
    const frame = page.frames().find((one) => one !== page.mainFrame());
    if (!frame) throw new Error('no frame');
    const link = frame.getByRole('link', { name: 'Open the whole page in a new tab' });
    await link.waitFor();
    const before = await page.evaluate(() => history.length);
    await frame.evaluate(() => {
      type Api = { polytopeLens: { openScene(id: string): Promise<void>; idle(): Promise<void> } };
      return (window as unknown as Api).polytopeLens.openScene('tent');
    });
    await frame.getByRole('slider', { name: 'Selected input' }).press('ArrowRight');
    expect(await page.evaluate(() => history.length)).toBe(before);
    const [other] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await settled(other);
    const state = await stateOf(other);
    expect(state).toMatchObject({ scene: 'tent', layout: { hide: [], only: null } });
    expect(state.point[0]).toBeGreaterThan(0.3);
  });
});

describe('the share box', () => {
  it('makes links and embed code with the parts that were chosen', async () => {
    const { page } = await openLens();
    await page.getByRole('button', { name: 'More ways to share' }).click();
    const box = page.getByRole('dialog', { name: 'Share' });
    await box.getByRole('checkbox', { name: 'Header' }).uncheck();
    await box.getByRole('checkbox', { name: 'Inspector' }).uncheck();
    expect(await violations(page)).toEqual([]);
    await copied(box, 'Copy this link');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/&without=header,inspector$/);
    expect((await stateOf(page)).layout.hide).toEqual([]);
    await box.getByRole('radio', { name: 'slice' }).check();
    const code = await box.getByRole('textbox', { name: 'Embed code' }).inputValue();
    const src = await page.evaluate((html) => {
      const holder = new DOMParser().parseFromString(html, 'text/html');
      return holder.querySelector('iframe')?.getAttribute('src') ?? '';
    }, code);
    const { page: other } = await openLens({ hash: new URL(src).hash.slice(1) });
    expect((await stateOf(other)).layout).toEqual({ hide: ['header', 'inspector'], only: 'slice' });
    await page.keyboard.press('Escape');
    expect(await box.isVisible()).toBe(false);
  });
});
