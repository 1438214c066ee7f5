import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createRandom } from '../../src/core/math/random';
import { writeNetworkJson } from '../../src/formats';
import { seededNetwork } from '../support/build';
import { acceptModel, drop } from './exporting';
import { openLens, settled, stateOf, visibleText } from './lens';

/** Pictures that are opened at once. */
const AT_ONCE = 64;
const ROUNDS = 16;

/** A picture of the browser's own making. */
const made = (page: Page, type: string): Promise<number[]> =>
  page.evaluate(async (mime) => {
    const canvas = new OffscreenCanvas(12, 9);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    for (let i = 0; i < 12; i++) {
      context.fillStyle = `rgb(${20 * i} ${255 - 20 * i} ${(90 * i) % 255})`;
      context.fillRect(i, i % 3, 1, 9);
    }
    const blob = await canvas.convertToBlob({ type: mime, quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, type);

/** Drops copies with one to four bytes changed, some of them cut off, and the whole picture behind them. */
async function dropDamaged(page: Page, whole: readonly number[], ending: string, seed: number): Promise<void> {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const copies = Array.from({ length: AT_ONCE - 1 }, () => {
    const bytes = [...whole];
    for (let i = 0; i <= below(4); i++) bytes[below(bytes.length)] = below(256);
    return below(4) === 0 ? bytes.slice(0, below(bytes.length)) : bytes;
  });
  // As text: numbers one by one would take longer to be sent than to be decoded.
  const texts = [...copies, whole].map((bytes) => Buffer.from(bytes).toString('base64'));
  await page.evaluate(
    ([files, end]) => {
      const dataTransfer = new DataTransfer();
      files.forEach((text, i) => {
        const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], `${i}.${end}`));
      });
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [texts, ending] as const,
  );
}

it.each([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
])('a thousand damaged files of %s are decoded or refused, and the page stays as it was', async (type, ending) => {
  const { page } = await openLens();
  await drop(page, 'pictures.json', '', Buffer.from(writeNetworkJson(seededNetwork([16, 8, 3], 5))));
  await acceptModel(page);
  await expect.poll(async () => (await stateOf(page)).network !== null).toBe(true);
  await settled(page);
  const before = await stateOf(page);
  const whole = await made(page, type);
  const dialog = page.getByRole('dialog', { name: /pictures? as (an input|inputs)/ });
  let decoded = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await dropDamaged(page, whole, ending, round + 1);
    await dialog.waitFor();
    // “A picture” where the whole one alone was decoded.
    decoded += Number(/(\d+) pictures/.exec(await visibleText(dialog))?.[1] ?? 1);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    expect(await stateOf(page)).toEqual(before);
  }
  expect(decoded).toBeGreaterThanOrEqual(ROUNDS);
  expect(decoded).toBeLessThan(ROUNDS * AT_ONCE);
});
