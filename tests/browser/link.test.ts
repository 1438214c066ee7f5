import { describe, expect, it } from 'vitest';
import { acceptModel } from './exporting';
import { openLens, openScene, section, settled, sharedLens, stateOf, visibleText } from './lens';

describe('links', () => {
  it('restore the very same state for whoever opens them, at another window size', async () => {
    const { page } = await openLens();
    await openScene(page, 'Four blobs');
    await page.getByRole('slider', { name: 'Selected point' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByLabel('Colour polytopes by').selectOption('code');
    await settled(page);
    const state = await stateOf(page);
    expect(state).toMatchObject({ scene: 'blobs', colour: 'code' });
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await openLens({ width: 820, height: 700, hash: new URL(link).hash.slice(1) });
    expect(await stateOf(other.page)).toEqual(state);
  });

  it('are written as one goes: a reload keeps what was there', async () => {
    const { page } = await openLens();
    const field = section(page, 'Point').getByRole('textbox').first();
    await field.fill('0.125');
    await field.press('Enter');
    await settled(page);
    const state = await stateOf(page);
    await expect.poll(() => page.url()).toContain('0.125');
    await page.reload();
    await settled(page);
    expect(await stateOf(page)).toEqual(state);
  });

  it('too long ones are not made: a file is offered, which restores the same', async () => {
    const { page } = await openLens();
    await page.getByLabel('Network or lens file').setInputFiles('tests/fixtures/mlp2_10x20.json');
    await acceptModel(page);
    await expect.poll(async () => (await stateOf(page)).network?.name).toBe('mlp2_10x20');
    await settled(page);
    const state = await stateOf(page);
    await page.getByRole('button', { name: 'Copy link' }).click();
    expect(await visibleText(page.locator('.link-problem'))).toMatch(/long/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save lens file' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.lens\.json$/);
    const path = 'test-results/too-long.lens.json';
    await download.saveAs(path);
    await openScene(page, 'XOR');
    await page.getByLabel('Network or lens file').setInputFiles(path);
    await expect.poll(async () => (await stateOf(page)).network?.name).toBe('mlp2_10x20');
    await settled(page);
    expect(await stateOf(page)).toEqual(state);
  });

  describe('bad ones', () => {
    const good = sharedLens();
    it.each([
      ['cut off', (hash: string) => hash.slice(0, hash.length / 2)],
      ['of another version', (hash: string) => hash.replace(/v=\d+/, 'v=99')],
      ['with a point that is none', (hash: string) => `${hash}&point=NaN,0`],
    ])('open the page as it is and say why: %s', async (_, spoilt) => {
      const { page } = await good();
      const text = await page.evaluate(() => {
        const { link } = (window as unknown as { polytopeLens: { link(): unknown } }).polytopeLens;
        return String(link());
      });
      const hash = new URL(text).hash.slice(1);
      expect(spoilt(hash)).not.toBe(hash);
      const { page: other } = await openLens({ hash: spoilt(hash) });
      expect((await visibleText(other.getByRole('region', { name: 'Messages' }))).length).toBeGreaterThan(20);
      expect((await stateOf(other)).scene).toBe('spirals');
    });
  });
});
