/** The path between inputs: put there, dragged, read, followed by a link. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PolytopeLensApi } from '../../src/state/apiTypes';
import { violations } from './axe';
import { openLens, stateOf, visibleText } from './lens';

type PageWindow = { readonly polytopeLens: PolytopeLensApi };

const pathOf = (page: Page) => page.evaluate(() => (window as unknown as PageWindow).polytopeLens.path());

const handle = (page: Page, index: number) => page.getByRole('slider', { name: `Point ${index} of the path` });

describe('a path', () => {
  it('is added, dragged, read along the way and undone', async () => {
    const { page } = await openLens();
    const panel = page.getByRole('region', { name: 'Path', exact: true });
    await panel.getByRole('button', { name: 'Add a path' }).click();
    await handle(page, 2).waitFor();
    const first = await pathOf(page);
    const gist = panel.locator('.statistics-gist');
    await expect.poll(() => visibleText(gist)).toContain(`${first?.crossings.length} crossings`);
    // By the pointer.
    const box = await handle(page, 2).boundingBox();
    if (!box) throw new Error('no handle');
    await page.mouse.move(box.x + 16, box.y + 16);
    await page.mouse.down();
    await page.mouse.move(box.x + 16 - 90, box.y + 16 - 60, { steps: 5 });
    await page.mouse.up();
    const moved = await pathOf(page);
    expect(moved?.length).not.toBe(first?.length);
    await expect.poll(() => visibleText(gist)).toContain(`${moved?.crossings.length} crossings`);
    // By keys.
    const before = (await stateOf(page)).path?.vertices[1];
    await handle(page, 2).press('Shift+ArrowUp');
    expect((await stateOf(page)).path?.vertices[1]).not.toEqual(before);
    // The ticks stand where the console says the crossings are.
    const now = await pathOf(page);
    const places = new Set(now?.crossings.map(({ t }) => t));
    await expect
      .poll(() =>
        page
          .locator('.path-ticks')
          .getAttribute('d')
          .then((d) => d?.split('M').length),
      )
      .toBe(places.size + 1);
    // A figure points at the slice, and the slice at the figures.
    await panel.locator('.path-chart svg').first().hover();
    expect(await page.locator('.path-dot').isVisible()).toBe(true);
    await expect.poll(() => visibleText(panel.locator('.path-chart').nth(3))).toMatch(/\d+ · H \d+/);
    await panel.getByRole('slider', { name: 'Place' }).press('End');
    const value = now?.pieces.at(-1)?.output[0];
    expect(value).toBeDefined();
    await panel.getByRole('button', { name: 'Remove' }).click();
    expect((await stateOf(page)).path).toBeNull();
    await page.keyboard.press('Control+z');
    await handle(page, 1).waitFor();
  });

  it('comes back with its link, straight in a layer, and has its numbers in tables', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&path=at:-0.8,-0.4;12*1;at:0.7,0.5&pathlayer=1' });
    const panel = page.getByRole('region', { name: 'Path', exact: true });
    await handle(page, 3).waitFor();
    const { path } = await stateOf(page);
    expect(path).toEqual({
      vertices: [
        { kind: 'slice', at: [-0.8, -0.4] },
        { kind: 'mix', terms: [[12, 1]] },
        { kind: 'slice', at: [0.7, 0.5] },
      ],
      layer: 1,
    });
    expect(await panel.getByRole('combobox', { name: 'Straight in' }).inputValue()).toBe('1');
    const report = await pathOf(page);
    await panel.getByRole('button', { name: 'Table of the crossings' }).press('Enter');
    const rows = page.getByRole('region', { name: 'Table of the crossings' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe((report?.crossings.length ?? 0) + 1);
    // Straight in the inputs again: the page's layers count from the first.
    await panel.getByRole('combobox', { name: 'Straight in' }).selectOption('0');
    const straight = await pathOf(page);
    expect(straight?.layers.map(({ layer }) => layer)).toContain(1);
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/-path\.csv$/);
    expect(await violations(page)).toEqual([]);
  });

  it('with soft codes shows their variation beside the crossings, in figures, words, table and file', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&path=at:-0.8,-0.4;at:0.7,0.5&soft=0.7' });
    const panel = page.getByRole('region', { name: 'Path', exact: true });
    await handle(page, 2).waitFor();
    const count = (await pathOf(page))?.crossings.length ?? 0;
    const figure = panel.locator('.path-chart', { hasText: 'Soft variation' });
    await expect
      .poll(() => visibleText(figure.locator('.chart-value')))
      .toMatch(new RegExp(`^[\\d.]+ beside ${count}$`));
    await expect.poll(() => visibleText(figure.locator('.path-legend'))).toMatch(/soft codes\s*hard crossings/);
    expect(await panel.locator('.path-chart', { hasText: 'Entropy of the code' }).isVisible()).toBe(true);
    // Output and confidence have a dashed line of the soft network more.
    for (const title of ['Output', 'Confidence'])
      await expect
        .poll(() => panel.locator('.path-chart', { hasText: title }).locator('path[stroke-dasharray]').count())
        .toBe(1);
    await panel.getByRole('button', { name: 'Table of the soft codes' }).press('Enter');
    const rows = page.getByRole('region', { name: 'Table of the soft codes' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(3);
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Soft CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/-soft-path\.csv$/);
    expect(await violations(page)).toEqual([]);
    // Hard again: all of it goes.
    await page.evaluate(async () => {
      const lens = (window as unknown as PageWindow).polytopeLens;
      await lens.load({ ...lens.state(), soft: null });
    });
    await expect.poll(() => figure.isVisible()).toBe(false);
    expect(await panel.getByRole('button', { name: 'Soft CSV' }).isVisible()).toBe(false);
  });

  it('of images shows them along the way, on a phone, too', async () => {
    const { page } = await openLens({ width: 390, height: 844, dark: true, hash: 'v=1&scene=digits&path=0*1;3*1' });
    const panel = page.getByRole('region', { name: 'Path', exact: true });
    await expect.poll(() => panel.locator('.path-image:visible').count()).toBe(9);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });
});
