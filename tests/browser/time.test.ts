import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { coloursOf, idle, openLens, openTrainable, stateOf, visibleText } from './lens';

describe('time', () => {
  it('goes back and forth over a training, and shows two times side by side', async () => {
    const { page } = await openTrainable({ hash: 'v=1&scene=moons' });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect.poll(async () => (await stateOf(page)).step, { timeout: 30_000 }).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Pause training' }).click();
    await idle(page);
    const last = await stateOf(page);
    const count = (await visibleText(page.locator('.slice-certificate'))).split(' ')[0] ?? '';
    const time = page.getByRole('slider', { name: 'Training step' });
    await time.press('Home');
    await idle(page);
    expect(await stateOf(page)).toMatchObject({ step: 0, weights: null });
    await page.getByRole('button', { name: 'keep beside' }).click();
    await time.press('End');
    await idle(page);
    const now = await stateOf(page);
    expect(now).toEqual({ ...last, compare: { weights: null, step: 0 } });
    expect(await visibleText(page.locator('.slice-certificate').first())).toMatch(new RegExp(`^${count} `));
    const other = page.getByRole('region', { name: 'The slice at another time' });
    expect(await visibleText(other)).toMatch(/step 0 · \d+ polytopes/);
    expect(await coloursOf(page, other.locator('canvas').first())).toBeGreaterThan(20);
    // One colour means one value in both.
    const legends = page.locator('.slice-legend');
    const scale = (text: string): readonly string[] => text.match(/-?\d[\d.]*/g) ?? [];
    await expect.poll(() => legends.count()).toBe(2);
    const [left, right] = (await legends.allInnerTexts()).map(scale);
    expect(left).toEqual(right);
    expect(await violations(page)).toEqual([]);

    const link = await page.evaluate(() =>
      String((window as unknown as { polytopeLens: { link(): unknown } }).polytopeLens.link()),
    );
    const opened = await openLens({ hash: new URL(link).hash.slice(1) });
    expect(await stateOf(opened.page)).toEqual(now);
    await expect
      .poll(() => visibleText(opened.page.getByRole('region', { name: 'The slice at another time' })))
      .toMatch(/step 0 · \d+ polytopes/);
    await page.getByRole('button', { name: 'Close the other time' }).click();
    await expect.poll(() => other.count()).toBe(0);
  });
});
