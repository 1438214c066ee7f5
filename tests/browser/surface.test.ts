import { describe, expect, it } from 'vitest';
import { coloursOf, openLens, stateOf, visibleText } from './lens';

describe('the 3-D view', () => {
  it('opens from the slice, turns with the pointer and the keys, and goes back', async () => {
    const { page } = await openLens();
    await page.getByRole('button', { name: /^3-D/ }).click();
    const view = page.getByRole('region', { name: 'Graph of the output over the slice' });
    const canvas = view.locator('canvas');
    await expect.poll(() => coloursOf(page, canvas), { timeout: 10_000 }).toBeGreaterThan(50);
    const before = (await stateOf(page)).surface;
    const box = await canvas.boundingBox();
    if (!before || !box) throw new Error('the view is not there');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 20, { steps: 4 });
    await page.mouse.up();
    const turned = (await stateOf(page)).surface;
    expect(turned?.azimuth).toBeGreaterThan(before.azimuth + 0.2);
    expect(turned?.elevation).toBeGreaterThan(before.elevation + 0.05);
    await page.getByRole('slider', { name: 'tilt' }).press('Home');
    expect((await stateOf(page)).surface?.elevation).toBe(0);
    expect(await visibleText(view)).toMatch(/x₁/);
    await page.getByRole('button', { name: 'Back to the plane' }).click();
    await page.getByRole('region', { name: 'Slice view' }).waitFor();
    expect((await stateOf(page)).surface).toBeNull();
  });

  it('marks the second point where its output is', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons&surface=0,0,1.57' });
    const second = page.locator('.surface-point.second');
    expect(await second.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Add a second point, B' }).click();
    await second.waitFor();
    const { point, second: b } = await stateOf(page);
    const places = await page
      .locator('.surface-point')
      .evaluateAll((nodes) => nodes.map((n) => n.getBoundingClientRect().x));
    // From above, what lies further along the first axis lies further to the right.
    const [beside, selected] = places as [number, number];
    expect(Math.sign(beside - selected)).toBe(Math.sign((b?.[0] ?? 0) - point[0]));
  });

  it('shows a chosen output of several, and is in the link', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=blobs&surface=2,0.5,1' });
    expect((await stateOf(page)).surface).toEqual({ output: 2, azimuth: 0.5, elevation: 1 });
    await page.getByRole('combobox', { name: 'output' }).selectOption('3');
    expect((await stateOf(page)).surface?.output).toBe(3);
    const link = await page.evaluate(() =>
      String((window as unknown as { polytopeLens: { link(): unknown } }).polytopeLens.link()),
    );
    expect(link).toContain('surface=3,0.5,1');
  });
});
