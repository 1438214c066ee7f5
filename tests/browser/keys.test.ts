import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, section, sharedLens, stateOf, visibleText } from './lens';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Keys' });
/** By the menu of help, for who does not know the key. */
async function openByMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await page.getByRole('button', { name: /^Keys/ }).click();
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

describe('the list of keys', () => {
  const open = sharedLens({ hash: 'v=1&scene=moons' });
  it.each([false, true])('opens by its key, closes by Escape, gives the focus back; axe, dark: %s', async (dark) => {
    const { page } = await open(dark);
    await page.getByRole('slider', { name: 'Selected point' }).focus();
    await page.keyboard.press('?');
    await dialog(page).waitFor();
    expect(await visibleText(dialog(page))).toMatch(
      /Undo the last step[\s\S]*Fit the selected polytope[\s\S]*Clamp the unit[\s\S]*Ten recorded steps/,
    );
    expect(await violations(page)).toEqual([]);
    const before = await stateOf(page);
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toEqual(before);
    await page.keyboard.press('Escape');
    expect(await dialog(page).count()).toBe(0);
    expect(await focused(page)).toBe('Selected point');
    await openByMenu(page);
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => focused(page)).toBe('Help');
  });

  it('turns keys without Ctrl off, for good', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    await page.keyboard.press('?');
    await dialog(page).getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.reload();
    await section(page, 'Point').waitFor();
    await page.keyboard.press('?');
    await page.waitForTimeout(200);
    expect(await dialog(page).count()).toBe(0);
    const { span } = (await stateOf(page)).viewport;
    await page.keyboard.press('+');
    expect((await stateOf(page)).viewport.span).toBe(span);
    await page.getByRole('application').focus();
    await page.keyboard.press('+');
    await expect.poll(async () => (await stateOf(page)).viewport.span).toBeLessThan(span);
    await openByMenu(page);
    await dialog(page).getByRole('checkbox').check();
  });
});
