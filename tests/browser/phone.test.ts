import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, section, stateOf, visibleText } from './lens';

const phone = { width: 390, height: 844, touch: true } as const;

const cell = (page: Page, unit: number) => page.locator('.code-bar').first().locator('.cell').nth(unit);

/** A finger that rests on a place for some milliseconds. */
async function hold(page: Page, x: number, y: number, milliseconds: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await page.waitForTimeout(milliseconds);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

describe('the spline code on a phone', () => {
  it('brings up the panel of the unit that is tapped', async () => {
    const { page } = await openLens(phone);
    const code = section(page, 'Spline code');
    expect(await visibleText(code)).toContain('Tap: edit. Hold: clamp.');
    await cell(page, 2).tap();
    const choice = page.getByRole('combobox', { name: 'Layer of the unit' });
    await choice.waitFor();
    expect(await choice.inputValue()).toBe('1');
    expect(await section(page, 'Unit').getByRole('textbox', { name: 'Unit', exact: true }).inputValue()).toBe('2');
    // Right below the bar that stays in sight.
    const gap = async (): Promise<number> => {
      const head = await section(page, 'Unit').boundingBox();
      const bar = await page.locator('.sheet-choice').boundingBox();
      return head && bar ? head.y - (bar.y + bar.height) : Number.NaN;
    };
    await expect.poll(gap).toBeLessThan(8);
    expect(await gap()).toBeGreaterThan(-1);
    expect(await choice.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it('has cells that a finger meets, and their menu on a hold', async () => {
    const { page } = await openLens(phone);
    await cell(page, 1).evaluate((node) => node.scrollIntoView({ block: 'center' }));
    const sizes = await page
      .locator('.code-bar .cell')
      .evaluateAll((cells) => cells.map((each) => each.getBoundingClientRect()).map((box) => [box.width, box.height]));
    for (const side of sizes.flat()) expect(side).toBeGreaterThanOrEqual(24);
    const box = await cell(page, 1).boundingBox();
    if (!box) throw new Error('there is no cell');
    await hold(page, box.x + box.width / 2, box.y + box.height / 2, 800);
    await page.getByRole('menuitemradio', { name: /^Ablate/ }).tap();
    expect((await stateOf(page)).clamps).toEqual([[1, 'ablated']]);
    // A hold is no tap.
    expect(await section(page, 'Unit').isVisible()).toBe(false);
  });
});
