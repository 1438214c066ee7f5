import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { codeShown, openLens, partitionOf, section, settled, stateOf } from './lens';

/** Legs of a triangle that three lines cut off: its area is 2⁻⁴⁹ ≈ 1.8e-15. */
const LEG = 2 ** -24;
const CORNER = [0.3, 0.2] as const;

const TRIANGLE = {
  name: 'triangle',
  precision: 'float64',
  inputSize: 2,
  layers: [
    { size: 3, activation: 'relu' },
    { size: 1, activation: 'identity' },
  ],
  weights: [1, 0, 0, 1, 1, 1, -0.3, -0.2, -(0.5 + LEG), 1, 1, 1, 0],
};

interface Lens {
  state(): object;
  load(state: unknown): Promise<boolean>;
  idle(): Promise<void>;
  link(): string;
  inspect(x: readonly number[]): { code: number[][]; onBoundary: unknown[] };
}

/** A link to the triangle, seen large; the selected point is well outside it. */
async function linkToTriangle(page: Page): Promise<string> {
  return page.evaluate(
    async ([network, viewport]) => {
      const lens = (window as unknown as { polytopeLens: Lens }).polytopeLens;
      await lens.load({ ...lens.state(), network, weights: null, point: [-0.5, -0.5], viewport });
      const link = lens.link();
      return link.slice(link.indexOf('#') + 1);
    },
    [TRIANGLE, { centre: [CORNER[0] + LEG / 3, CORNER[1] + LEG / 3], span: 3 * LEG }] as const,
  );
}

const chip = (page: Page) => page.getByRole('button', { name: /^re-cut/ });

const inspected = (page: Page) =>
  page.evaluate(() => {
    const lens = (window as unknown as { polytopeLens: Lens }).polytopeLens;
    return lens.inspect((lens.state() as { point: number[] }).point);
  });

/** Area of the selected polytope as the inspector has it, in full. */
const areaShown = async (page: Page): Promise<number> => {
  const row = section(page, 'This polytope').locator('.fact', { has: page.getByText('Area', { exact: true }) });
  return Number((await row.locator('dd').getAttribute('title'))?.replace('−', '-'));
};

async function clickMiddle(page: Page): Promise<void> {
  const box = await page.locator('.slice-pane').boundingBox();
  if (!box) throw new Error('no pane');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

describe('a deep zoom', () => {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const)
    it(`opens from a link; a polytope of area 2e-15 is clicked and inspected, ${width} px wide`, async () => {
      const hash = await linkToTriangle((await openLens()).page);
      const { page } = await openLens({ width, height, hash });
      await chip(page).waitFor();
      expect(await chip(page).innerText()).toMatch(/^re-cut.* · 7 in sight/);
      await clickMiddle(page);
      await expect.poll(() => areaShown(page)).toBeCloseTo(LEG ** 2 / 2, 20);
      const [p, q] = (await stateOf(page)).point;
      expect([p > CORNER[0], q > CORNER[1], p + q < 0.5 + LEG]).toEqual([true, true, true]);
      const { code, onBoundary } = await inspected(page);
      expect([code, onBoundary]).toEqual([[[1, 1, 0]], []]);
      await expect.poll(() => codeShown(page)).toBe('110');
    });

  it('has a certificate of its own beside the domain’s, and a link that comes back to the same', async () => {
    const hash = await linkToTriangle((await openLens()).page);
    const { page } = await openLens({ hash });
    expect((await partitionOf(page)).faces).toBe(7);
    await chip(page).click();
    const figures = page.getByRole('dialog', { name: 'Certificate of the part in sight' });
    await expect.poll(() => figures.innerText()).toMatch(/Missing cuts\s*0/);
    expect(await figures.innerText()).toMatch(/Euler number χ\s*1[\s\S]*Merged\s*0[\s\S]*where float64 ends/);
    expect(await figures.locator('.failed').count()).toBe(0);
    await page.keyboard.press('Escape');
    const state = await stateOf(page);
    expect(state.viewport.span).toBe(3 * LEG);
    await page.reload();
    await settled(page);
    expect(await stateOf(page)).toEqual(state);
    await chip(page).waitFor();
  });

  it('ends with zooming out; arrow keys move by the pane, coordinates have the figures that tell them apart', async () => {
    const hash = await linkToTriangle((await openLens()).page);
    const { page } = await openLens({ hash });
    await chip(page).waitFor();
    await clickMiddle(page);
    const before = (await stateOf(page)).point;
    const field = section(page, 'Point').getByRole('textbox').first();
    const shown = await field.inputValue();
    await page.getByRole('slider', { name: 'Selected point' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => field.inputValue()).not.toBe(shown);
    expect((await stateOf(page)).point[0] - before[0]).toBeCloseTo((3 * LEG) / 100, 14);
    const typed = CORNER[0] + LEG / 5;
    await field.fill(String(typed));
    await field.press('Enter');
    expect((await stateOf(page)).point[0]).toBe(typed);
    await page.getByRole('button', { name: /^Fit the domain/ }).click();
    await expect.poll(() => chip(page).count()).toBe(0);
    expect((await partitionOf(page)).faces).toBe(7);
  });
});
