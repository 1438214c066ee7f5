import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, openScene, section, sharedLens } from './lens';

const WIDTHS = [
  [1440, 900],
  [1024, 768],
  [820, 1100],
  [390, 844],
] as const;

/** How much wider than the window the page is, in pixels. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Which of the chips over the slice lie on one another. */
const overlaps = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const chips = [...document.querySelectorAll<HTMLElement>('.stage .slice-chip')].filter(
      (chip) => chip.getClientRects().length > 0,
    );
    const found: string[] = [];
    chips.forEach((one, i) => {
      const a = one.getBoundingClientRect();
      for (const other of chips.slice(i + 1)) {
        const b = other.getBoundingClientRect();
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          found.push(`${one.className} and ${other.className}`);
      }
    });
    return found;
  });

describe('full size', () => {
  const open = sharedLens();

  it.each([
    ['slice', 'the slice', '.stage'],
    ['inspector', 'the inspector', '.panel.inspector'],
    ['strip', 'the charts', '.strip'],
  ])('and back: %s', async (part, name, selector) => {
    const { page } = await open();
    const before = await page.locator(selector).boundingBox();
    const button = page.getByRole('button', { name: `Full size: ${name}` });
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator(selector).boundingBox()).toEqual({ x: 0, y: 0, width: 1440, height: 900 });
    expect(await page.getByRole('button', { name: 'Copy link' }).isVisible()).toBe(false);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-full-size'));
    expect(await focused()).toBe(part);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator(selector).boundingBox()).toEqual(before);
    expect(await focused()).toBe(part);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to the whole page (Escape)' }).click();
    expect(await page.locator(selector).boundingBox()).toEqual(before);
  });

  it('Escape in a text field or an open box does not leave the full size', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Full size: the inspector' }).click();
    const full = () => page.locator('.app').getAttribute('data-full');
    await section(page, 'Point').getByRole('textbox').first().focus();
    await page.keyboard.press('Escape');
    expect(await full()).toBe('inspector');
    await page.getByRole('button', { name: 'What is: Spline code?' }).click();
    await page.keyboard.press('Escape');
    expect(await full()).toBe('inspector');
    await page.keyboard.press('Escape');
    expect(await full()).toBeNull();
  });
});

describe('layout', () => {
  it.each(WIDTHS)('fits at %i × %i: nothing to scroll sideways, no chip on another', async (width, height) => {
    const { page } = await openLens({ width, height });
    expect(await sideways(page)).toBe(0);
    expect(await overlaps(page)).toEqual([]);
    if (width <= 600) await page.getByRole('radio', { name: 'Scenes and training' }).check();
    for (const scene of ['Four blobs', 'Tent map', 'Digits']) {
      await openScene(page, scene);
      expect(await sideways(page), scene).toBe(0);
      expect(await overlaps(page), scene).toEqual([]);
    }
  });

  it('folds are remembered when the page is opened again', async () => {
    const { page } = await openLens();
    await section(page, 'Spline code').getByRole('button', { name: 'Spline code', exact: true }).click();
    await page.reload();
    const fold = section(page, 'Spline code').getByRole('button', { name: 'Spline code', exact: true });
    await fold.waitFor();
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    expect(
      await section(page, 'Point').getByRole('button', { name: 'Point', exact: true }).getAttribute('aria-expanded'),
    ).toBe('true');
    await fold.click();
    await page.reload();
    await fold.waitFor();
    expect(await fold.getAttribute('aria-expanded')).toBe('true');
  });

  it('on a phone the choice of the panel stays in sight and brings its sheet up', async () => {
    const { page } = await openLens({ width: 390, height: 600, touch: true });
    const bar = page.locator('.sheet-choice');
    const top = async () => (await bar.boundingBox())?.y ?? Number.NaN;
    expect(await top()).toBeLessThan(600 - 24);
    await page.getByRole('radio', { name: 'Scenes and training' }).tap();
    await expect.poll(top).toBeLessThan(60);
    expect(await section(page, 'Scenes').isVisible()).toBe(true);
  });

  it('the first stop of the Tab key leads to the slice', async () => {
    const { page } = await openLens();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the slice');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-roledescription'))).toBe('plane');
  });
});
