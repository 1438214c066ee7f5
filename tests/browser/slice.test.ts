import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, partitionOf, settled, stateOf, visibleText } from './lens';

const count = (page: Page) => visibleText(page.locator('.slice-certificate'));

async function boxOf(page: Page, selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not drawn`);
  return box;
}

/** Slice coordinates under a place of the pane, from the state's viewport alone. */
async function sliceAt(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = await boxOf(page, '.slice-pane');
  const { centre, span } = (await stateOf(page)).viewport;
  const k = Math.min(box.width, box.height) / span;
  return [centre[0] + (x - box.x - box.width / 2) / k, centre[1] - (y - box.y - box.height / 2) / k];
}

const spanOf = async (page: Page): Promise<number> => (await stateOf(page)).viewport.span;

describe('pan and zoom', () => {
  it('zooms about the pointer and leaves domain and count alone', async () => {
    const { page } = await openLens();
    await expect.poll(() => count(page)).toContain('affine pieces');
    const [before, counted] = [await stateOf(page), await count(page)];
    const { x, y } = await boxOf(page, '.slice-pane');
    const under = await sliceAt(page, x + 300, y + 200);
    await page.mouse.move(x + 300, y + 200);
    await page.mouse.wheel(0, -240);
    await expect.poll(() => spanOf(page)).toBeLessThan(before.viewport.span * 0.8);
    const after = await sliceAt(page, x + 300, y + 200);
    expect(after[0]).toBeCloseTo(under[0], 6);
    expect(after[1]).toBeCloseTo(under[1], 6);
    expect((await stateOf(page)).domain).toEqual(before.domain);
    expect(await count(page)).toBe(counted);
  });

  it('does not trap the wheel of a page that scrolls, and says how to zoom', async () => {
    const { page } = await openLens({ width: 820, height: 600 });
    const span = await spanOf(page);
    const { x, y } = await boxOf(page, '.slice-pane');
    await page.mouse.move(x + 200, y + 200);
    await page.mouse.wheel(0, 150);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(50);
    expect(await spanOf(page)).toBe(span);
    expect(await visibleText(page.locator('.slice-hint'))).toMatch(/wheel zooms/);
    // The page moved under the pointer, and the browser takes a wheel that follows at once for the same scroll.
    await page.waitForTimeout(700);
    const now = await boxOf(page, '.slice-pane');
    await page.mouse.move(now.x + 200, now.y + now.height - 80);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -150);
    await page.keyboard.up('Control');
    await expect.poll(() => spanOf(page)).toBeLessThan(span);
  });

  it('pans by dragging the ground; a resized pane keeps the viewport', async () => {
    const { page } = await openLens();
    const { x, y, width, height } = await boxOf(page, '.slice-pane');
    const before = await stateOf(page);
    await page.mouse.move(x + 200, y + 250);
    await page.mouse.down();
    await page.mouse.move(x + 280, y + 210, { steps: 5 });
    await page.mouse.up();
    const k = Math.min(width, height) / before.viewport.span;
    await expect.poll(async () => (await stateOf(page)).viewport.centre[0]).toBeCloseTo(-80 / k, 6);
    const moved = await stateOf(page);
    expect(moved.viewport.centre[1]).toBeCloseTo(before.viewport.centre[1] - 40 / k, 6);
    expect(moved.point).toEqual(before.point);
    await page.setViewportSize({ width: 1100, height: 700 });
    expect((await stateOf(page)).viewport).toEqual(moved.viewport);
  });

  it('cuts what is visible, and resets', async () => {
    const { page } = await openLens();
    const before = await stateOf(page);
    const { faces } = await partitionOf(page);
    await page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await page.getByRole('button', { name: /^Cut here/ }).click();
    await settled(page);
    const cut = await stateOf(page);
    const { x, y } = await boxOf(page, '.slice-pane');
    const [left, top] = await sliceAt(page, x, y);
    expect(cut.domain[3]?.[0]).toBeCloseTo(left, 6);
    expect(cut.domain[3]?.[1]).toBeCloseTo(top, 6);
    expect((await partitionOf(page)).faces).toBeLessThan(faces);
    await page.getByRole('button', { name: 'Reset domain and view' }).click();
    await settled(page);
    expect(await stateOf(page)).toEqual(before);
    expect((await partitionOf(page)).faces).toBe(faces);
  });

  it('zooms to the polytope and back by keys', async () => {
    const { page } = await openLens();
    await page.getByRole('application').focus();
    const span = await spanOf(page);
    await page.keyboard.press('f');
    await expect.poll(() => spanOf(page)).toBeLessThan(span / 4);
    const near = await spanOf(page);
    await page.keyboard.press('+');
    await expect.poll(() => spanOf(page)).toBeLessThan(near);
    await page.keyboard.press('0');
    await expect.poll(() => spanOf(page)).toBeGreaterThan(span * 0.9);
  });
});

describe('the plane', () => {
  it('takes the point by a click; a double click zooms and leaves it', async () => {
    const { page } = await openLens();
    const { x, y } = await boxOf(page, '.slice-pane');
    const target = await sliceAt(page, x + 250, y + 300);
    await page.mouse.click(x + 250, y + 300);
    const placed = await stateOf(page);
    expect(placed.point[0]).toBeCloseTo(target[0], 6);
    expect(placed.point[1]).toBeCloseTo(target[1], 6);
    await page.waitForTimeout(600);
    await page.mouse.dblclick(x + 420, y + 180);
    await expect.poll(() => spanOf(page)).toBeLessThan(placed.viewport.span);
    expect((await stateOf(page)).point).toEqual(placed.point);
  });

  it('reads out what lies under the pointer', async () => {
    const { page } = await openLens();
    const { x, y } = await boxOf(page, '.slice-pane');
    await page.mouse.move(x + 250, y + 250);
    const readout = page.locator('.slice-readout');
    await readout.waitFor({ state: 'visible' });
    expect(await visibleText(readout)).toMatch(/polytope [\d,]+ · area .+\n\d+ of 72 units on/);
    await expect.poll(() => page.locator('.slice-hovered').getAttribute('d')).toMatch(/^M.+Z$/);
    await page.mouse.move(5, 5);
    await readout.waitFor({ state: 'hidden' });
  });

  it('is cut by the layers up to the one chosen in the key', async () => {
    const { page } = await openLens();
    const { faces } = await partitionOf(page);
    await page.getByRole('button', { name: 'Cut up to layer 1' }).click();
    await settled(page);
    expect((await stateOf(page)).upToLayer).toBe(1);
    expect((await partitionOf(page)).faces).toBeLessThan(faces / 4);
    await page.getByRole('button', { name: 'Cut up to layer 1' }).click();
    expect((await stateOf(page)).upToLayer).toBeNull();
  });

  it('has a table whose rows lead into the polytopes', async () => {
    const { page } = await openLens();
    await page.getByRole('button', { name: 'Table of the largest polytopes' }).click();
    const rows = page.locator('.slice-table tbody tr');
    expect(await rows.count()).toBe(100);
    const before = (await stateOf(page)).point;
    await rows.nth(4).getByRole('button').click();
    expect((await stateOf(page)).point).not.toEqual(before);
  });

  it('opens the certificate from its chip', async () => {
    const { page } = await openLens();
    await page.locator('.slice-certificate').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Certificate of the partition' });
    expect(await visibleText(dialog)).toMatch(/Area covered\s+100\.000000 %[\s\S]*Missing cuts\s+0/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });
});

describe('other slices', () => {
  it('anchors are dragged inside their plane, with their digits beside them', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    expect(await page.locator('.slice-handle.anchor canvas').count()).toBe(3);
    const before = await boxOf(page, '.slice-handle.anchor');
    await page.mouse.move(before.x + 16, before.y + 16);
    await page.mouse.down();
    await page.mouse.move(before.x + 76, before.y - 24, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await boxOf(page, '.slice-handle.anchor')).x - before.x).toBeCloseTo(60, 0);
    const { slice } = await stateOf(page);
    if (slice.kind !== 'anchors') throw new Error('no anchors');
    const anchor = slice.anchors[0];
    expect(anchor.kind === 'input' || anchor.terms.length > 1).toBe(true);
  });

  it('one input: the point runs along the graph', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=tent' });
    expect(await count(page)).toMatch(/^32 pieces/);
    const handle = page.getByRole('slider', { name: 'Selected input' });
    const before = await stateOf(page);
    await handle.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    const after = await stateOf(page);
    expect(after.point[0]).toBeGreaterThan(before.point[0]);
    expect(after.point[1]).toBe(0);
    expect(await handle.getAttribute('aria-valuetext')).toMatch(/^x₁ 0\.3/);
    const drawn = await boxOf(page, '.slice-handle.selected');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await boxOf(page, '.slice-handle.selected')).x).toBeGreaterThan(drawn.x);
  });
});
