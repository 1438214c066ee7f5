import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, section, settled, stateOf, visibleText } from './lens';

const legend = (page: Page) => page.getByRole('region', { name: 'Legend' });
const picker = (page: Page) => page.getByLabel('Colour polytopes by');

/** The pane without the chips over it. */
async function picture(page: Page): Promise<string> {
  const box = await page.locator('.slice-pane').boundingBox();
  if (!box) throw new Error('the pane is not drawn');
  const clip = { x: box.x + 150, y: box.y + 60, width: 380, height: 260 };
  return (await page.screenshot({ clip })).toString('base64');
}

async function choose(page: Page, mode: string): Promise<void> {
  await picker(page).selectOption(mode);
  await settled(page);
  await legend(page).locator('.slice-scale').waitFor();
}

const MODES: readonly (readonly [mode: string, said: RegExp])[] = [
  ['confidence', /^confidence at the centroid\s+50%\s+75%\s+100%$/],
  ['active', /^active units of 72 exact/],
  ['hamming', /^Hamming distance to the selected code exact\s+0/],
  ['unitState', /^state of L1·0 exact\s+off\s+on$/],
  ['preActivation', /^z of L1·0 at the centroid\s+−/],
  ['area', /^area exact · log scale/],
  ['lastCut', /^layer of the last cut exact\s+1\s+2\s+3$/],
  ['inputNorm', /^‖A‖₂ in R² exact · log scale/],
  ['bend', /^bend ‖ΔA‖ along the slice exact · log scale/],
];

describe('colours', () => {
  it('each mode draws another picture, with a legend that says what it is', async () => {
    const { page } = await openLens();
    const seen = new Set([await picture(page)]);
    for (const [mode, said] of MODES) {
      await choose(page, mode);
      expect((await visibleText(legend(page))).trim(), mode).toMatch(said);
      seen.add(await picture(page));
    }
    expect(seen.size).toBe(MODES.length + 1);
  });

  it('by one unit: typed, or clicked in the spline code; the link brings back the same', async () => {
    const { page } = await openLens();
    await choose(page, 'preActivation');
    const panel = section(page, 'Colour');
    await panel.getByLabel('Layer', { exact: true }).fill('2');
    await panel.getByLabel('Layer', { exact: true }).press('Enter');
    await panel.getByLabel('Unit', { exact: true }).fill('99');
    await panel.getByLabel('Unit', { exact: true }).press('Enter');
    expect(await visibleText(panel.getByRole('alert'))).toBe('a whole number from 0 to 23');
    await page.getByRole('slider', { name: 'Units of layer 2' }).locator('.cell').nth(17).click();
    await expect.poll(() => visibleText(legend(page))).toMatch(/^z of L2·17/);
    await page.getByRole('button', { name: 'Edges of layer 1 drawn' }).click();
    await panel.getByLabel('Dual graph').check();
    await settled(page);
    const state = await stateOf(page);
    expect(state).toMatchObject({ colourUnit: { layer: 2, unit: 17 }, hiddenLayers: [1], showDual: true });
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const hash = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash.slice(1);
    const other = await openLens({ hash });
    expect(await stateOf(other.page)).toEqual(state);
    await expect.poll(() => visibleText(legend(other.page))).toBe(await visibleText(legend(page)));
  });

  it('of the digits: one output, and ‖A‖ in all 784 dimensions and along the slice', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    await choose(page, 'logit');
    await section(page, 'Colour').getByLabel('Output').selectOption('7');
    await expect.poll(() => visibleText(legend(page))).toMatch(/^output 7 at the centroid/);
    await choose(page, 'inputNorm');
    expect(await visibleText(legend(page))).toMatch(/^‖A‖₂ in R⁷⁸⁴ exact/);
    await choose(page, 'sliceNorm');
    expect(await visibleText(legend(page))).toMatch(/^‖A‖₂ along the slice exact/);
  });

  it('say why there are none, and fit on a phone', async () => {
    const { page } = await openLens({ width: 390, height: 844, dark: true });
    await page.getByRole('radio', { name: 'Scenes and training' }).check();
    await choose(page, 'bend');
    await page.getByRole('button', { name: 'Cut up to layer 1' }).click();
    await settled(page);
    await expect.poll(() => visibleText(legend(page))).toMatch(/cut by the first layers only/);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(390);
  });
});

describe('what lies over the polytopes', () => {
  it('layers are hidden and shown by their line samples; the dual graph is drawn and goes', async () => {
    const { page } = await openLens();
    const before = await picture(page);
    const line = page.getByRole('button', { name: 'Edges of layer 1 drawn' });
    await line.click();
    await expect.poll(() => line.getAttribute('aria-pressed')).toBe('false');
    await expect.poll(() => picture(page)).not.toBe(before);
    await line.click();
    await expect.poll(() => picture(page)).toBe(before);
    const dual = section(page, 'Colour').getByLabel('Dual graph');
    await dual.check();
    await expect.poll(() => picture(page)).not.toBe(before);
    await dual.uncheck();
    await expect.poll(() => picture(page)).toBe(before);
  });

  it('the pointer reads the value, the neighbours and the unit of the nearest edge', async () => {
    const { page } = await openLens();
    await choose(page, 'inputNorm');
    const box = await page.locator('.slice-pane').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 330, (box?.y ?? 0) + 230);
    const readout = page.locator('.slice-readout');
    await readout.waitFor({ state: 'visible' });
    const lines = (await visibleText(readout)).split('\n');
    expect(lines[2]).toMatch(/^‖A‖₂ \d/);
    expect(lines[3]).toMatch(/^[1-9]\d* neighbours?$/);
    expect(lines[4]).toMatch(/^(nearest: )?boundary of L[123]·\d+/);
  });
});

describe('statistics', () => {
  const numbers = async (page: Page, row: string): Promise<string[]> =>
    page
      .getByRole('row', { name: new RegExp(`^${row}`) })
      .getByRole('cell')
      .allInnerTexts();

  it('stand below the slice as charts and as a table, and follow the partition', async () => {
    const { page } = await openLens();
    await page.getByRole('button', { name: 'Statistics', exact: true }).click();
    const panel = page.getByRole('region', { name: 'Statistics', exact: true });
    await expect.poll(() => panel.locator('figure').count()).toBe(5);
    expect(await panel.locator('figure rect').count()).toBeGreaterThan(30);
    const said = await visibleText(page.locator('.slice-certificate'));
    const [faces] = /^[\d,]+/.exec(said) ?? [''];
    expect(said).toMatch(/^[\d,]+ polytopes · [\d,]+ affine pieces · exact/);
    await panel.getByRole('button', { name: 'Table' }).click();
    expect((await numbers(page, 'area'))[0]).toBe(faces);
    expect((await numbers(page, 'cut by layers 1 … 3'))[0]).toBe(faces);
    await page.getByRole('button', { name: 'Cut up to layer 1' }).click();
    await settled(page);
    await expect.poll(() => visibleText(panel)).not.toContain('layers 1 … 3');
    expect((await numbers(page, 'area'))[0]).not.toBe(faces);
  });

  it('of a network with one input count its pieces', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=tent' });
    await page.getByRole('button', { name: 'Statistics', exact: true }).click();
    const panel = page.getByRole('region', { name: 'Statistics', exact: true });
    await expect.poll(() => panel.locator('figure').count()).toBe(4);
    expect(await visibleText(panel)).toMatch(/pieces · [\d,]+ affine pieces · median length/);
    await picker(page).selectOption('bend');
    await expect.poll(() => visibleText(legend(page))).toMatch(/^bend ‖ΔA‖ along the slice\s+exact/);
  });
});
