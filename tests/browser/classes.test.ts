/** The experiments below the slice: densities by class and scaled activations, by keyboard, in a worker, on a phone. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { PolytopeLensApi } from '../../src/state/apiTypes';
import { violations } from './axe';
import { openLens } from './lens';

type PageWindow = { readonly polytopeLens: PolytopeLensApi };

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

async function press(page: Page, name: string): Promise<void> {
  await button(page, name).focus();
  await page.keyboard.press('Enter');
}

const rowsOf = async (page: Page, region: string): Promise<string[][]> => {
  const table = page.getByRole('region', { name: region, exact: true });
  await table.locator('tbody tr').first().waitFor();
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
};

const numberIn = (text = ''): number => Number(text.split(' ')[0]?.replace('−', '-'));

const waves = (count: number, size: number): number[] =>
  Array.from({ length: count }, (_, i) => size * Math.sin(3 * i + 1));

const rows = (count: number, size: number): number[][] =>
  Array.from({ length: count }, (_, row) => waves((row + 1) * size, 0.5).slice(row * size));

/** Two inputs that become a picture, 212,992 units of a convolution over it, and four outputs; looked at from nearby, where few of them bend. */
function largeGraph() {
  const filters = 52;
  const kernels = rows(filters, 9).map((w) => [[w.slice(0, 3), w.slice(3, 6), w.slice(6)]]);
  const nodes = [
    { name: 'x', op: 'input', shape: [1, 1, 2] },
    { name: 'up', op: 'resize', inputs: ['x'], shape: [1, 64, 64], mode: 'bilinear' },
    {
      name: 'conv',
      op: 'conv',
      inputs: ['up'],
      filters,
      kernel: [3, 3],
      strides: [1, 1],
      pads: [1, 1, 1, 1],
      channels: 'first',
      weights: kernels,
      bias: waves(filters, 0.6),
    },
    { name: 'relu', op: 'activation', inputs: ['conv'], activation: 'relu' },
    { name: 'mean', op: 'mean', inputs: ['relu'], axes: [1, 2] },
    { name: 'dense', op: 'dense', inputs: ['mean'], units: 24, weights: rows(24, filters), bias: waves(24, 0.3) },
    { name: 'bent', op: 'activation', inputs: ['dense'], activation: 'relu' },
    { name: 'out', op: 'dense', inputs: ['bent'], units: 4, weights: rows(4, 24), bias: [0, 0, 0, 0] },
  ];
  const [slice, near] = [{ origin: [0.3, 0.2], u: [1, 0], v: [0, 1] }, 1e-4];
  const domain = [
    [-near, -near],
    [near, -near],
    [near, near],
    [-near, near],
  ];
  return { name: 'wide picture', nodes, output: 'out', slice, domain };
}

