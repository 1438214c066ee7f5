import { describe, expect, it } from 'vitest';
import { idle, openScene, openTrainable, saidIn, stateOf } from './lens';

const numberIn = (text: string | null): number => Number((text ?? '').replaceAll('−', '-'));

describe('training from hard to soft', () => {
  it('trains a GELU network on WebGL: the loss falls, tfjs and the soft pass agree, the chip turns soft codes on', async () => {
    const { page } = await openTrainable({ hash: 'v=1&scene=moons' });
    for (const layer of [1, 2]) {
      await page.getByRole('combobox', { name: `Activation of layer ${layer}` }).selectOption('gelu');
      await idle(page);
    }
    const loss = page.locator('.chart-value').first();
    const before = numberIn(await loss.innerText());
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect.poll(async () => (await stateOf(page)).step, { timeout: 60_000 }).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Pause training' }).click();
    await idle(page);
    expect(numberIn(await loss.innerText())).toBeLessThan(before);
    expect(await saidIn(page, 'Training')).toMatch(/tfjs on\s+WebGL/);
    const difference = page.locator('.fact', { hasText: 'Engine − tfjs' }).locator('dd');
    const relative = numberIn(await difference.getAttribute('title'));
    expect(relative).toBeGreaterThan(0);
    expect(relative).toBeLessThan(1e-4);
    const chip = page.getByRole('button', { name: 'polytopes of the hard limit: GELU → ReLU' });
    await chip.click();
    await expect.poll(() => chip.count()).toBe(0);
    expect((await stateOf(page)).soft).toMatchObject({ beta: null });
  });

  it('opens a fit of cos 2x with its learned β, which moves while it trains and goes back with the weights', async () => {
    const { page } = await openTrainable();
    await openScene(page, 'cos 2x, 15 units');
    await page.getByText('soft: sampled').waitFor();
    const first = await stateOf(page);
    expect(first.training.beta).toBe('global');
    const shown = page.locator('.fact', { hasText: 'β of all layers' }).locator('dd');
    await expect.poll(() => shown.innerText()).toBe('0.6554');
    await page
      .getByRole('spinbutton', { name: 'Learning rate' })
      .or(page.getByLabel('Learning rate'))
      .first()
      .fill('0.05');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect.poll(async () => (await stateOf(page)).step, { timeout: 60_000 }).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Pause training' }).click();
    await idle(page);
    const { soft } = await stateOf(page);
    expect(soft?.beta).not.toBe(first.soft?.beta);
    await expect.poll(() => shown.getAttribute('title')).toContain(String(soft?.beta).slice(0, 8));
    await page.getByRole('button', { name: 'Back to the first weights' }).click();
    await idle(page);
    expect(await stateOf(page)).toMatchObject({ step: 0, soft: first.soft });
  });
});
