import { describe, expect, it } from 'vitest';
import { coloursOf, openLens, partitionOf, saidIn, section, visibleText } from './lens';
import { openPage } from './support';

describe('opening the page', () => {
  it('paints a trained network with at least 500 polytopes, certified', async () => {
    const { page } = await openLens();
    const report = await partitionOf(page);
    expect(report.faces).toBeGreaterThanOrEqual(500);
    expect(report.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    expect(await saidIn(page, 'Certificate')).toContain('all checks hold');
    expect(await visibleText(page.locator('.slice-certificate'))).toContain(report.faces.toLocaleString('en'));
    // A blank or one-coloured canvas has a handful of colours.
    expect(await coloursOf(page, page.locator('.stage'))).toBeGreaterThan(40);
  });

  it.each([
    [1440, 900],
    [820, 1180],
    [390, 844],
  ])('shows the slice at %i × %i without scrolling sideways', async (width, height) => {
    const { page } = await openLens({ width, height });
    const stage = await page.locator('.stage').boundingBox();
    expect(stage?.width).toBeGreaterThan(Math.min(width, 800) * 0.85);
    expect(stage?.height).toBeGreaterThan(300);
    expect((stage?.y ?? height) + 200).toBeLessThan(height);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('remembers the theme that was chosen', async () => {
    const { page } = await openPage({ dark: true });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe('dark');
    await page.getByRole('button', { name: 'Use the light theme' }).click();
    expect(await theme()).toBe('light');
    await page.reload();
    await page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
    expect(await theme()).toBe('light');
  });

  it('folds panels away and gives their room to the slice', async () => {
    const { page } = await openLens();
    const width = async () => (await page.locator('.stage').boundingBox())?.width ?? 0;
    const before = await width();
    await page.getByRole('button', { name: 'Inspector panel' }).click();
    expect(await width()).toBeGreaterThan(before + 250);
    await page.getByRole('button', { name: 'Network', exact: true }).click();
    expect(await section(page, 'Network').locator('.layers').isVisible()).toBe(false);
  });
});