describe('experiments', () => {
  it('compare densities by class when asked, by keyboard, and are marked as old when the network changes', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=spirals' });
    expect(await page.locator('.classes-body').count()).toBe(0);
    await press(page, 'Experiments');
    await page.getByRole('textbox', { name: 'Pairs' }).fill('200');
    await page.keyboard.press('Enter');
    expect(page.workers().some((worker) => /density/.test(worker.url()))).toBe(false);
    await press(page, 'Compute');
    await page.locator('.classes-result').waitFor();
    // Results come while pairs are walked: all are there when it can be begun again.
    await button(page, 'Compute').waitFor();
    await press(page, 'Table of the densities');
    const rows = await rowsOf(page, 'Table of the densities');
    expect(rows).toHaveLength(3 * 2 * 3);
    for (const [, , , within, between, ratio, pairs] of rows) {
      expect(numberIn(between) / numberIn(within)).toBeCloseTo(numberIn(ratio), 1);
      expect(pairs).toBe('100 + 100');
    }
    // Three rows of exact crossings, then three of the Hamming distance, which is never above them.
    for (let i = 0; i < 18; i += 6)
      for (let j = 0; j < 3; j++)
        expect(numberIn(rows[i + j]?.[3])).toBeGreaterThanOrEqual(numberIn(rows[i + j + 3]?.[3]));
    // The figures keep their width beside it.
    const tableWidth = await page
      .getByRole('region', { name: 'Table of the densities' })
      .evaluate((n) => n.clientWidth);
    expect(tableWidth).toBeLessThan(await page.locator('.ratios').evaluate((n) => n.clientWidth + 1));
    const widths = await page.locator('.classes-figures').evaluate((n) => [n.scrollWidth, n.clientWidth]);
    expect(widths[0]).toBe(widths[1]);
    await press(page, 'Table of the classes');
    expect(await rowsOf(page, 'Table of the classes')).toHaveLength(6);
    expect(await page.locator('.experiment').getByText('untrained').count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('.classes-result').getAttribute('data-old')).toBeNull();
    // Other pairs make the numbers old, too, and undo takes both back.
    const pairs = page.getByRole('textbox', { name: 'Pairs' });
    await pairs.fill('300');
    await page.keyboard.press('Enter');
    await page.getByText('Old: other pairs are asked for now.').waitFor();
    await page.locator('.classes-verdict').click();
    await page.keyboard.press('Control+z');
    await page.locator('.classes-result:not([data-old])').waitFor();
    await expect.poll(() => pairs.inputValue()).toBe('200');
    await page.getByRole('textbox', { name: 'Bias range ±' }).fill('0.7');
    await page.keyboard.press('Enter');
    await page.locator('.classes-result[data-old]').waitFor();
    expect(await page.locator('.classes-verdict').innerText()).toContain('Old:');
  });

  it('stop on a phone when cancelled; scaling is told by figure, slider and table', async () => {
    const { page } = await openLens({ width: 390, height: 844, dark: true, hash: 'v=1&scene=digits' });
    await press(page, 'Experiments');
    await page.getByRole('textbox', { name: 'Pairs' }).fill('20000');
    await page.keyboard.press('Enter');
    await press(page, 'Compute');
    const progress = page.getByRole('progressbar', { name: 'Pairs walked' });
    await expect.poll(() => progress.evaluate((node) => (node as HTMLProgressElement).value)).toBeGreaterThan(0);
    await press(page, 'Stop');
    await button(page, 'Compute').waitFor();
    expect(await progress.count()).toBe(0);
    expect(await button(page, 'Compute').evaluate((node) => node === document.activeElement)).toBe(true);

    await page.getByRole('radio', { name: 'Classes', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await press(page, 'Table of the scales');
    const rows = await rowsOf(page, 'Table of the scales');
    const counts = rows.map(([, count]) => Number(count));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    const { 4: unscaled } = rows;
    expect(unscaled?.slice(2).map(numberIn)).toEqual([0, 0]);
    const slider = page.getByRole('slider', { name: 'Scale k' });
    await slider.focus();
    await page.keyboard.press('End');
    expect(await slider.getAttribute('aria-valuetext')).toBe(`k = 8.00, ${counts.at(-1)} crossings so far`);
    // The pointer shows another k in passing and leaves the setting as it is.
    const chart = page.locator('.scaling-chart svg').first();
    await chart.hover();
    await expect.poll(() => slider.getAttribute('aria-valuetext')).not.toMatch(/^k = 8.00/);
    await slider.hover();
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^k = 8.00/);
    expect(await page.evaluate(() => (window as unknown as PageWindow).polytopeLens.link())).toContain('&scale=8');
    const said = await page.locator('.scaling-words').innerText();
    expect(said.startsWith(`${counts.at(-1)} crossings`)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });

  it('run on a large network pair by pair and scale by scale, and are stopped with what they found', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=blobs' });
    const text = JSON.stringify(largeGraph());
    expect(await page.evaluate((json) => window.polytopeLens.importNetwork(json), text)).toBe(true);
    await press(page, 'Experiments');
    const pairs = page.getByRole('textbox', { name: 'Pairs' });
    await expect.poll(() => pairs.inputValue()).toBe('40');
    await pairs.fill('2000');
    await page.keyboard.press('Enter');
    await press(page, 'Compute');
    const verdict = page.locator('.classes-verdict');
    await expect
      .poll(() => verdict.innerText(), { timeout: 60_000 })
      .toMatch(/^After \d+ of 2,000 pairs: In the inputs/);
    expect(await page.locator('.classes-running').innerText()).toMatch(/\d of 2,000 pairs · about .* left/);
    await press(page, 'Stop');
    await button(page, 'Compute').waitFor();
    expect(await verdict.innerText()).toMatch(/^After/);
    expect(await page.locator('.classes-facts').innerText()).toMatch(
      /counted in the inputs alone, on a part of each line/,
    );

    await page.getByRole('radio', { name: 'Classes', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await press(page, 'Compute');
    await expect
      .poll(() => page.locator('.scaling-words').innerText(), { timeout: 60_000 })
      .toMatch(/^At least [\d,]+ crossings: .* beyond. They are told by the codes at 97 values of k/);
    expect(await page.locator('.scaling-chart').count()).toBe(3);
    expect(await violations(page)).toEqual([]);
  });
});
