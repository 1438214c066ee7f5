import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe';
import { openLens, openTrainable, saidIn, section, stateOf, visibleText } from './lens';

async function opened(page: Page): Promise<Locator> {
  const attack = section(page, 'Attack');
  await attack.getByRole('button', { name: 'Attack', exact: true }).click();
  await attack.locator('.attack-leads').waitFor();
  await resting(attack);
  return attack;
}

/** Waits until the result is of what is asked for. */
const resting = (attack: Locator): Promise<void> =>
  attack.locator('.attack-result:not([data-stale])').waitFor({ timeout: 20_000 });

const factOf = (attack: Locator, name: string): Promise<string> =>
  attack.locator('.fact', { hasText: name }).locator('.num').innerText();

const crossingsOf = async (attack: Locator): Promise<number> =>
  Number(/(\d+) crossings,/.exec(await visibleText(attack))?.[1]);

describe('an attack', () => {
  it('of a point of the plane changes its class, is shown as a path and is moved to', async () => {
    const { page } = await openTrainable();
    expect(await saidIn(page, 'Attack')).not.toContain('Method');
    const attack = await opened(page);
    expect(await visibleText(attack)).toMatch(/spiral 2 → spiral 1/);
    const crossings = await crossingsOf(attack);
    expect(crossings).toBeGreaterThan(5);
    expect(await attack.locator('.strip-dot').count()).toBe(100);
    await expect
      .poll(() => visibleText(attack), { timeout: 20_000 })
      .toMatch(/checked by tfjs: (0|\d\.\de−([7-9]|\d\d))\b/);
    expect(await violations(page)).toEqual([]);

    await attack.getByRole('button', { name: 'Show as path' }).click();
    const gist = page.locator('.path-panel .statistics-gist');
    await expect.poll(() => gist.innerText()).toContain(`${crossings} crossings · Hamming distance `);
    const hamming = await factOf(attack, 'Hamming distance');
    expect(await gist.innerText()).toContain(`Hamming distance ${hamming.split(' ')[0]} `);

    const { path, point } = await stateOf(page);
    const end = path?.vertices[1];
    if (end?.kind !== 'input') throw new Error('no attacked input');
    expect(Math.max(...end.values.map((value, i) => Math.abs(value - (point[i] ?? 0))))).toBeCloseTo(0.2, 9);
    await attack.getByRole('button', { name: 'Move the point there' }).click();
    await expect.poll(async () => (await stateOf(page)).point).not.toEqual(point);
    const moved = (await stateOf(page)).point;
    expect(moved[0]).toBeCloseTo(end.values[0] ?? Number.NaN, 9);
    expect(moved[1]).toBeCloseTo(end.values[1] ?? Number.NaN, 9);
    await expect.poll(() => saidIn(page, 'Output')).toContain('spiral 1');
    await resting(attack);
    expect(await visibleText(attack)).toMatch(/spiral 1 →|stays spiral 1/);
  });

  it('of a digit shows the change as an image, takes a target, and fits a phone', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits', width: 390, height: 844, dark: true });
    await page.getByRole('radio', { name: 'Inspector', exact: true }).check();
    const attack = await opened(page);
    const first = await visibleText(attack);
    expect(first).toMatch(/7 → \d/);
    expect(await attack.locator('.attack-image canvas').count()).toBe(3);
    const heat = attack.getByRole('slider', { name: 'The change as an image' });
    await heat.focus();
    await heat.press('End');
    expect(await heat.getAttribute('aria-valuetext')).toMatch(/row 27, column 27: /);

    await attack.getByLabel('Target').selectOption({ label: '4' });
    await expect.poll(() => visibleText(attack), { timeout: 20_000 }).toMatch(/7 → 4/);
    await attack.getByLabel('L2').check();
    await attack.getByLabel('Radius ε').fill('0.001');
    await attack.getByLabel('Radius ε').press('Enter');
    await expect.poll(() => visibleText(attack), { timeout: 20_000 }).toMatch(/does not reach 4/);
    // Against the border of the box some of it is lost.
    await attack.getByLabel('Keep grey within 0 and 1').uncheck();
    await expect.poll(() => factOf(attack, 'Change'), { timeout: 20_000 }).toContain('L2 0.00100');
    await resting(attack);
    await attack.getByRole('button', { name: 'Table of the attack’s layers' }).click();
    expect(await attack.locator('tbody tr').count()).toBe(2);
    // The state has what the controls say; folding the section away is taken back by undo.
    expect((await stateOf(page)).attack).toEqual({ method: 'pgd', norm: '2', epsilon: 0.001, target: 4, steps: 20 });
    await attack.getByRole('button', { name: 'Attack', exact: true }).press('Enter');
    expect((await stateOf(page)).attack).toBeNull();
    await page.keyboard.press('Control+z');
    await resting(attack);
    expect(await attack.getByLabel('Target').inputValue()).toBe('4');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
});
