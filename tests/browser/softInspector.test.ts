import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { misnamed, violations } from './axe';
import { openLens, section, stateOf, visibleText } from './lens';

const LINK = 'v=1&scene=spirals&soft=0.5';

const factOf = (part: Locator, name: string): Promise<string> =>
  part.locator('.fact', { hasText: name }).locator('.num').first().innerText();

const clipboardOf = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

const numberIn = (text: string): number => Number.parseFloat(text.replace(/−/g, '-'));

describe('the soft code in the inspector', () => {
  it('is shown as bars, numbers and a table; a unit pointed at is lit', async () => {
    const { page } = await openLens({ hash: LINK });
    const code = section(page, 'Soft code');
    const bars = code.getByRole('slider', { name: 'Soft code of L2' });
    await bars.waitFor();
    expect(await code.getByRole('slider').count()).toBe(3);
    expect(await factOf(code, 'Entropy of the code')).toMatch(/^38\.\d\d of 49\.91 nats$/);
    await bars.focus();
    await bars.press('End');
    const said = (await bars.getAttribute('aria-valuetext')) ?? '';
    expect(said).toMatch(/^L2·23: t = 0\.\d+, hard (on|off), z = .+, entropy .+ nats$/);
    await expect.poll(() => code.locator('.soft-readout').innerText()).toBe(said);
    await code.getByRole('button', { name: 'Table of the soft code' }).press('Enter');
    expect(await code.locator('tbody tr').count()).toBe(72);
    const layers = JSON.parse(await copied(page, code)) as number[][];
    expect(layers.map((layer) => layer.length)).toEqual([24, 24, 24]);
    expect(numberIn(said.split('t = ')[1] ?? '')).toBeCloseTo(layers[1]?.[23] ?? Number.NaN, 2);
    const active = layers.flat().reduce((sum, t) => sum + t, 0);
    expect(numberIn(await factOf(code, 'Expected active units'))).toBeCloseTo(active, 1);
    expect(await violations(page)).toEqual([]);
  });

  it('has three maps of which two make the third, and copies each', async () => {
    const { page } = await openLens({ hash: LINK });
    const maps = section(page, 'Soft map and Jacobian');
    await maps.locator('.soft-map').nth(2).waitFor();
    const read = async (which: string): Promise<{ A: number[][]; c?: number[] } | number[][]> => {
      await page.getByRole('radio', { name: which, exact: true }).check({ force: true });
      await page.locator('.copy-menu').getByRole('button', { name: 'Copy', exact: true }).click();
      return JSON.parse(await clipboardOf(page));
    };
    await maps.getByRole('button', { name: /^Copy the soft map/ }).click();
    await page.getByRole('radio', { name: 'JSON', exact: true }).check({ force: true });
    await page.getByLabel('Significant digits').selectOption('exact');
    const soft = (await read('soft')) as { A: number[][]; c: number[] };
    const jacobian = (await read('Jacobian')) as number[][];
    const term = (await read('J − A')) as number[][];
    const [softRow, fullRow, termRow] = [soft.A[0] ?? [], jacobian[0] ?? [], term[0] ?? []];
    expect(soft.c).toHaveLength(1);
    softRow.forEach((value, k) => {
      expect(value + (termRow[k] ?? Number.NaN)).toBeCloseTo(fullRow[k] ?? Number.NaN, 9);
    });
    await page.keyboard.press('Escape');
    expect(numberIn(await factOf(maps, 'Jacobian − soft map'))).toBeCloseTo(Math.hypot(...termRow), 2);
    expect(numberIn(await factOf(maps, 'Residual'))).toBeLessThan(1e-12);
  });

  it('lists codes that lead to their polytopes, and finds out which are empty', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=spirals&soft=0.95' });
    const list = section(page, 'Most likely codes');
    await list.getByRole('radio', { name: '32', exact: true }).check({ force: true });
    await expect.poll(() => list.locator('.likely-codes li').count()).toBe(32);
    const before = (await stateOf(page)).point;
    expect(await list.locator('.likely-mark[data-kind=absent]').count()).toBeGreaterThan(0);
    await list.getByRole('button', { name: 'Check emptiness' }).click();
    await expect.poll(() => list.locator('.likely-mark[data-kind=absent]').count(), { timeout: 30_000 }).toBe(0);
    expect(await list.locator('.likely-mark[data-kind=empty]').count()).toBeGreaterThan(0);
    expect(await visibleText(list)).toContain('nothing is left to check');
    const realised = list.locator('.likely-row:has([data-kind=realised])');
    await realised.last().click();
    expect((await stateOf(page)).point).not.toEqual(before);
    expect(await violations(page)).toEqual([]);
    await page.locator('.step-row').first().waitFor();
    expect(await misnamed(page)).toEqual([]);
  });

  it('lists the codes where the pointer is, and those at the point when it has left', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=spirals&soft=0.9' });
    const list = section(page, 'Most likely codes');
    const codes = (): Promise<string> => list.locator('.likely-codes').innerText();
    await expect.poll(() => visibleText(list)).toContain('At the selected point');
    const own = await codes();
    const box = await page.locator('.slice-pane').boundingBox();
    if (!box) throw new Error('the pane is not drawn');
    await page.mouse.move(box.x + box.width / 2 - 90, box.y + box.height / 2 - 60);
    await expect.poll(() => visibleText(list)).toContain('Where the pointer is');
    expect(await codes()).not.toBe(own);
    await page.mouse.move(5, 300);
    await expect.poll(() => visibleText(list)).toContain('At the selected point');
    await expect.poll(codes).toBe(own);
  });

  it('draws codes again with another seed, and brackets the width of the boundary', async () => {
    const { page } = await openLens({ hash: LINK, dark: true });
    const fold = (title: string) => page.getByRole('button', { name: title, exact: true });
    await fold('Sampled codes').press('Enter');
    const sampled = section(page, 'Sampled codes');
    await sampled.locator('.soft-dot').first().waitFor();
    const distance = (): Promise<string> => factOf(sampled, '‖mean A − A(x)‖');
    const first = await distance();
    await sampled.getByRole('button', { name: 'Draw again' }).click();
    await expect.poll(distance).not.toBe(first);
    await sampled.getByLabel('Seed').fill('1');
    await sampled.getByLabel('Seed').press('Enter');
    await expect.poll(distance).toBe(first);
    await fold('Width of a soft boundary').press('Enter');
    const cut = section(page, 'Width of a soft boundary');
    await cut.locator('.soft-bracket').waitFor();
    const chart = cut.getByRole('img', {
      name: /^Entropy across the boundary of L\d·\d+: full width at half maximum /,
    });
    expect(await chart.count()).toBe(1);
    expect(await violations(page)).toEqual([]);
  });

  it('is absent while all is hard, and fits a phone', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=spirals', width: 390, height: 844, touch: true });
    await page.getByRole('radio', { name: 'Inspector', exact: true }).check();
    await page.getByRole('heading', { name: 'Certificate' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Soft code' }).count()).toBe(0);
    const soft = await openLens({ hash: LINK, width: 390, height: 844, touch: true });
    await soft.page.getByRole('radio', { name: 'Inspector', exact: true }).check();
    await section(soft.page, 'Most likely codes').locator('.likely-row').first().waitFor();
    const wide = await soft.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await violations(soft.page)).toEqual([]);
  });
});

async function copied(page: Page, code: Locator): Promise<string> {
  await code.getByRole('button', { name: 'Copy the soft code as JSON' }).click();
  await expect.poll(() => clipboardOf(page)).toMatch(/^\[\[/);
  return clipboardOf(page);
}
