import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { idle, openLens, openTrainable, partitionOf, settled, sharedLens, stateOf, visibleText } from './lens';

const legend = (page: Page) => page.getByRole('region', { name: 'Legend' });
const beta = (page: Page) => page.getByRole('slider', { name: 'β of all layers' });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });

async function unfold(page: Page): Promise<void> {
  const fold = page.getByRole('button', { name: 'Hard to soft', exact: true });
  await fold.scrollIntoViewIfNeeded();
  await fold.click();
  await beta(page).waitFor();
}

/** Waits for the field of every pixel that the domain has in the pane: nearly all of its shorter side. */
async function fine(page: Page): Promise<void> {
  const box = await page.locator('.slice-pane').boundingBox();
  const side = Math.min(box?.width ?? Number.NaN, box?.height ?? Number.NaN);
  const places = async (): Promise<number> => {
    const [, width, height] = /at (\d+) × (\d+) places, float32/.exec(await visibleText(legend(page))) ?? [];
    // The domain is square, its sides need not end on whole pixels.
    return Math.abs(Number(width) - Number(height)) <= 1 ? Number(height) / side : Number.NaN;
  };
  await expect.poll(places, { timeout: 60_000 }).toBeGreaterThan(0.8);
  expect(await places()).toBeLessThanOrEqual(1);
}

/** Colours of the slice's canvas without the lines and points over it, in a coarse raster. */
async function shot(page: Page): Promise<string> {
  const box = await page.locator('.slice-pane').boundingBox();
  if (!box) throw new Error('the pane is not drawn');
  const clip = { x: box.x + 200, y: box.y + 60, width: 380, height: 200 };
  return (await page.screenshot({ clip })).toString('base64');
}

/** The same once nothing moves any more: the legend may be a frame ahead. */
async function picture(page: Page): Promise<string> {
  let last = await shot(page);
  for (let tries = 0; tries < 20; tries++) {
    await page.waitForTimeout(150);
    const now = await shot(page);
    if (now === last) return now;
    last = now;
  }
  throw new Error('the slice does not come to rest');
}

/** Pulls β from one share of its slider to another. */
async function pull(page: Page, from: number, to: number, release = true): Promise<void> {
  const box = await beta(page).boundingBox();
  if (!box) throw new Error('β has no slider');
  const at = (share: number): number => box.x + 8 + (box.width - 16) * share;
  const y = box.y + box.height / 2;
  await page.mouse.move(at(from), y);
  await page.mouse.down();
  await page.mouse.move(at(to), y, { steps: 12 });
  if (release) await page.mouse.up();
}

