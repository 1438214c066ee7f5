import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, openScene, section, sharedLens, stateOf } from './lens';

describe('access', () => {
  it('axe finds what is wrong', async () => {
    const { page } = await openLens();
    await page.locator('.header').evaluate((header) => {
      header.insertAdjacentHTML('beforeend', '<img src="favicon.svg"><p style="color:#777;background:#888">faint</p>');
    });
    const found = (await violations(page)).map((text) => text.split(':')[0]).sort();
    expect(found).toEqual(['color-contrast', 'image-alt']);
  });

  describe.each([
    [1440, 900],
    [390, 844],
  ])('at %i × %i', (width, height) => {
    const open = sharedLens({ width, height });
    it.each([false, true])('axe finds nothing, dark: %s', async (dark) => {
      const { page } = await open(dark);
      expect(await violations(page)).toEqual([]);
      if (width > 600) return;
      await page.getByRole('radio', { name: 'Scenes and training' }).check();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('radio', { name: 'Inspector', exact: true }).check();
    });
  });

  const openDigits = sharedLens({ hash: 'v=1&scene=digits' });
  it.each([false, true])(
    'axe finds nothing on the digits, with the picker, help and a message open, dark: %s',
    async (dark) => {
      const { page } = await openDigits(dark);
      expect(await violations(page)).toEqual([]);
      await section(page, 'Spline code').getByRole('button', { name: 'What is: Spline code?' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Pick anchor a from the data' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    },
  );

  it.each([false, true])('axe finds nothing on messages and on the table of pieces, dark: %s', async (dark) => {
    const { page } = await openLens({ dark });
    await page.evaluate(() =>
      (window as unknown as { polytopeLens: { load(state: unknown): Promise<unknown> } }).polytopeLens.load({
        version: 1,
      }),
    );
    const messages = page.getByRole('region', { name: 'Messages' });
    await expect.poll(() => messages.innerText()).toMatch(/could not be loaded/);
    expect(await violations(page)).toEqual([]);
    await messages.getByRole('button', { name: 'Dismiss' }).click();
    await openScene(page, 'Tent map');
    await page.getByRole('button', { name: 'Table of the pieces' }).click();
    const rows = page.getByRole('region', { name: 'Table of pieces' }).locator('tbody tr');
    // Five folds of the tent map: 32 pieces of slope ± 2⁵.
    expect(await rows.count()).toBe(32);
    const slopes = await rows.locator('td:nth-child(4)').allInnerTexts();
    expect(slopes.map((text) => Number(text.replace('−', '-')))).toEqual(
      Array.from({ length: 32 }, (_, piece) => (piece % 2 === 0 ? 32 : -32)),
    );
    expect(await violations(page)).toEqual([]);
    await rows.nth(8).getByRole('button').click();
    expect((await stateOf(page)).point[0]).toBeCloseTo(8.5 / 32, 12);
  });

  it.each([
    [1440, 900, false],
    [390, 844, true],
  ])('axe finds nothing on the 3-D view of one output of several at %i × %i', async (width, height, dark) => {
    const { page } = await openLens({ width, height, dark, hash: 'v=1&scene=blobs&surface=0,-0.6,0.75' });
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    [1440, 900, false],
    [390, 844, true],
  ])(
    'axe finds nothing with colours by a unit and statistics open, at %i × %i, dark: %s',
    async (width, height, dark) => {
      const { page } = await openLens({ width, height, dark, hash: 'v=1&scene=spirals&colour=unitState&dual=1' });
      await page.getByRole('region', { name: 'Legend' }).waitFor();
      if (width < 600) await page.getByRole('radio', { name: 'Scenes and training' }).check();
      await page.getByRole('button', { name: 'Statistics', exact: true }).click();
      await page.locator('.statistics-charts rect').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Table', exact: true }).click();
      await page.getByRole('region', { name: 'Table of statistics' }).waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );

  it('every handle and control is reached by Tab, with a focus ring', async () => {
    const { page } = await openLens();
    const names = new Set<string>();
    const wanted = ['Copy link', 'Selected point', 'Train', 'Units of layer 1', 'Two moons'];
    const missing = (): string[] => wanted.filter((name) => ![...names].some((found) => found.includes(name)));
    for (let i = 0; i < 200 && missing().length > 0; i++) {
      await page.keyboard.press('Tab');
      const { name, ring } = await page.evaluate(() => {
        const node = document.activeElement as HTMLElement;
        const visible = [node, node.nextElementSibling, node.parentElement, node.firstElementChild].some((part) => {
          if (!part) return false;
          const style = getComputedStyle(part);
          return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        });
        return { name: node.getAttribute('aria-label') ?? node.textContent ?? '', ring: visible };
      });
      names.add(name.trim());
      expect(ring, name).toBe(true);
    }
    expect(missing()).toEqual([]);
  });
});
