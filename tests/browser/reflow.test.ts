import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, visibleText } from './lens';

/** 1280 × 1024 at 400 %. */
const large = { width: 320, height: 256 } as const;

/** How far the page scrolls sideways, and what of it reaches beyond the window without a part that scrolls around it. */
const sideways = (page: Page): Promise<{ by: number; beyond: string[] }> =>
  page.evaluate(() => {
    const clipped = (node: Element): boolean => {
      for (let part = node.parentElement; part; part = part.parentElement)
        if (getComputedStyle(part).overflowX !== 'visible') return true;
      return false;
    };
    const beyond = [...document.querySelectorAll('body *')].filter((node) => {
      const { left, right, width } = node.getBoundingClientRect();
      return width > 0 && (right > innerWidth + 1 || left < -1) && !clipped(node);
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    return { by: scrollWidth - clientWidth, beyond: beyond.map((node) => `${node.tagName} ${node.className}`) };
  });

const NOWHERE = { by: 0, beyond: [] };

/** Controls of which no part can be brought into the window. */
const unreachable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('button, input, select, a[href], [tabindex="0"]')];
    const found = controls.filter((node) => {
      if (node.getClientRects().length === 0 || getComputedStyle(node).visibility === 'hidden') return false;
      if (node.matches('.skip-link') || node.closest('.visually-hidden')) return false;
      node.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = node.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const above = document.elementFromPoint(x, y);
      // Whatever lies there belongs to it, or labels it, or is what it lies on (a ring on the picture).
      return !above || !(node.contains(above) || above.contains(node) || above.closest('label, .slice-pane'));
    });
    return found.map((node) => node.getAttribute('aria-label') ?? node.textContent ?? node.tagName);
  });

const boxInside = async (page: Page, selector: string): Promise<boolean> => {
  const box = await page.locator(selector).boundingBox();
  if (!box) return false;
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= large.width && box.y + box.height <= large.height;
};

describe('the page at 400 %', () => {
  it.each(['spirals', 'digits', 'tent'])(
    'scrolls in one direction only, with all its controls in reach: %s',
    async (scene) => {
      const { page } = await openLens({ ...large, hash: `v=1&scene=${scene}` });
      expect(await sideways(page)).toEqual(NOWHERE);
      expect(await unreachable(page)).toEqual([]);
      await page.getByRole('radio', { name: 'Scenes and training' }).check({ force: true });
      expect(await sideways(page)).toEqual(NOWHERE);
      expect(await unreachable(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
    },
  );

  it('has its boxes inside the window, and nothing that stays over what is read', async () => {
    const { page } = await openLens(large);
    for (const name of ['Help', 'Import', 'Export', 'More ways to share']) {
      await page.getByRole('button', { name, exact: true }).press('Enter');
      await expect.poll(() => boxInside(page, ':popover-open'), { message: name }).toBe(true);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('?');
    await expect.poll(() => boxInside(page, 'dialog[open]')).toBe(true);
    await page.keyboard.press('Escape');
    await page.evaluate(() => scrollTo({ top: 900, behavior: 'instant' }));
    const stays = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((node) => {
          const { position } = getComputedStyle(node);
          const { top, bottom, height } = node.getBoundingClientRect();
          return ['fixed', 'sticky'].includes(position) && height > 0 && bottom > 0 && top < innerHeight;
        })
        .map((node) => node.className),
    );
    expect(stays.filter((name) => !/toasts/.test(name))).toEqual([]);
  });
});

describe('canvases', () => {
  it('have as many pixels as the window, also when it moves to another monitor', async () => {
    const { page } = await openLens({ width: 900, height: 700, own: true });
    const session = await page.context().newCDPSession(page);
    const ratio = (): Promise<number> =>
      page
        .locator('.slice-pane canvas')
        .first()
        .evaluate((node) => {
          const { width, clientWidth } = node as HTMLCanvasElement;
          return width / clientWidth;
        });
    expect(await ratio()).toBeCloseTo(1, 1);
    for (const deviceScaleFactor of [2, 1.5]) {
      await session.send('Emulation.setDeviceMetricsOverride', {
        width: 900,
        height: 700,
        deviceScaleFactor,
        mobile: false,
      });
      // The emulated window does not always tell by itself; a real one resizes.
      await page.evaluate(() => dispatchEvent(new Event('resize')));
      await expect.poll(ratio, { message: String(deviceScaleFactor) }).toBeCloseTo(deviceScaleFactor, 1);
    }
    expect(await visibleText(page.locator('.slice-certificate'))).toMatch(/polytopes/);
  });
});
