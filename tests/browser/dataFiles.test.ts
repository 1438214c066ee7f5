import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeNetworkJson } from '../../src/formats';
import { seededNetwork } from '../support/build';
import { idxPair, npzFile, pictureBytes } from '../unit/formats/arrays/files';
import { violations } from './axe';
import { drop } from './dropping';
import { acceptModel } from './exporting';
import { openLens, partitionOf, section, settled, stateOf, visibleText } from './lens';
import type { OpenOptions } from './support';

const clean = { euler: 1, codeMismatches: 0, signViolations: 0 };

/** A file that the browser makes of a square of one tone beside a square of another. */
const madePicture = async (page: Page, type: string, width: number, height: number): Promise<Uint8Array> => {
  const text = await page.evaluate(
    async ([mime, w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = '#000';
      context.fillRect(0, 0, w, h);
      context.fillStyle = '#fff';
      context.fillRect(w / 2, 0, w / 2, h);
      const blob = await canvas.convertToBlob({ type: mime, quality: 1 });
      return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
    },
    [type, width, height] as const,
  );
  return Uint8Array.from(Buffer.from(text, 'base64'));
};

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

/** The page with an imported network for pictures of 4 × 4 pixels, three outputs. */
async function openPictureLens(options: OpenOptions = {}): Promise<Page> {
  const { page } = await openLens(options);
  const text = writeNetworkJson(seededNetwork([16, 8, 3], 5));
  await drop(page, [['pictures.json', new TextEncoder().encode(text)]]);
  await acceptModel(page);
  await expect.poll(async () => (await stateOf(page)).network !== null).toBe(true);
  await settled(page);
  return page;
}

describe('files of data', () => {
  it('an IDX pair is taken by the imported network: pictures, labels, a plane through three of them', async () => {
    const page = await openPictureLens();
    const { images, labels } = idxPair(12, 4, 3);
    await drop(page, [
      ['train-labels-idx1-ubyte', labels],
      ['train-images-idx3-ubyte.gz', new Uint8Array(gzipSync(images))],
    ]);
    await expect.poll(async () => (await stateOf(page)).dataSpec).toMatchObject({ image: { width: 4, height: 4 } });
    const { dataSpec, network, slice } = await stateOf(page);
    const bytes = pictureBytes(12, 4, 3);
    expect(dataSpec).toMatchObject({
      targets: bytes.labels,
      inputs: bytes.images.map((grey) => Math.fround(grey / 255)),
    });
    expect(network).not.toBeNull();
    expect(slice.kind).toBe('anchors');
    const data = section(page, 'Data');
    await data.getByText('12 points, 16 inputs, 3 classes').waitFor();
    expect(await visibleText(data)).toContain('Inputs: pictures of 4 × 4 pixels, grey');
    expect(await page.locator('canvas.anchor-image').count()).toBe(3);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    await drop(page, [['images', idxPair(3, 5, 3).images]]);
    await messages(page).getByText('images: the points have 25 inputs, the network takes 16').waitFor();
    expect((await stateOf(page)).dataSpec).toEqual(dataSpec);
  });

  it('an npz gives points and targets; a broken one says what is wrong and changes nothing', async () => {
    const { page } = await openLens({ hash: 'v=1&scene=moons' });
    const values = Array.from({ length: 24 }, (_, i) => ((i * 7) % 11) / 6 - 1);
    const npz = npzFile(['X', [12, 2], values], ['y', Array.from({ length: 12 }, (_, i) => i % 2)]);
    await drop(page, [['mine.npz', npz]]);
    await expect
      .poll(async () => (await stateOf(page)).dataSpec)
      .toMatchObject({ name: 'mine', columns: ['x0', 'x1'] });
    const before = await stateOf(page);
    expect(before.dataSpec).toMatchObject({ inputs: values.map(Math.fround), task: 'binary' });
    await drop(page, [['cut.npz', npz.subarray(0, 200)]]);
    const alert = messages(page).getByRole('alert');
    await alert.waitFor();
    expect(await visibleText(alert)).toMatch(/cut\.npz: .*The data stay as they are/);
    expect(await stateOf(page)).toEqual(before);
  });
});

describe('pictures', () => {
  it('a PNG becomes the selected input, and the page says what was done to it', async () => {
    const page = await openPictureLens();
    await drop(page, [['half.png', await madePicture(page, 'image/png', 40, 20)]]);
    const dialog = page.getByRole('dialog', { name: 'A picture as an input' });
    await dialog.getByText('half.png: 40 × 20 pixels, cropped to its middle, resized to 4 × 4, made grey').waitFor();
    await dialog.getByText('16 inputs are taken for 4 × 4 pixels, grey').waitFor();
    await dialog.getByRole('radio', { name: 'stretch' }).click();
    await dialog.getByText('half.png: 40 × 20 pixels, stretched, resized to 4 × 4').waitFor();
    // In either theme the picture is no negative of itself: black on the left, white on the right.
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const tones = await dialog.locator('.picture-preview').evaluate((node) => {
        const pixels = (node as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, 4, 1).data;
        return [pixels?.[0], pixels?.[12]];
      });
      expect(tones, colorScheme).toEqual([0, 255]);
    }
    await dialog.getByRole('checkbox', { name: /Invert/ }).click();
    await dialog.getByText(/inverted, divided by 255: from 0 to 1/).waitFor();
    await dialog.getByRole('button', { name: 'Select as input' }).press('Enter');
    await expect.poll(() => dialog.count()).toBe(0);
    await messages(page).getByText('The selected input is half.png: 40 × 20 pixels, stretched').waitFor();
    const { point, slice } = await stateOf(page);
    // Two axes move through it: white on the left, black on the right, between them the edge that the filter spreads.
    const values = slice.kind === 'axes' ? new Map(slice.values) : new Map();
    expect(slice.kind).toBe('axes');
    expect([point[0], values.get(3) ?? 0, values.get(12), values.get(15) ?? 0]).toEqual([1, 0, 1, 0]);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
  });

  it('three become anchors; a JPEG is one of them; no picture fits a network of two inputs', async () => {
    const page = await openPictureLens();
    const png = await madePicture(page, 'image/png', 8, 8);
    const jpeg = await madePicture(page, 'image/jpeg', 16, 6);
    await drop(page, [
      ['a.png', png],
      ['b.jpg', jpeg],
      ['a.png', await madePicture(page, 'image/png', 9, 4)],
    ]);
    const dialog = page.getByRole('dialog', { name: '3 pictures as inputs' });
    await dialog.getByRole('button', { name: 'b.jpg' }).click();
    await dialog.getByText('b.jpg: 16 × 6 pixels').waitFor();
    await dialog.getByRole('radio', { name: 'whole' }).click();
    await dialog.getByRole('button', { name: 'First three as anchors' }).click();
    await expect.poll(async () => (await stateOf(page)).slice.kind).toBe('anchors');
    await dialog.getByText('The plane goes through a.png, b.jpg, a.png (2)').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    expect((await partitionOf(page)).certificate).toMatchObject(clean);
    const { page: moons } = await openLens({ hash: 'v=1&scene=moons' });
    const before = await stateOf(moons);
    await drop(moons, [['a.png', png]]);
    await messages(moons).getByText('a.png: the network takes 2 inputs, which are no picture').waitFor();
    await drop(moons, [['b.png', png.subarray(0, 50)]]);
    await messages(moons)
      .getByText(/^b\.png: /)
      .waitFor();
    expect(await stateOf(moons)).toEqual(before);
  });

  it('what is dropped while the one before is being closed stays open', async () => {
    const page = await openPictureLens();
    const bytes = await madePicture(page, 'image/png', 4, 4);
    await drop(page, [['first.png', bytes]]);
    const dialog = page.getByRole('dialog', { name: 'A picture as an input' });
    for (const name of ['second', 'third', 'fourth']) {
      await dialog.waitFor();
      // A machine that is busy draws its next frame later than this.
      const left = await dialog.evaluate(async (node) => {
        node.querySelector<HTMLElement>('.modal-head button')?.click();
        await Promise.resolve();
        return document.querySelectorAll('dialog[open]').length;
      });
      expect(left).toBe(0);
      await drop(page, [[`${name}.png`, bytes]]);
      await dialog.getByText(`${name}.png: 4 × 4 pixels`).waitFor();
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
  });

  it.each([
    [1440, 900, false],
    [390, 844, true],
  ])('axe finds nothing in the dialog, and it fits the page, %i wide', async (width, height, dark) => {
    const page = await openPictureLens({ width, height, dark });
    await drop(page, [
      ['a.png', await madePicture(page, 'image/png', 8, 8)],
      ['b.png', await madePicture(page, 'image/png', 40, 9)],
    ]);
    const dialog = page.getByRole('dialog', { name: '2 pictures as inputs' });
    await dialog.getByRole('button', { name: 'Select as input' }).waitFor();
    const box = await dialog.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height).toBe(true);
    expect(await dialog.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
    expect(await violations(page)).toEqual([]);
  });
});
