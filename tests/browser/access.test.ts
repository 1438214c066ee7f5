import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, openScene, section } from './lens';

describe('access', () => {
  it.each([
    [1440, 900, false],
    [1440, 900, true],
    [390, 844, false],
    [390, 844, true],
  ])('axe finds nothing at %i × %i, dark: %s', async (width, height, dark) => {
    const { page } = await openLens({ width, height, dark });
    expect(await violations(page)).toEqual([]);
    if (width > 600) return;
    await page.getByRole('radio', { name: 'Scenes and training' }).check();
    expect(await violations(page)).toEqual([]);
  });

  it.each([false, true])(
    'axe finds nothing on the digits, with the picker, help and a message open, dark: %s',
    async (dark) => {
      const { page } = await openLens({ dark });
      await openScene(page, 'Digits');
      expect(await violations(page)).toEqual([]);
      await section(page, 'Spline code').getByRole('button', { name: 'What is: Spline code?' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Pick anchor a from the data' }).click();
      expect(await violations(page)).toEqual([]);
    },
  );

  it('every handle and control is reached by Tab, with a focus ring', async () => {
    const { page } = await openLens();
    const names = new Set<string>();
    for (let i = 0; i < 60; i++) {
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
    for (const name of ['Copy link', 'Selected point', 'Train', 'Units of layer 1', 'Two moons'])
      expect(
        [...names].some((found) => found.includes(name)),
        name,
      ).toBe(true);
  });
});
