import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, section, sharedLens, stateOf } from './lens';

/** What the part with the focus is called. */
const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

const SURFACE = '3-D: an output as a height over the slice';

describe('the focus', () => {
  const open = sharedLens({ hash: 'v=1&scene=moons' });

  it('goes to the way back from the 3-D view, and back again; Escape leaves, but not in a drag', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: SURFACE }).press('Enter');
    await expect.poll(() => focused(page)).toBe('Back to the plane (Escape)');
    const box = await page.locator('.surface-canvas').boundingBox();
    if (!box) throw new Error('there is no 3-D view');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect((await stateOf(page)).surface).not.toBeNull();
    // A full size goes first.
    await page.getByRole('button', { name: 'Full size: the 3-D view' }).press('Enter');
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).surface).not.toBeNull();
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).surface).toBeNull();
    await expect.poll(() => focused(page)).toBe(SURFACE);
  });

  it('goes to point B, and to its button when B is taken away', async () => {
    const { page } = await open();
    const point = section(page, 'Point');
    await point.getByRole('button', { name: 'Add a second point, B' }).press('Enter');
    await expect.poll(() => focused(page)).toBe('Point B');
    await point.getByRole('button', { name: 'Remove B' }).press('Enter');
    await expect.poll(() => focused(page)).toBe('Add a second point, B');
  });

  it('goes back to the button of the table that Escape or its own button closes', async () => {
    const { page } = await open();
    const button = page.getByRole('button', { name: 'Table of the largest polytopes' });
    const table = page.getByRole('region', { name: 'Table of polytopes' });
    await button.press('Enter');
    await page.keyboard.press('Escape');
    expect(await table.count()).toBe(0);
    expect(await focused(page)).toBe('Table of the largest polytopes');
    await button.press('Enter');
    await table.getByRole('button').nth(3).focus();
    await page.keyboard.press('Escape');
    expect(await table.count()).toBe(0);
    expect(await focused(page)).toBe('Table of the largest polytopes');
    await button.press('Enter');
    await table.getByRole('button', { name: 'Close the table (Escape)' }).click();
    expect(await table.count()).toBe(0);
    expect(await focused(page)).toBe('Table of the largest polytopes');
  });
});

describe('what appears', () => {
  it('a question about a network’s cost comes into sight with both its answers', async () => {
    const { page } = await openLens({ height: 760, hash: 'v=1&scene=moons' });
    await page.getByRole('textbox', { name: 'Units of layer 1' }).fill('500');
    await page.keyboard.press('Enter');
    const bottom = async (name: string): Promise<number> => {
      const box = await page.getByRole('button', { name }).boundingBox();
      return box ? box.y + box.height : Number.NaN;
    };
    await page.getByRole('button', { name: 'Build it' }).waitFor();
    await expect.poll(() => bottom('Keep the present one')).toBeLessThanOrEqual(760);
    expect(await bottom('Build it')).toBeLessThanOrEqual(760);
  });

  it.each([1440, 390])('the share box holds all that is in it, %i px wide', async (width) => {
    const { page } = await openLens({ width, hash: 'v=1&scene=moons' });
    await page.locator('.copy-link > .icon-button').click();
    const segments = page.locator('.share-box .segments').first();
    await segments.waitFor();
    const over = await page.locator('.share-box').evaluate((box) => {
      const right = box.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(box).paddingRight);
      return Math.max(...Array.from(box.querySelectorAll('*'), (part) => part.getBoundingClientRect().right - right));
    });
    expect(over).toBeLessThanOrEqual(1);
  });
});
