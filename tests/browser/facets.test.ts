/** The polytope in all inputs: computed by a worker when asked for, stepped across, walked back, shown as a path. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PolytopeLensApi } from '../../src/state/apiTypes';
import { violations } from './axe';
import { codeShown, openLens, saidIn, section, stateOf, visibleText } from './lens';

type PageWindow = { readonly polytopeLens: PolytopeLensApi };

const TITLE = 'Polytope in all inputs';

const compute = (part: Locator): Promise<void> => part.getByRole('button', { name: 'Compute the facets' }).click();

const facts = (part: Locator, name: string): Promise<string> =>
  visibleText(part.locator('.facts:visible .fact', { hasText: name }).first().locator('dd').first());

/** The units of the facets in the list. */
const listed = (part: Locator): Promise<string[]> => part.getByRole('row').getByRole('rowheader').allInnerTexts();

const pathOf = (page: Page) => page.evaluate(() => (window as unknown as PageWindow).polytopeLens.path());

/** Waits until no search runs and what rests has been drawn. */
async function found(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.facets-run progress') === null);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 400))));
}

/** Steps across the facet in a row; the name of its unit. */
async function stepAcross(page: Page, part: Locator, row: number): Promise<string> {
  const name = (await listed(part))[row] ?? '';
  await part.getByRole('button', { name: `Step across ${name}`, exact: true }).click();
  await part.getByRole('list', { name: 'Facets that were crossed' }).waitFor();
  await found(page);
  return name;
}

