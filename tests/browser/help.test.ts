import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, settled, stateOf } from './lens';
import { openPage, pageAddress } from './support';

describe('the tour', () => {
  it.each([
    [1440, 900, false],
    [390, 844, true],
  ])(
    'by keyboard at %i × %i: each step at a control in sight, then back where it began',
    async (width, height, dark) => {
      const { page } = await openLens({ width, height, dark, reducedMotion: dark, hash: 'v=1&scene=moons' });
      const tour = page.locator('.tour');
      expect(await tour.count()).toBe(0);
      const help = page.getByRole('button', { name: 'Help', exact: true });
      await help.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Tour/ }).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      for (let step = 1; step <= 6; step++) {
        await expect.poll(() => tour.locator('.tour-foot .num').innerText()).toBe(`${step} of 6`);
        const ring = tour.locator('.tour-ring');
        await expect.poll(() => ring.isVisible(), { message: `step ${step}` }).toBe(true);
        const box = await tour.getByRole('dialog').boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(width);
        expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(height);
        if (step === 1) expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Enter');
      }
      await expect.poll(() => tour.count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Help');
    },
  );

  it('is offered once, never blocks the page, and Escape leaves it', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const offer = page.getByRole('button', { name: 'Take the tour' });
    await offer.click();
    await page.locator('.tour').waitFor();
    const before = await stateOf(page);
    await page.locator('.slice-pane').click({ position: { x: 200, y: 200 } });
    expect((await stateOf(page)).point).not.toEqual(before.point);
    await page.keyboard.press('Escape');
    expect(await page.locator('.tour').count()).toBe(0);
    expect(await offer.count()).toBe(0);
    await page.reload();
    await settled(page);
    expect(await offer.count()).toBe(0);
  });
});

describe('terms and guide', () => {
  it.each([
    [1440, 900, true],
    [390, 844, false],
  ])('the list of terms at %i × %i', async (width, height, dark) => {
    const { page } = await openLens({ width, height, dark, hash: 'v=1&scene=moons' });
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Terms/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Terms' });
    await dialog.getByText('Local affine map', { exact: true }).waitFor();
    expect(await dialog.locator('math').count()).toBeGreaterThan(15);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
  });

  it.each([
    [1440, true],
    [390, false],
  ])('the guide is shipped beside the page, and its links open it; width %i', async (width, dark) => {
    const { page } = await openPage({ width, dark, idle: 'nothing' });
    await settled(page);
    await page.goto(`${pageAddress()}guide.html`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole('link', { name: '32 pieces' }).click();
    await settled(page);
    expect((await stateOf(page)).scene).toBe('tent');
    expect(await page.locator('.slice-certificate').innerText()).toMatch(/^32 pieces/);
  });
});
