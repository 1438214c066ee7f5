import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, section, settled, sharedLens, stateOf, visibleText } from './lens';

const legend = (page: Page) => page.getByRole('region', { name: 'Legend' });
const readout = (page: Page) => page.locator('.slice-readout');

/** Waits for the fine field. */
const fine = (page: Page): Promise<void> =>
  expect.poll(() => visibleText(legend(page)), { timeout: 30_000 }).toMatch(/exact at (256 × \d+|\d+ × 256) places/);

async function choose(page: Page, mode: string): Promise<void> {
  await page.getByLabel('Colour polytopes by').selectOption(mode);
  await settled(page);
  await fine(page);
}

/** The pane without the chips over it. */
async function picture(page: Page): Promise<string> {
  const box = await page.locator('.slice-pane').boundingBox();
  if (!box) throw new Error('the pane is not drawn');
  const clip = { x: box.x + 150, y: box.y + 60, width: 380, height: 260 };
  return (await page.screenshot({ clip })).toString('base64');
}

/** What the legend's numbers, written in two figures, are off by at most (below 1). */
const TWO_FIGURES = 0.005;

const number = (text: string): number => Number(text.replace('−', '-'));

/** The last mark of the legend. */
async function legendEnd(page: Page): Promise<number> {
  return number(await legend(page).locator('.slice-scale-ticks li').last().innerText());
}

interface Inspected {
  nearestBoundary: { distance: number };
  nearestBoundaryInSlice: { distance: number };
}

/** Distances to the nearest boundary at a grid of places, by the console. */
const distances = (page: Page, samples: number): Promise<number[]> =>
  page.evaluate((count) => {
    const lens = (window as unknown as { polytopeLens: { inspect(x: number[]): Inspected } }).polytopeLens;
    return Array.from({ length: count * count }, (_, i) => {
      const [row, column] = [Math.floor(i / count), i % count];
      const place = (k: number): number => -1.1 + (2.2 * (k + 0.5)) / count;
      return lens.inspect([place(column), place(row)]).nearestBoundaryInSlice.distance;
    });
  }, samples);

