import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { codeHash } from '../../src/core/network/codeHash';
import { partition } from '../../src/core/partition';
import type { CellComplex } from '../../src/core/partition/complex';
import { axisSlice, square } from '../../src/core/slice/slice';
import { parseNetworkJson, writeNetworkJson } from '../../src/formats';
import { palette } from '../../src/views/palette';
import { toScreen } from '../../src/views/slice/viewport';
import { seededNetwork } from '../support/build';
import { loopOf } from '../support/checkGeometry';
import { coloursOf, openLens, partitionOf, settled, stateOf } from './lens';
import type { OpenOptions } from './support';

const painterOf = (page: Page) => page.locator('[data-painter]').getAttribute('data-painter');
const pane = (page: Page) => page.locator('.slice-pane');

/** The page, drawn by the painter that its query asks for. */
async function openDrawnBy(kind: 'webgl' | 'raster', options: OpenOptions = {}): Promise<Page> {
  const { page } = await openLens({ ...options, query: `painter=${kind}` });
  await expect.poll(() => painterOf(page)).toBe(kind);
  await expect.poll(() => page.locator('[data-painter] canvas').count()).toBe(1);
  return page;
}

/** Red, green and blue of places of the painter's canvas, in its own pixels, and its size. */
const pixelsAt = (page: Page, places: readonly (readonly [number, number])[]) =>
  page.evaluate((all) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-painter] canvas');
    if (!canvas) throw new Error('there is no canvas');
    const { width, height } = canvas;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(canvas, 0, 0);
    const colours = all.map(([x, y]) => [...(context?.getImageData(x, y, 1, 1).data.subarray(0, 3) ?? [])]);
    return { width, height, colours };
  }, places);

/** Distance of a face's centroid from its edges, in slice units. */
function depthOf(complex: CellComplex, face: number): number {
  const [p, q] = complex.centroids.subarray(2 * face, 2 * face + 2) as unknown as [number, number];
  const loop = loopOf(complex, face);
  return Math.min(
    ...loop.map(([ap, aq], i) => {
      const [bp, bq] = loop[(i + 1) % loop.length] as readonly [number, number];
      return ((bp - ap) * (q - aq) - (bq - aq) * (p - ap)) / Math.hypot(bp - ap, bq - aq);
    }),
  );
}

/** Mean difference of two PNGs of one size, in levels of a colour. */
const meanDifference = (page: Page, pictures: readonly string[]): Promise<number> =>
  page.evaluate(async (both) => {
    const [a, b] = await Promise.all(
      both.map(async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context?.drawImage(image, 0, 0);
        return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
      }),
    );
    if (!a || !b || a.length === 0 || a.length !== b.length) return Number.NaN;
    return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? Number.NaN)), 0) / a.length;
  }, pictures);

describe('the picture of the slice', () => {
  it('is drawn by the rasteriser where WebGL is software, each face in its own colour', async () => {
    const { page } = await openLens();
    const lens = { ...(await stateOf(page)), colour: 'code', showData: false };
    await page.evaluate((state) => window.polytopeLens.load(state), lens);
    await settled(page);
    expect(await painterOf(page)).toBe('raster');
    const parsed = parseNetworkJson(await page.evaluate(() => window.polytopeLens.network()));
    if (!parsed.ok) throw new Error('the network does not read back');
    const complex = partition(parsed.network, parsed.slice, parsed.domain);
    const { width, height } = await pixelsAt(page, []);
    const k = Math.min(width, height) / lens.viewport.span;
    const faces = Array.from(complex.areas, (_, face) => face).filter((face) => depthOf(complex, face) * k > 4);
    expect(faces.length).toBeGreaterThan(100);
    const places = faces.map((face) => {
      const [p, q] = complex.centroids.subarray(2 * face, 2 * face + 2) as unknown as [number, number];
      const [x, y] = toScreen(lens.viewport, { width, height }, [p, q]);
      return [Math.floor(x), Math.floor(y)] as const;
    });
    const { words } = complex.layout;
    const { code } = palette({ dark: false });
    const wanted = faces.map((face) => [...code(codeHash(complex.codes, face * words, words))]);
    expect((await pixelsAt(page, places)).colours).toEqual(wanted);
  });

  it('is the same by WebGL and by the rasteriser', async () => {
    const pictures: string[] = [];
    for (const kind of ['webgl', 'raster'] as const) {
      const page = await openDrawnBy(kind);
      await page.waitForTimeout(300);
      pictures.push((await pane(page).screenshot()).toString('base64'));
    }
    const { page } = await openLens();
    // Software WebGL puts vertices on a grid of 1/16 to 1/256 pixel, so the sides of lines differ by a few levels: 0.1 in the mean.
    expect(await meanDifference(page, pictures)).toBeLessThan(0.2);
  });

  it('comes back after its WebGL context was lost', async () => {
    const page = await openDrawnBy('webgl');
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-painter] canvas');
      canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
      canvas?.setAttribute('data-lost', '');
    });
    await expect.poll(() => page.locator('[data-painter] canvas[data-lost]').count()).toBe(0);
    await expect.poll(() => painterOf(page)).toBe('webgl');
    await expect.poll(() => page.locator('[data-painter] canvas').count()).toBe(1);
    await expect.poll(() => coloursOf(page, pane(page))).toBeGreaterThan(40);
  });
});

describe('a picture of many polytopes', () => {
  const text = writeNetworkJson(seededNetwork([2, 56, 56, 56, 1], 5), { slice: axisSlice(2), domain: square() });

  async function openMany(options: OpenOptions = {}): Promise<Page> {
    const page = await openDrawnBy('raster', options);
    expect(await page.evaluate((json) => window.polytopeLens.importNetwork(json), text)).toBe(true);
    await settled(page);
    expect((await partitionOf(page)).faces).toBeGreaterThan(6000);
    return page;
  }

  it('is drawn on a thread of its own, and a small one on the page again', async () => {
    const page = await openMany();
    const own = page.locator('[data-painter] canvas[data-thread=own]');
    await expect.poll(() => own.count()).toBe(1);
    await expect.poll(() => page.locator('[data-painter] canvas').count()).toBe(1);
    expect(await coloursOf(page, pane(page))).toBeGreaterThan(40);
    const before = (await pixelsAt(page, [[300, 300]])).colours;
    await page.evaluate(() => performance.clearMeasures('slice-draw'));
    await page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await page.waitForFunction(() => performance.getEntriesByName('slice-draw').length > 0);
    await expect.poll(async () => (await pixelsAt(page, [[300, 300]])).colours).not.toEqual(before);
    await page.evaluate(() => window.polytopeLens.openScene('moons'));
    await settled(page);
    await expect.poll(() => own.count()).toBe(0);
    expect(await coloursOf(page, pane(page))).toBeGreaterThan(40);
  });

  it('is drawn on the page where the thread cannot be had', async () => {
    const page = await openMany({
      expectErrors: [/pictureThread|Failed to load|500/i],
      before: (fresh) => fresh.route(/pictureThread/, (route) => route.fulfill({ status: 500, body: '' })),
    });
    await page.waitForTimeout(500);
    await page.getByRole('button', { name: 'Zoom in (+)' }).click();
    await page.waitForTimeout(500);
    expect(await page.locator('[data-painter] canvas[data-thread]').count()).toBe(0);
    expect(await coloursOf(page, pane(page))).toBeGreaterThan(40);
  });
});
