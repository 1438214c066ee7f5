import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, partitionOf, saidIn, section, settled, stateOf, visibleText } from './lens';

const clean = { euler: 1, codeMismatches: 0, signViolations: 0 };

const choose = async (page: Page, kind: string): Promise<void> => {
  await section(page, 'Slice').getByRole('radio', { name: kind, exact: true }).check();
  await expect.poll(async () => (await stateOf(page)).slice.kind, { timeout: 30_000 }).toBe(kind);
  await settled(page);
};

const space = (page: Page) => section(page, 'Slice').getByRole('combobox', { name: 'Space' });

describe('the slice panel', () => {
  it('cuts digits along random and principal planes, moved along normals', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    await choose(page, 'random');
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    await section(page, 'Slice').getByRole('button', { name: 'New seed' }).click();
    await expect.poll(async () => (await stateOf(page)).slice).not.toMatchObject({ seed: 1 });
    await choose(page, 'principal');
    expect(await saidIn(page, 'Slice')).toMatch(/The plane holds 17\.3% of the data’s variance/);
    const before = await partitionOf(page);
    const offset = section(page, 'Slice').getByRole('textbox', { name: 'Offset along component 3, typed' });
    await offset.fill('1.5');
    await offset.press('Enter');
    await expect.poll(async () => (await stateOf(page)).slice).toMatchObject({ offsets: [[2, 1.5]] });
    await settled(page);
    const after = await partitionOf(page);
    expect(after.certificate).toMatchObject(clean);
    expect(after.faces).not.toBe(before.faces);
    await section(page, 'Slice').getByRole('checkbox', { name: 'Data, projected' }).check();
    expect(await saidIn(page, 'Slice')).toMatch(/2,000 of 2,000 points lie within/);
  });

  it('cuts the activations of a hidden layer, hatches what no input gives, and comes back', async () => {
    const { page } = await openLens();
    const before = await stateOf(page);
    await space(page).selectOption({ label: 'activations of layer 1 (24)' });
    await expect.poll(async () => (await stateOf(page)).space).toBe(1);
    await settled(page);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    expect(await saidIn(page, 'Slice')).toMatch(/no input gives these, an activation would be negative/);
    expect(await page.locator('.slice-unreached').getAttribute('d')).toMatch(/^M.*Z.*Z$/);
    expect(await page.locator('.code-label').allInnerTexts()).toEqual(['L2', 'L3']);
    expect(await visibleText(page.locator('.slice-layers'))).toMatch(/layer\s*2\s*layer\s*3/);
    await space(page).selectOption({ label: 'inputs (2)' });
    await expect.poll(async () => stateOf(page)).toEqual(before);
  });

  it('takes an input that is painted, by pointer and by keys, as anchor a', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    await page.getByRole('button', { name: 'Selected input', exact: true }).click();
    const board = page.getByRole('application', { name: 'The selected input, 28 by 28 cells' });
    await board.scrollIntoViewIfNeeded();
    const box = await board.boundingBox();
    if (!box) throw new Error('the board is not laid out');
    await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.1 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.1 * box.height, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await stateOf(page)).slice).toMatchObject({ anchors: [{ kind: 'input' }, {}, {}] });
    await settled(page);
    const { slice, point } = await stateOf(page);
    if (slice.kind !== 'anchors' || slice.anchors[0].kind !== 'input') throw new Error('nothing was painted');
    expect(await page.getByText(/anchor a was the \d \(no\. \d+\)\. Undo brings it back/).count()).toBe(1);
    expect(slice.anchors[0].values[2 * 28 + 5]).toBeGreaterThan(0.9);
    for (const k of [0, 1] as const) expect(point[k]).toBeCloseTo(slice.at[k], 6);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    await board.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Space');
    const readout = section(page, 'Selected input').locator('.readout');
    await expect.poll(() => readout.innerText()).toMatch(/^row 4, column \d+: 1\.00$/);
  });

  it('clamps a unit from the code bar by keys, compares with the partition before, and frees it', async () => {
    const { page } = await openLens();
    const before = await partitionOf(page);
    const bar = page.getByRole('slider', { name: 'Units of layer 1' });
    await bar.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('c');
    const menu = page.getByRole('menu', { name: 'Unit L1·1' });
    await page.keyboard.press('ArrowDown');
    await menu.getByRole('menuitemradio', { name: 'Clamp: on' }).press('Enter');
    await expect.poll(async () => (await stateOf(page)).clamps).toEqual([[1, 'on']]);
    await settled(page);
    const after = await partitionOf(page);
    expect(after.certificate).toMatchObject(clean);
    expect(after.faces).not.toBe(before.faces);
    const chip = page.getByRole('group', { name: 'Clamped units' });
    const counts = `${before.faces.toLocaleString('en')} → ${after.faces.toLocaleString('en')}`;
    await expect.poll(() => chip.innerText()).toContain(counts);
    expect(await page.locator('.slice-ghost').isVisible()).toBe(true);
    await chip.getByRole('button', { name: 'former lines' }).click();
    await expect.poll(() => page.locator('.slice-ghost').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Train (off while units are clamped)' }).isDisabled()).toBe(true);
    await chip.getByRole('button', { name: 'free all' }).click();
    await expect.poll(async () => (await stateOf(page)).clamps).toEqual([]);
    await settled(page);
    expect((await partitionOf(page)).faces).toBe(before.faces);
  });

  it('moves a slice by two axes through typed values, at the size of a phone', async () => {
    const { page } = await openLens({
      width: 390,
      height: 844,
      hash: 'v=1&scene=blobs&space=1&axes=0,1&domain=0,0,2,0,2,2,0,2',
    });
    const value = section(page, 'Selected input').getByRole('textbox', { name: 'Value of L1·4, typed' });
    await value.fill('0.625');
    await value.press('Enter');
    await expect.poll(async () => (await stateOf(page)).slice).toMatchObject({ kind: 'axes', values: [[4, 0.625]] });
    await settled(page);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