describe('density maps', () => {
  it('each draws a picture of its own, by a scale that says radius, space and places', async () => {
    const { page } = await openLens();
    const seen = new Set([await picture(page)]);
    for (const [mode, said] of [
      ['distance', /^distance to a boundary in the slice · exact at 256 × 256 places\s+0\s/],
      ['crossings', /^boundaries within r = 0\.055 in the slice · exact at 256 × 256 places\s+0\s/],
      ['complexity', /^local complexity, r = 0\.055 in the slice, 4 corners · exact at 256 × 256 places\s+0\s/],
    ] as const) {
      await choose(page, mode);
      expect((await visibleText(legend(page))).trim(), mode).toMatch(said);
      seen.add(await picture(page));
    }
    expect(seen.size).toBe(4);
    // The corners of the cross lie in the disc: no unit can differ among them whose boundary is further away.
    const complexity = await legendEnd(page);
    await choose(page, 'crossings');
    expect(complexity).toBeLessThanOrEqual(await legendEnd(page));
    expect(complexity).toBeGreaterThan(5);
  });

  it('the distance’s scale ends at the largest one, and the pointer reads that of its place', async () => {
    const { page } = await openLens();
    await choose(page, 'distance');
    const largest = Math.max(...(await distances(page, 64)));
    const end = await legendEnd(page);
    // A distance changes by no more than the way gone: half a cell's diagonal of the console's places, and of the map's.
    const reach = (cells: number): number => 1.1 * Math.SQRT2 * (1 / cells);
    expect(end).toBeLessThanOrEqual(largest + reach(64) + TWO_FIGURES);
    expect(end).toBeGreaterThanOrEqual(largest - reach(256) - TWO_FIGURES);
    const box = await page.locator('.slice-pane').boundingBox();
    if (!box) throw new Error('the pane is not drawn');
    const at = [Math.round(box.x + 0.62 * box.width), Math.round(box.y + 0.3 * box.height)] as const;
    await page.mouse.move(...at);
    await readout(page).waitFor({ state: 'visible' });
    const said = /distance ([\d.e−]+) in the slice · ([\d.e−]+) in all inputs/.exec(await visibleText(readout(page)));
    // Alt+click pins the very place that the pointer is at.
    await page.keyboard.down('Alt');
    await page.mouse.click(...at);
    await page.keyboard.up('Alt');
    const [pin] = (await stateOf(page)).pins;
    const inspected = await page.evaluate(
      (x) => (window as unknown as { polytopeLens: { inspect(x: unknown): Inspected } }).polytopeLens.inspect(x),
      pin,
    );
    expect(number(said?.[1] ?? '')).toBeCloseTo(inspected.nearestBoundaryInSlice.distance, 4);
    expect(number(said?.[2] ?? '')).toBeCloseTo(inspected.nearestBoundary.distance, 4);
  });

  it('radius, space and directions are set by keyboard, undone, and carried by the link', async () => {
    const { page } = await openLens();
    await choose(page, 'complexity');
    const first = await picture(page);
    const panel = section(page, 'Colour');
    await panel.getByLabel('Radius r').fill('0');
    await panel.getByLabel('Radius r').press('Enter');
    expect(await visibleText(panel.getByRole('alert'))).toMatch(/^a number above 0/);
    await panel.getByLabel('Radius r').fill('0.2');
    await panel.getByLabel('Radius r').press('Enter');
    await expect.poll(() => visibleText(legend(page))).toMatch(/^local complexity, r = 0\.2/);
    await panel.getByRole('radio', { name: 'In all inputs' }).check();
    await panel.getByLabel('Directions P').fill('1');
    await panel.getByLabel('Directions P').press('Enter');
    await expect.poll(() => visibleText(legend(page))).toMatch(/in R², 2 corners/);
    await fine(page);
    expect(await picture(page)).not.toBe(first);
    const state = await stateOf(page);
    expect(state.density).toEqual({ radius: 0.2, space: 'input', directions: 1, seed: 1 });
    const hash = await page.evaluate(() =>
      new URL((window as unknown as { polytopeLens: { link(): string } }).polytopeLens.link()).hash.slice(1),
    );
    const other = await openLens({ hash });
    await fine(other.page);
    expect(await stateOf(other.page)).toEqual(state);
    await expect.poll(() => visibleText(legend(other.page))).toBe(await visibleText(legend(page)));
    await panel.getByRole('button', { name: 'Reset r' }).click();
    await expect.poll(() => visibleText(legend(page))).toMatch(/r = 0\.055/);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => visibleText(legend(page))).toMatch(/r = 0\.2/);
  });

  it('that takes long is stopped: the coarse one stays until something changes', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits&colour=complexity&ball=input&cross=16' });
    // The coarse one is there, and its places are being refined.
    await expect.poll(() => visibleText(legend(page)), { timeout: 30_000 }).toMatch(/finer: \d+%/);
    await legend(page).getByRole('button', { name: 'Stop' }).click();
    const coarse = /exact at (64 × \d+|\d+ × 64) places/;
    await expect.poll(() => visibleText(legend(page))).toMatch(coarse);
    // Long enough for progress to come back, if it did.
    await page.waitForTimeout(1500);
    expect(await visibleText(legend(page))).toMatch(coarse);
    expect(await legend(page).getByRole('button', { name: 'Stop' }).count()).toBe(0);
    await section(page, 'Colour').getByRole('radio', { name: 'In the slice' }).check();
    await fine(page);
  });

  it('of the digits, and within a zoom', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    await choose(page, 'distance');
    await section(page, 'Colour').getByRole('radio', { name: 'In all inputs' }).check();
    await expect.poll(() => visibleText(legend(page)), { timeout: 30_000 }).toMatch(/^distance to a boundary in R⁷⁸⁴/);
    await fine(page);
    const before = await legendEnd(page);
    await page.getByRole('button', { name: 'Zoom in' }).click({ clickCount: 3 });
    await settled(page);
    await fine(page);
    await expect.poll(() => legendEnd(page)).toBeLessThanOrEqual(before);
  });

  const openPhone = sharedLens({ width: 390, height: 844, hash: 'v=1&scene=moons&colour=complexity' });
  it.each([false, true])('on a phone nothing is wider than it, and axe finds nothing (dark: %s)', async (dark) => {
    const { page } = await openPhone(dark);
    await page.getByRole('radio', { name: 'Scenes and training' }).check();
    await section(page, 'Colour').getByLabel('Radius r').waitFor();
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});
