import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { changed, codeShown, copied, openLens, saidIn, section, stateOf, visibleText } from './lens';

const handle = (page: Page) => page.getByRole('slider', { name: 'Selected point' });

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await handle(page).boundingBox();
  if (!box) throw new Error('no handle');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

describe('the selected point', () => {
  it('is dragged: code, map and output follow', async () => {
    const { page } = await openLens();
    const [output, map, code] = [
      await saidIn(page, 'Output'),
      await saidIn(page, 'Local affine map'),
      await codeShown(page),
    ];
    const { x, y } = await middleOf(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 120, y - 90, { steps: 8 });
    await page.mouse.up();
    await changed(page, 'Output', output);
    await changed(page, 'Local affine map', map);
    expect(await codeShown(page)).not.toBe(code);
    expect((await stateOf(page)).point).not.toEqual([0.31, -0.18]);
  });

  it('moves by arrow keys, and its value is read out', async () => {
    const { page } = await openLens();
    const before = (await stateOf(page)).point;
    await handle(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    const after = (await stateOf(page)).point;
    expect(after[0]).toBeGreaterThan(before[0]);
    expect(after[1]).toBeGreaterThan(before[1]);
    await expect.poll(async () => Number(await handle(page).getAttribute('aria-valuenow'))).toBeCloseTo(after[0], 6);
  });

  it('takes typed coordinates and says what is wrong with others', async () => {
    const { page } = await openLens();
    const field = section(page, 'Point').getByRole('textbox').first();
    await field.fill('-0.525');
    await field.press('Enter');
    expect((await stateOf(page)).point).toEqual([-0.525, -0.18]);
    await field.fill('half');
    await field.press('Enter');
    expect(await visibleText(section(page, 'Point').getByRole('alert'))).toContain('“half” is not a number');
    expect((await stateOf(page)).point).toEqual([-0.525, -0.18]);
    await field.press('Escape');
    expect(await field.inputValue()).toContain('0.525');
  });

  it('is placed by a click', async () => {
    const { page } = await openLens();
    const { x, y } = await middleOf(page);
    await page.mouse.click(x - 150, y - 60);
    await expect.poll(async () => (await stateOf(page)).point[0]).toBeLessThan(0.2);
  });

  it('follows the network exactly: the map at the point gives the output', async () => {
    const { page } = await openLens();
    await section(page, 'Local affine map').getByRole('button', { name: 'Copy the local affine map' }).click();
    const menu = page.getByRole('dialog', { name: 'Copy the local affine map' });
    await menu.getByRole('radio', { name: 'JSON' }).check();
    await menu.getByLabel('Significant digits').selectOption('exact');
    await copied(menu, 'Copy');
    const map = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as { A: number[][]; c: number[] };
    const [x, y] = (await stateOf(page)).point;
    const value = (map.A[0]?.[0] ?? 0) * x + (map.A[0]?.[1] ?? 0) * y + (map.c[0] ?? 0);
    const shown = await page.locator('.output-value').first().getAttribute('title');
    expect(Number(shown?.replace('−', '-'))).toBeCloseTo(value, 9);
  });
});

describe('the spline code', () => {
  it('lights a unit’s boundary from pointer and arrow keys', async () => {
    const { page } = await openLens();
    const bar = page.getByRole('slider', { name: 'Units of layer 2' });
    await bar.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^L2·2, (on|off), z = /);
    await expect.poll(() => saidIn(page, 'Spline code')).toContain('L2·2');
    expect(await page.locator('.cell[data-lit]').count()).toBe(1);
    await bar.blur();
    await expect.poll(() => page.locator('.cell[data-lit]').count()).toBe(0);
  });

  it('has none of its own on a boundary, which is said by name', async () => {
    const { page } = await openLens();
    await page.evaluate(async () => {
      const lens = (window as unknown as { polytopeLens: { state(): object; load(s: object): Promise<unknown> } })
        .polytopeLens;
      const layers = [
        { size: 2, activation: 'relu' },
        { size: 1, activation: 'identity' },
      ];
      const network = {
        name: 'cross',
        precision: 'float64',
        inputSize: 2,
        layers,
        weights: [1, 0, 0, 1, 0, 0, 1, 1, 0],
      };
      await lens.load({ ...lens.state(), network, weights: null, point: [0, 0.5] });
    });
    await expect.poll(() => saidIn(page, 'Spline code')).toContain('On a boundary of L1·0: no code of its own');
  });
});
