import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, settled, stateOf, visibleText } from './lens';

const pieces = (page: Page) => page.getByRole('region', { name: 'Pieces of an activation' });
const cells = (page: Page) => page.getByRole('region', { name: /as a vector quantiser$/ });

async function openFigures(hash: string, phone = false): Promise<Page> {
  const { page } = await openLens(phone ? { width: 390, height: 844, hash } : { hash });
  const fold = page.getByRole('button', { name: 'Hard to soft', exact: true });
  await fold.scrollIntoViewIfNeeded();
  await fold.click();
  await pieces(page).scrollIntoViewIfNeeded();
  return page;
}

const curve = (page: Page): Promise<string | null> =>
  pieces(page).locator('.soft-host path.soft-soft').getAttribute('d');

/** How many colours the canvas of the cells has, at most `most`. */
const coloursOf = (page: Page, most: number): Promise<number> =>
  cells(page)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement, limit) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const seen = new Set<string>();
      for (let i = 0; i < data.length && seen.size < limit; i += 4)
        seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
      return seen.size;
    }, most);

describe('figures of splines and cells', () => {
  it('an activation follows β, its own slider sets it, and the gaps are the closed forms', async () => {
    const page = await openFigures('v=1&scene=moons&soft=0.5');
    await expect.poll(() => visibleText(pieces(page))).toMatch(/Largest gap to the spline\s*0\.2785/);
    const before = await curve(page);
    await pieces(page).getByRole('button', { name: '1 hard' }).click();
    expect((await stateOf(page)).soft?.beta).toBe(1);
    await expect.poll(() => curve(page)).not.toBe(before);
    await expect.poll(() => visibleText(pieces(page))).toMatch(/Largest gap to the spline\s*0\b/);
    await pieces(page).getByRole('combobox').selectOption({ label: 'softplus' });
    await pieces(page).getByRole('button', { name: '½ posterior' }).click();
    await expect.poll(() => visibleText(pieces(page))).toMatch(/Largest gap to the spline\s*0\.(2785|6931)/);
  });

  it('layer 1 is a power diagram that agrees with its cells; a row of the table moves the point', async () => {
    const page = await openFigures('v=1&scene=moons&soft=0.5');
    await cells(page).scrollIntoViewIfNeeded();
    await expect.poll(() => visibleText(cells(page))).toMatch(/\d+ cells, 0 differ from the power diagram/);
    await expect.poll(() => coloursOf(page, 12)).toBe(12);
    await cells(page).getByRole('button', { name: 'Table of the cells' }).click();
    const { point } = await stateOf(page);
    await cells(page).getByRole('row').nth(3).getByRole('button').click();
    expect((await stateOf(page)).point).not.toEqual(point);
  });

  it('what is no max-affine layer is named as such', async () => {
    const page = await openFigures('v=1&scene=relu6&soft=0.5');
    await expect.poll(() => visibleText(cells(page))).toMatch(/ReLU6/);
    expect(await cells(page).locator('canvas').isVisible()).toBe(false);
  });

  it('on a phone nothing is wider than it, and axe finds nothing', async () => {
    const page = await openFigures('v=1&scene=moons&soft=0.5', true);
    await expect.poll(() => visibleText(cells(page))).toMatch(/0 differ/);
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});
