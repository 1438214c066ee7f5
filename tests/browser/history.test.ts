import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { idle, openLens, openScene, openTrainable, section, settled, stateOf, visibleText } from './lens';

const handle = (page: Page, name = 'Selected point') => page.getByRole('slider', { name, exact: true });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const redo = (page: Page) => page.getByRole('button', { name: 'Redo' });

/** Drags a ring by pixels and stops there, still holding it. */
async function drag(page: Page, name: string, dx: number, dy: number): Promise<void> {
  const box = await handle(page, name).boundingBox();
  if (!box) throw new Error(`no handle ${name}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 8 });
  // A drag is handed on once a frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

describe('undo and redo', () => {
  it('of a drag, by keys and by buttons that say what they would do', async () => {
    const { page } = await openLens();
    const before = await stateOf(page);
    expect(await undo(page).getAttribute('aria-disabled')).toBe('true');
    await drag(page, 'Selected point', -120, -90);
    await page.mouse.up();
    const after = await stateOf(page);
    expect(after.point).not.toEqual(before.point);
    expect(await undo(page).getAttribute('title')).toBe('Undo: moved point (Ctrl+Z)');
    await undo(page).click();
    expect(await stateOf(page)).toEqual(before);
    await expect.poll(() => page.getByText('Undone: moved point').count()).toBe(1);
    await redo(page).click();
    expect(await stateOf(page)).toEqual(after);
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    expect(await stateOf(page)).toEqual(after);
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+y');
    expect(await stateOf(page)).toEqual(after);
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toEqual(before);
    expect(await undo(page).getAttribute('title')).toBe('Nothing to undo');
  });

  it('Escape takes a drag back as if it had not been', async () => {
    const { page } = await openLens();
    await openScene(page, 'Digits');
    const before = await stateOf(page);
    for (const name of ['Selected point', 'Anchor b']) {
      await drag(page, name, 60, 40);
      expect(await stateOf(page)).not.toEqual(before);
      await page.keyboard.press('Escape');
      await page.mouse.up();
      expect(await stateOf(page)).toEqual(before);
    }
    expect(await undo(page).getAttribute('title')).toBe('Undo: opened “Digits” (Ctrl+Z)');
  });

  it('a slider that is held is one step, and Escape takes it back', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    const { slice } = await stateOf(page);
    const slider = page.getByRole('slider', { name: 'Blend anchor a along the data' });
    await slider.scrollIntoViewIfNeeded();
    const box = await slider.boundingBox();
    if (!box) throw new Error('no slider');
    const pull = async () => {
      await page.mouse.move(box.x + 8, box.y + box.height / 2);
      await page.mouse.down();
      for (const share of [0.2, 0.4, 0.6]) {
        await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
        await page.waitForTimeout(40);
      }
    };
    await pull();
    await page.mouse.up();
    await settled(page);
    const turned = (await stateOf(page)).slice;
    expect(turned).not.toEqual(slice);
    await page.keyboard.press('Control+z');
    expect((await stateOf(page)).slice).toEqual(slice);
    await settled(page);
    await pull();
    await page.keyboard.press('Escape');
    await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
    await page.mouse.up();
    await settled(page);
    expect((await stateOf(page)).slice).toEqual(slice);
    await expect.poll(() => redo(page).getAttribute('title')).toContain('Redo: changed anchor a');
  });

  it('leaves text boxes their own', async () => {
    const { page } = await openLens();
    await drag(page, 'Selected point', -120, -90);
    await page.mouse.up();
    const moved = await stateOf(page);
    const field = section(page, 'Point').getByRole('textbox').first();
    await field.focus();
    await page.keyboard.type('0.5');
    await page.keyboard.press('Control+z');
    await page.keyboard.type('?');
    expect(await stateOf(page)).toEqual(moved);
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  it('a wheel’s turns are one step; a pan is one', async () => {
    const { page } = await openLens();
    const { viewport } = await stateOf(page);
    const pane = await page.locator('.slice-pane').boundingBox();
    if (!pane) throw new Error('no pane');
    await page.mouse.move(pane.x + pane.width / 3, pane.y + pane.height / 3);
    for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -120);
    await expect.poll(async () => (await stateOf(page)).viewport.span).toBeLessThan(viewport.span / 1.5);
    await page.waitForTimeout(800);
    const zoomed = (await stateOf(page)).viewport;
    await page.mouse.down();
    await page.mouse.move(pane.x + pane.width / 2, pane.y + pane.height / 2, { steps: 5 });
    await page.waitForTimeout(700);
    await page.mouse.move(pane.x + pane.width / 1.5, pane.y + pane.height / 2, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => undo(page).getAttribute('title')).toContain('moved the view');
    await undo(page).click();
    expect((await stateOf(page)).viewport).toEqual(zoomed);
    await undo(page).click();
    expect((await stateOf(page)).viewport).toEqual(viewport);
  });

  it('a scene that was opened over trained weights goes, and they come back; Back goes on as before', async () => {
    const { page } = await openTrainable();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect.poll(async () => (await stateOf(page)).step, { timeout: 30_000 }).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Pause training' }).click();
    await idle(page);
    const trained = await stateOf(page);
    await expect.poll(() => undo(page).getAttribute('title')).toContain(`training, ${trained.step} steps`);
    await openScene(page, 'XOR');
    await idle(page);
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toEqual(trained);
    await idle(page);
    await page.keyboard.press('Control+z');
    expect(await stateOf(page)).toMatchObject({ scene: 'spirals', step: 0, weights: null });
    await idle(page);
    await page.keyboard.press('Control+y');
    expect(await stateOf(page)).toEqual(trained);
    await idle(page);
    await page.goBack();
    await expect.poll(async () => (await stateOf(page)).scene).toBe('xor');
    await page.goBack();
    await expect.poll(async () => (await stateOf(page)).scene).toBe('spirals');
  });

  it('of a drag costs no new partition', async () => {
    const { page } = await openLens();
    await drag(page, 'Selected point', -120, -90);
    await page.mouse.up();
    const drawn = () =>
      page.evaluate(() => (performance.getEntriesByName('slice-draw').at(-1) as PerformanceMeasure).detail);
    const generation = await drawn();
    await page.keyboard.press('Control+z');
    await settled(page);
    expect(await drawn()).toBe(generation);
    expect(await visibleText(page.locator('.slice-certificate'))).toContain('2,618');
  });
});
