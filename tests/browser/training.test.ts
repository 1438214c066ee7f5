import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { idle, openLens, openTrainable, partitionOf, saidIn, stateOf, visibleText } from './lens';

const exported = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Network, JSON' }).click(),
  ]);
  await page.keyboard.press('Escape');
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

describe('training', () => {
  it('moves the partition, pauses, and resets to the very same weights', async () => {
    const { page } = await openTrainable({ hash: 'v=1&scene=moons' });
    const first = await exported(page);
    const counted = page.locator('.slice-certificate');
    const before = await visibleText(counted);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect.poll(async () => (await stateOf(page)).step, { timeout: 30_000 }).toBeGreaterThan(20);
    await expect.poll(() => visibleText(counted), { timeout: 10_000 }).not.toBe(before);
    await page.getByRole('button', { name: 'Pause training' }).click();
    await idle(page);
    const { step } = await stateOf(page);
    expect((await partitionOf(page)).certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    expect(await visibleText(page.locator('.chart-value').first())).toMatch(/\d/);
    await page.waitForTimeout(400);
    expect((await stateOf(page)).step).toBe(step);
    expect(await exported(page)).not.toBe(first);
    await page.getByRole('button', { name: 'Back to the first weights' }).click();
    await idle(page);
    expect((await stateOf(page)).step).toBe(0);
    expect(await exported(page)).toBe(first);
  });

  it('makes single steps on WebGL, in memory of the GPU, in step with the engine; a link carries the weights', async () => {
    const { page } = await openTrainable({ hash: 'v=1&scene=blobs' });
    await page.getByRole('button', { name: 'One training step' }).click();
    await idle(page);
    expect((await stateOf(page)).step).toBe(1);
    const said = await saidIn(page, 'Training');
    expect(said).toMatch(/tfjs on\s+WebGL, worker/);
    expect(said).toMatch(/GPU memory\s+[1-9]/);
    const difference = page.locator('.fact', { hasText: 'Engine − tfjs' }).locator('dd');
    const relative = Number((await difference.getAttribute('title'))?.replaceAll('−', '-'));
    expect(relative).toBeGreaterThan(0);
    expect(relative).toBeLessThan(1e-4);
    const state = await stateOf(page);
    expect(state.weights).not.toBeNull();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await openLens({ hash: new URL(link).hash.slice(1) });
    expect(await stateOf(other.page)).toEqual(state);
  });

  it('takes optimiser, rate and batch, and says what it does not take', async () => {
    const { page } = await openLens();
    await page.getByRole('radio', { name: 'SGD' }).check();
    const rate = page.getByLabel('Learning rate');
    await rate.fill('0.05');
    await rate.press('Enter');
    expect((await stateOf(page)).training).toMatchObject({ optimizer: 'sgd', learningRate: 0.05 });
    await page.getByLabel('Batch').fill('2.5');
    await page.getByLabel('Batch').press('Enter');
    expect(await saidIn(page, 'Training')).toContain('a whole number from 1 to 4096');
  });
});