/** Whether the list of facets fits at 1440 and 1000 px where names and numbers are as long as they get; leaves the names as they were. */
async function fitsLongNames(part: Locator, page: Page): Promise<boolean[]> {
  const region = part.getByRole('region', { name: 'Nearest facets' });
  const fits: boolean[] = [];
  for (const width of [1440, 1000]) {
    await page.setViewportSize({ width, height: 900 });
    fits.push(
      await region.evaluate((host) => {
        const cells = [...host.querySelectorAll('tbody tr:first-child :is(th button, td.num)')];
        const texts = cells.map(({ textContent }) => textContent);
        cells.forEach((cell, i) => {
          cell.textContent = i === 0 ? 'layer4.1.conv2 · channel 511 · (12, 30) · match 0' : '1.234e−5';
        });
        const { scrollWidth, clientWidth } = host;
        cells.forEach((cell, i) => {
          cell.textContent = texts[i] ?? '';
        });
        return cells.length === 3 && scrollWidth <= clientWidth;
      }),
    );
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return fits;
}

const differing = (a: string, b: string): number[] => [...a].flatMap((piece, i) => (piece === b[i] ? [] : [i]));

describe('facets', () => {
  it('of a plane are the edges of the polytope, and its area that of the partition', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const part = section(page, TITLE);
    expect(await part.locator('.facets-result').count()).toBe(0);
    await part.getByRole('radio', { name: 'typed' }).check();
    await part.getByLabel('With the volume').check();
    await compute(part);
    await part.locator('.facets-result').waitFor();
    const across = await section(page, 'Neighbours').locator('.step-name:visible').allInnerTexts();
    expect((await listed(part)).sort()).toEqual(across.sort());
    expect(await facts(part, 'Facets')).toBe(`${across.length} of 32`);
    expect(await facts(part, 'Undecided')).toBe('0');
    expect(await facts(part, 'Area')).toBe(await facts(section(page, 'This polytope'), 'Area'));
    expect(await fitsLongNames(part, page)).toEqual([true, true]);
    // A trail of two steps as a path: it crosses these two units, and comes back with the link.
    const first = await stepAcross(page, part, 0);
    const away = (await listed(part)).findIndex((name) => name !== first);
    const second = await stepAcross(page, part, away);
    await part.getByRole('button', { name: 'Show as path' }).click();
    const report = await pathOf(page);
    expect(report?.crossings.map(({ layer, unit }) => `L${layer}·${unit}`)).toEqual([first, second]);
    const { path } = await stateOf(page);
    const link = await page.evaluate(() => (window as unknown as PageWindow).polytopeLens.link());
    expect(await page.evaluate((text) => (window as unknown as PageWindow).polytopeLens.load(text), link)).toBe(true);
    expect((await stateOf(page)).path).toEqual(path);
    // The box came with the link, too; another one makes the facets old.
    expect((await stateOf(page)).facets).toEqual({ box: { kind: 'range', lower: -1, upper: 1 }, volume: true });
    await part.getByRole('radio', { name: 'none' }).check();
    await part.getByText('Another box or volume is asked for').waitFor();
    await page.keyboard.press('Control+z');
    await part.getByText('Another box or volume is asked for').waitFor({ state: 'detached' });
    expect(await part.getByRole('radio', { name: 'typed' }).isChecked()).toBe(true);
    expect(await violations(page)).toEqual([]);
  });

  it('of a digit are found in sight of their progress, and a step changes one unit', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    const part = section(page, TITLE);
    const progress = part.getByRole('progressbar', { name: 'Search for facets' });
    await compute(part);
    await expect.poll(() => visibleText(part), { timeout: 30_000, interval: 50 }).toMatch(/at least \d+ facets/);
    expect(await progress.getAttribute('max')).toBe('128');
    await part.locator('.facets-result').waitFor({ timeout: 60_000 });
    await found(page);
    expect(await facts(part, 'Undecided')).toBe('0');
    expect(await saidIn(page, TITLE)).toContain('no unit bounds it along 720 dimensions');
    const [, redundant] = await Promise.all([facts(part, 'Facets'), facts(part, 'Redundant')]);
    expect((await listed(part)).length + Number(redundant)).toBe(128);
    const before = await codeShown(page);
    const name = await stepAcross(page, part, 2);
    const [, layer, unit] = /^L(\d)·(\d+)$/.exec(name) ?? [];
    const after = await codeShown(page);
    expect(differing(before, after)).toEqual([(Number(layer) - 1) * 64 + Number(unit)]);
    // Undo and redo take the trail along with the point.
    const steps = part.getByRole('list', { name: 'Facets that were crossed' }).getByRole('listitem');
    await page.keyboard.press('Control+z');
    await expect.poll(() => codeShown(page)).toBe(before);
    expect(await steps.count()).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => codeShown(page)).toBe(after);
    expect(await visibleText(steps.first())).toContain(name);
    await part.getByRole('button', { name: 'Back one step' }).click();
    await found(page);
    expect(await codeShown(page)).toBe(before);
    expect(await part.getByRole('heading', { name: 'Trail' }).count()).toBe(0);
  });

  it('stop when cancelled, and are marked as old when the point leaves', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    const part = section(page, TITLE);
    await part.getByRole('radio', { name: '[0, 1]' }).check();
    await compute(part);
    await part.getByRole('progressbar').waitFor();
    await page.waitForTimeout(1500);
    await part.getByRole('button', { name: 'Cancel' }).click();
    expect(await part.getByRole('progressbar').count()).toBe(0);
    await found(page);
    // The focus stays where it was, and the worker is of use again.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Compute the facets');
    await page.waitForTimeout(1500);
    expect(await part.locator('.facets-result').count()).toBe(0);
    await part.getByRole('radio', { name: 'none' }).check();
    await compute(part);
    await part.locator('.facets-result').waitFor({ timeout: 60_000 });
    await page.evaluate(() => (window as unknown as PageWindow).polytopeLens.select([2, 2]));
    await part.getByText('The point has left this polytope').waitFor();
    expect(await part.getByRole('button', { name: /^Step across/ }).count()).toBe(0);
  });

  it('fit a phone, in the dark', async () => {
    const { page } = await openLens({ width: 390, height: 844, dark: true, hash: 'v=1&scene=moons' });
    const part = section(page, TITLE);
    await part.getByRole('radio', { name: 'data' }).check();
    await compute(part);
    await part.locator('.facets-result').waitFor();
    await stepAcross(page, part, 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
    const small = await part
      .getByRole('button')
      .evaluateAll(
        (all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).length,
      );
    expect(small).toBe(0);
  });
});