describe('from hard to soft', () => {
  it('is turned on, pulled and undone in one step each; WebGL paints, and the polytopes stay', async () => {
    const { page } = await openTrainable({ height: 700, hash: 'v=1&scene=moons&data=0' });
    const before = await partitionOf(page);
    await unfold(page);
    await page.getByText('Soft codes by β').click();
    await fine(page);
    // All bands of it: some may take longer than a picture is watched.
    await idle(page);
    expect(await stateOf(page)).toMatchObject({ colour: 'softEntropy', soft: { beta: 0.5 } });
    const posterior = await picture(page);
    await pull(page, 0.5, 0.95);
    await idle(page);
    await fine(page);
    const { soft } = await stateOf(page);
    expect(soft?.beta).toBeGreaterThan(0.9);
    expect(await picture(page)).not.toBe(posterior);
    expect((await partitionOf(page)).faces).toBe(before.faces);
    await undo(page).click();
    expect(await stateOf(page)).toMatchObject({ colour: 'softEntropy', soft: { beta: 0.5 } });
    await idle(page);
    await fine(page);
    await expect.poll(() => picture(page), { timeout: 30_000 }).toBe(posterior);
    await undo(page).click();
    expect((await stateOf(page)).soft).toBeNull();
    const { backend } = await page.evaluate(() =>
      (window as unknown as { polytopeLens: { model(): { backend: string } } }).polytopeLens.model(),
    );
    expect(backend).toBe('webgl');
  });

  it('Escape brings β back while it is pulled, and keys step it', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&soft=0.4' });
    await unfold(page);
    const first = await beta(page).inputValue();
    await pull(page, 0.4, 0.8, false);
    await expect.poll(async () => (await stateOf(page)).soft?.beta).toBeGreaterThan(0.7);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect.poll(async () => (await stateOf(page)).soft?.beta).toBe(0.4);
    // The slider follows with the next frame; keys step from what it shows.
    await expect.poll(() => beta(page).inputValue()).toBe(first);
    await beta(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await stateOf(page)).soft?.beta).toBeCloseTo(0.405, 9);
  });

  it('a link brings β, layers, field and unit back', async () => {
    const { page } = await openTrainable({ height: 700, hash: 'v=1&scene=moons&colour=softEntropy&soft=0.6' });
    await unfold(page);
    await page.getByLabel('Of', { exact: true }).selectOption('layer 2');
    await page.getByLabel('and', { exact: true }).selectOption('unit 3');
    await page.getByRole('button', { name: 'Single layers' }).click();
    await page.getByRole('textbox', { name: 'β of layer 1, typed' }).fill('0.25');
    await page.getByRole('textbox', { name: 'β of layer 1, typed' }).press('Enter');
    await expect.poll(() => visibleText(legend(page))).toMatch(/^entropy of L2·3, nats/);
    const state = await stateOf(page);
    expect(state.soft).toEqual({ beta: 0.6, layers: [0.25], entropyLayer: 2, entropyUnit: 3 });
    const hash = await page.evaluate(() =>
      new URL((window as unknown as { polytopeLens: { link(): string } }).polytopeLens.link()).hash.slice(1),
    );
    const other = await openTrainable({ height: 700, hash });
    expect(await stateOf(other.page)).toEqual(state);
    await fine(other.page);
    await page.getByRole('button', { name: 'Follow β of all layers in layer 1' }).click();
    expect((await stateOf(page)).soft?.layers).toEqual([]);
  });

  it('a hard network says that its code is certain, and the legend softens it', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&colour=softLikeliest' });
    await expect.poll(() => visibleText(legend(page))).toMatch(/the codes are hard: one of them is certain/);
    await legend(page).getByRole('button', { name: 'Soften the codes' }).click();
    expect((await stateOf(page)).soft?.beta).toBe(0.5);
    // Without tfjs the faces have their values at the centroids.
    await expect.poll(() => visibleText(legend(page))).toMatch(/at the centroid/);
  });

  it('soft and hard agree away from the boundaries as β → 1', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&soft=0.5' });
    await unfold(page);
    const table = page.locator('.agreement');
    await table.waitFor({ timeout: 20_000 });
    for (const row of ['output', 'map']) {
      const cells = await table
        .getByRole('row', { name: new RegExp(`^${row}`) })
        .getByRole('cell')
        .allInnerTexts();
      const values = cells.map((text) => Number(text.replace('−', '-')));
      expect(values.length).toBe(6);
      expect(values[0]).toBeGreaterThan(values[2] as number);
      expect(values.at(-1)).toBe(0);
    }
  });

  const openPhone = sharedLens({ width: 390, height: 844, hash: 'v=1&scene=moons&soft=0.5&colour=softEntropy' });
  it.each([false, true])('on a phone nothing is wider than it, and axe finds nothing (dark: %s)', async (dark) => {
    const { page } = await openPhone(dark);
    const layers = page.getByRole('button', { name: 'Single layers' });
    if ((await layers.count()) === 0) await unfold(page);
    if ((await layers.getAttribute('aria-expanded')) !== 'true') await layers.click();
    await page.locator('.agreement').waitFor({ timeout: 20_000 });
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});
