/** The table of each view, opened by keyboard, and a value in it against the console's. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { idle, openLens, openTrainable, partitionOf, stateOf } from './lens';

/** What the console says of an input or a place in the slice. */
const inspected = (page: Page, at: readonly number[]) =>
  page.evaluate(
    (x) =>
      (
        window as unknown as {
          polytopeLens: {
            inspect(x: readonly number[]): { output: number[]; map: { A: number[][] }; code: number[][] };
          };
        }
      ).polytopeLens.inspect(x),
    at,
  );

const numberIn = (text: string | null): number => Number((text ?? '').replaceAll('−', '-').replaceAll(',', ''));

/** Presses a button as a person without a pointer does, and waits for the region that it opens. */
async function opened(page: Page, button: string, region: string): Promise<Locator> {
  const opener = page.getByRole('button', { name: button, exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const table = page.getByRole('region', { name: region, exact: true });
  await table.locator('tbody tr').first().waitFor();
  return table;
}

const rowsOf = (table: Locator): Locator => table.locator('tbody tr');

/** Texts of a row: its name, then its cells. */
const cellsOf = (row: Locator): Promise<string[]> => row.locator('th, td').allInnerTexts();

/** Every digit of a cell. */
const fullOf = async (row: Locator, column: number): Promise<number> =>
  numberIn(await row.locator('th, td').nth(column).getAttribute('title'));

describe('by keyboard a person reads', () => {
  it('polytopes of the slice: the row leads into the polytope whose answer it says', async () => {
    const { page } = await openLens();
    const table = await opened(page, 'Table of the largest polytopes', 'Table of polytopes');
    await page.keyboard.press('Tab');
    expect(await table.evaluate((node) => node === document.activeElement)).toBe(true);
    const [, all = ''] = /of ([\d,]+) polytopes/.exec(await table.locator('caption').innerText()) ?? [];
    expect(numberIn(all)).toBe((await partitionOf(page)).faces);
    const row = rowsOf(table).nth(2);
    const [, , answer = ''] = await cellsOf(row);
    await row.getByRole('button').press('Enter');
    const { point } = await stateOf(page);
    const { output } = await inspected(page, point);
    expect(numberIn(answer.split(' ')[2] ?? '')).toBeCloseTo(output[0] as number, 2);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await table.count()).toBe(0);
  });

  it('pieces of a graph: the slope is the map’s', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=tent' });
    const table = await opened(page, 'Table of the pieces', 'Table of pieces');
    const row = rowsOf(table).nth(5);
    const [from, to, slope] = [await fullOf(row, 1), await fullOf(row, 2), await fullOf(row, 3)];
    expect((await inspected(page, [(from + to) / 2])).map.A[0]?.[0]).toBeCloseTo(slope, 9);
  });

  it('facets of the 3-D view: the height at the centroid lies between its corners', async () => {
    const { page } = await openLens({ dark: true, hash: 'v=1&scene=blobs&surface=2,0.5,1' });
    const table = await opened(page, 'Table of the largest polytopes', 'Table of polytopes');
    const row = rowsOf(table).first();
    const [height, low, high] = [await fullOf(row, 3), await fullOf(row, 4), await fullOf(row, 5)];
    await row.getByRole('button').press('Enter');
    const { output } = await inspected(page, (await stateOf(page)).point);
    expect(output[2]).toBeCloseTo(height, 6);
    expect(low).toBeLessThanOrEqual(height);
    expect(high).toBeGreaterThanOrEqual(height);
    const summary = page.getByRole('img', { name: 'The output as a height over the slice' });
    const id = (await summary.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${id}"]`).textContent()).toMatch(
      /as a height over x₁ and x₂, from .+ to .+ in the/,
    );
    expect(await violations(page)).toEqual([]);
  });

  it('units, singular values and the map of the inspector', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    const units = await opened(page, 'Table of the units', 'Table of the units');
    const { code, output } = await inspected(page, (await stateOf(page)).point);
    const pieces = (await units.locator('tbody td:nth-child(3)').allInnerTexts()).map((text) =>
      text === 'on' ? 1 : 0,
    );
    expect(pieces).toEqual(code.flat());
    const map = await opened(page, 'Table of the map', 'Table of the map');
    expect(await map.locator('caption').innerText()).toBe(
      'The offsets c, then the largest 200 of 7,840 entries of A, largest first',
    );
    const values = await opened(page, 'Table of the singular values', 'Table of the singular values');
    expect(await rowsOf(values).count()).toBe(output.length);
    const sigmas = await Promise.all([0, 1, 9].map((row) => fullOf(rowsOf(values).nth(row), 1)));
    expect(sigmas).toEqual([...sigmas].sort((a, b) => b - a));
    expect(await violations(page)).toEqual([]);
  });

  it('statistics, and what each bar counts', async () => {
    const { page } = await openLens({ dark: true });
    await page.getByRole('button', { name: 'Statistics', exact: true }).press('Enter');
    const table = await opened(page, 'Table', 'Table of statistics');
    const { faces } = await partitionOf(page);
    const area = rowsOf(table).filter({ hasText: /^area/ });
    expect(numberIn((await cellsOf(area))[1] ?? '')).toBe(faces);
    const bars = page.getByRole('region', { name: 'Table of the bars' });
    const counts = await rowsOf(bars)
      .filter({ hasText: /^Edges/ })
      .locator('td:last-child')
      .allInnerTexts();
    expect(counts.reduce((sum, text) => sum + numberIn(text), 0)).toBe(faces);
    expect(await violations(page)).toEqual([]);
  });
});

