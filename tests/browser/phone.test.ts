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

  it('unfolds the panel of the unit where it is folded away', async () => {
    const { page } = await openLens(phone);
    await page.getByRole('radio', { name: 'Scenes and training' }).check();
    await page.getByRole('button', { name: 'Unit', exact: true }).tap();
    const choice = page.getByRole('combobox', { name: 'Layer of the unit' });
    await choice.waitFor({ state: 'hidden' });
    await page.getByRole('radio', { name: 'Inspector', exact: true }).check();
    await cell(page, 2).tap();
    await choice.waitFor();
    expect(await choice.inputValue()).toBe('1');
    await expect.poll(() => choice.evaluate((node) => node === document.activeElement)).toBe(true);
  });
});

describe('the slice on a phone', () => {
  it.each([false, true])(
    'comes into sight when a scene is opened below it, reduced motion: %s',
    async (reducedMotion) => {
      const { page } = await openLens({ ...phone, reducedMotion });
      await page.getByRole('radio', { name: 'Scenes and training' }).check();
      const scene = section(page, 'Scenes').getByRole('button', { name: 'XOR', exact: true });
      await scene.evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' }));
      const top = (): Promise<number> =>
        page.locator('.slice-view').evaluate((node) => node.getBoundingClientRect().top);
      expect(await top()).toBeLessThan(-100);
      await scene.tap();
      const header = await page.locator('.header').evaluate((node) => node.getBoundingClientRect().bottom);
      await expect.poll(async () => Math.abs((await top()) - header)).toBeLessThan(2);
      expect((await stateOf(page)).scene).toBe('xor');
    },
  );

  it('has its layers in one line and tools of at least 24 pixels, the rest of them unfolding', async () => {
    const { page } = await openLens(phone);
    const rows = await page
      .locator('.slice-layers button')
      .evaluateAll((nodes) => new Set(nodes.map((node) => Math.round(node.getBoundingClientRect().top))).size);
    expect(rows).toBe(1);
    const reset = page.getByRole('button', { name: 'Reset domain and view' });
    expect(await reset.isVisible()).toBe(false);
    await page.getByRole('button', { name: /^More tools/ }).tap();
    const { span } = (await stateOf(page)).viewport;
    await page.getByRole('button', { name: /^Zoom in/ }).tap();
    await expect.poll(async () => (await stateOf(page)).viewport.span).toBeLessThan(span);
    const sizes = await page
      .locator('.slice-corner button:visible')
      .evaluateAll((nodes) =>
        nodes.map((node) => node.getBoundingClientRect()).map((box) => Math.min(box.width, box.height)),
      );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
    await page.getByRole('button', { name: 'Fewer tools' }).tap();
    expect(await reset.isVisible()).toBe(false);
  });
});
