import { describe, expect, it } from 'vitest';
import { coloursOf, openLens, openScene, partitionOf, section, settled, stateOf } from './lens';

const ANCHORS = 'Slice';

describe('the digits', () => {
  it('open with at least 300 polytopes, images of point and anchors, and each class’s row as an image', async () => {
    const { page } = await openLens();
    await openScene(page, 'Digits');
    const report = await partitionOf(page);
    expect(report.faces).toBeGreaterThanOrEqual(300);
    expect(report.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
    expect(await section(page, ANCHORS).getByRole('img').count()).toBe(3);
    expect(await page.locator('.map-image canvas').count()).toBe(10);
    expect(await coloursOf(page, page.locator('.map-image').first())).toBeGreaterThan(20);
    expect(await coloursOf(page, page.locator('.point-image'))).toBeGreaterThan(8);
    expect(await page.locator('.code-bar .cell').count()).toBe(128);
  });

  it('turn their slice when an anchor is blended', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    const before = await partitionOf(page);
    const blend = section(page, ANCHORS).getByRole('slider', { name: 'Blend anchor b along the data' });
    await blend.focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => blend.getAttribute('aria-valuetext'), { timeout: 30_000 }).toMatch(/^60% “2” \+ 40% /);
    await settled(page);
    const { slice } = await stateOf(page);
    if (slice.kind !== 'anchors' || slice.anchors[1].kind !== 'mix') throw new Error('anchor b is no mix');
    const [[first, share], next] = slice.anchors[1].terms as [[number, number], [number, number]];
    expect(first).toBe(1);
    expect(share).toBeCloseTo(0.6, 9);
    expect(next).toEqual([2, expect.closeTo(0.4, 9)]);
    const after = await partitionOf(page);
    expect(after.faces).not.toBe(before.faces);
    expect(after.certificate).toMatchObject({ euler: 1, codeMismatches: 0, signViolations: 0 });
  });

  it('are picked from the data by class, and an equal one leaves the last good plane', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=digits' });
    const panel = section(page, ANCHORS);
    await panel.getByRole('button', { name: 'Pick anchor c from the data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pick anchor c' });
    await dialog.getByRole('radio', { name: '4' }).check();
    const picture = dialog.locator('.data-image').nth(2);
    const name = await picture.getAttribute('aria-label');
    expect(name).toMatch(/^4, number \d+$/);
    await picture.click();
    await settled(page);
    expect(await dialog.count()).toBe(0);
    const index = Number(name?.split(' ').at(-1));
    const picked = await stateOf(page);
    expect(picked.slice).toMatchObject({ anchors: [{}, {}, { kind: 'mix', terms: [[index, 1]] }] });
    await panel.getByRole('button', { name: 'Pick anchor c from the data' }).click();
    await dialog.getByRole('searchbox').fill('0');
    await dialog.locator('.data-image').first().click();
    await page
      .getByRole('region', { name: 'Messages' })
      .getByText(/last good plane/)
      .waitFor();
    expect((await stateOf(page)).slice).toEqual(picked.slice);
  });
});