/** Trains for some steps; resolves when everything rests. */
async function trained(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).press('Enter');
  await expect.poll(async () => (await stateOf(page)).step, { timeout: 30_000 }).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Pause training' }).press('Enter');
  await idle(page);
}

describe('of a training', () => {
  it('the newest row is the step in force with its polytopes, rows lead to their times, and the file has them all', async () => {
    const { page } = await openTrainable({ hash: 'v=1&scene=moons' });
    await trained(page);
    const table = await opened(page, 'Training as a table', 'Table of the training');
    const newest = await cellsOf(rowsOf(table).first());
    expect(numberIn(newest[0] ?? '')).toBe((await stateOf(page)).step);
    expect(numberIn(newest[3] ?? '')).toBe((await partitionOf(page)).faces);
    expect(await violations(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).press('Enter');
    const file = await download;
    expect(file.suggestedFilename()).toBe('moons-training.csv');
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
    expect(lines[0]).toBe('step,loss,accuracy,polytopes');
    expect(lines).toHaveLength(1 + (await rowsOf(table).count()));
    expect(Number(lines.at(-1)?.split(',')[1])).toBe(await fullOf(rowsOf(table).first(), 1));
    await rowsOf(table).last().getByRole('button').press('Enter');
    await idle(page);
    expect((await stateOf(page)).step).toBe(0);
    await page.getByRole('button', { name: 'Training as a table' }).press('Enter');
    await expect
      .poll(() => page.locator('.chart.orange svg').getAttribute('aria-label'))
      .toMatch(/^Loss from .+ at step 0 to .+, lowest .+, highest .+; now /);
  });

  it('the other time has a table, a text and a legend of its own', async () => {
    const { page } = await openTrainable({ hash: 'v=1&scene=moons&colour=area' });
    const before = (await partitionOf(page)).faces;
    await page.getByRole('button', { name: 'One training step' }).press('Enter');
    await idle(page);
    await page.getByRole('slider', { name: 'Training step' }).press('Home');
    await idle(page);
    await page.getByRole('button', { name: 'keep beside' }).press('Enter');
    await page.getByRole('slider', { name: 'Training step' }).press('End');
    await idle(page);
    const where = ' at the other time';
    const table = await opened(page, `Table of the largest polytopes${where}`, `Table of polytopes${where}`);
    expect(await table.locator('caption').innerText()).toContain(`of ${before} polytopes`);
    const view = page.getByRole('region', { name: 'The slice at another time' });
    await expect
      .poll(() => view.locator('p.visually-hidden').first().textContent())
      .toMatch(/^Step 0 of the training, /);
    await view.getByRole('region', { name: 'Legend of the other time' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('on a phone', () => {
  it('tables open within the window and scroll inside it', async () => {
    const { page } = await openLens({
      width: 390,
      height: 844,
      touch: true,
      hash: 'v=1&scene=moons&surface=0,0.5,0.7',
    });
    const table = await opened(page, 'Table of the largest polytopes', 'Table of polytopes');
    const box = await table.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect(numberIn((await cellsOf(rowsOf(table).first()))[1] ?? '')).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const units = await opened(page, 'Table of the units', 'Table of the units');
    const { code } = await inspected(page, (await stateOf(page)).point);
    expect(await rowsOf(units).count()).toBe(code.flat().length);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });

  it('a full-size strip with its tables is no wider than the window', async () => {
    const { page } = await openLens({ width: 390, height: 844, touch: true });
    await page.getByRole('button', { name: 'Statistics', exact: true }).press('Enter');
    await opened(page, 'Table', 'Table of statistics');
    await page.getByRole('button', { name: 'Full size: the charts' }).press('Enter');
    await page.getByRole('button', { name: 'Training as a table' }).press('Enter');
    const wide = await page.locator('.strip').evaluate((strip) => strip.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });
});

describe('one part alone', () => {
  it.each([
    [1440, 3],
    [820, 1],
  ])('the inspector flows in columns: at %i px in %i', async (width, columns) => {
    const { page } = await openLens({ width, hash: 'v=1&scene=moons&only=inspector' });
    await page.getByRole('heading', { name: 'Certificate' }).waitFor();
    const lefts = await page
      .locator('.panel-flow > .section')
      .evaluateAll((nodes) => nodes.map((node) => Math.round(node.getBoundingClientRect().left)));
    expect(new Set(lefts).size).toBe(columns);
  });

  it('charts fill the window', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&only=strip' });
    await page.getByRole('button', { name: 'Statistics', exact: true }).press('Enter');
    await page.locator('.statistics-charts rect').first().waitFor();
    const heights = await page
      .locator('.chart-plot')
      .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThan(200);
  });
});
