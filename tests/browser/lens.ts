/** The page as its tests see it: through what a person sees, and through `window.polytopeLens`. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LensState } from '../../src/state/types';
import { type OpenedPage, type OpenOptions, openPage, type SharedPage, sharedPage } from './support';

interface PageWindow {
  readonly polytopeLens: {
    state(): LensState;
    load(state: unknown): Promise<unknown>;
    idle(): Promise<void>;
    link(): unknown;
    partition(): Promise<{
      faces: number;
      certificate: { euler: number; codeMismatches: number; signViolations: number };
    }>;
  };
}

/** Waits until nothing at all is computing, tfjs included. */
export async function idle(page: Page): Promise<void> {
  await page.waitForFunction(() => 'polytopeLens' in window);
  await page.evaluate(() => (window as unknown as PageWindow).polytopeLens.idle());
}

/** Waits until scene, partition and certificate are there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => 'polytopeLens' in window);
  await page.evaluate(async () => {
    await (window as unknown as PageWindow).polytopeLens.partition();
    // What was drawn without React is drawn by the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/**
 * Waits for the panels below the slice, which are loaded late: the pane is as high as it stays from then on. A page without it, or
 * one that cannot load it, does not wait long.
 */
async function laidOut(page: Page): Promise<void> {
  const isThere = () => {
    const app = document.querySelector<HTMLElement>('.app');
    const left = app?.dataset.only !== undefined || /strip|statistics|training/.test(app?.dataset.hide ?? '');
    return left || ['.training-strip', '.statistics'].every((part) => document.querySelector(part) !== null);
  };
  await page.waitForFunction(isThere, undefined, { timeout: 10_000 }).catch(() => undefined);
}

/** Opens the page without tfjs and waits for the first partition with its certificate. */
export async function openLens(options: OpenOptions = {}): Promise<OpenedPage> {
  const opened = await openPage({ ...options, idle: 'nothing' });
  await settled(opened.page);
  await laidOut(opened.page);
  return opened;
}

/** The same page for the tests of a `describe` that leave it as they find it. */
export const sharedLens = (options: OpenOptions = {}): SharedPage =>
  sharedPage({ ...options, idle: 'nothing' }, async (page) => {
    await settled(page);
    await laidOut(page);
  });

/** Opens the page with tfjs, but without the scenes' pictures, and waits until it is ready. */
export async function openTrainable(options: OpenOptions = {}): Promise<OpenedPage> {
  const opened = await openPage({ ...options, idle: 'tfjs' });
  await idle(opened.page);
  return opened;
}

export const stateOf = (page: Page): Promise<LensState> =>
  page.evaluate(() => (window as unknown as PageWindow).polytopeLens.state());

export const partitionOf = (page: Page) =>
  page.evaluate(() => (window as unknown as PageWindow).polytopeLens.partition());

/** What a person reads in an element: laid out, hidden parts left out. */
export const visibleText = (target: Locator): Promise<string> => target.innerText();

/** A folding part of a panel, by its heading. */
export const section = (page: Page, title: string): Locator =>
  page.locator('section.section', { has: page.getByRole('heading', { name: title, exact: true }) });

/** All that the inspector's part says. */
export const saidIn = (page: Page, title: string): Promise<string> => visibleText(section(page, title));

/** Waits until a part's text differs from `before`. */
export async function changed(page: Page, title: string, before: string): Promise<string> {
  await expect.poll(() => saidIn(page, title), { timeout: 30_000 }).not.toBe(before);
  return saidIn(page, title);
}

/** Presses a button that copies, and waits for its word, which does not stay: the look-out for it begins before the press. */
export async function copied(within: Locator, name: string): Promise<void> {
  const word = within.getByRole('button', { name: 'Copied' }).waitFor();
  await Promise.all([word, within.getByRole('button', { name, exact: true }).click()]);
}

/** Which cells of the code bars are on, as text. */
export const codeShown = (page: Page): Promise<string> =>
  page
    .locator('.code-bar .cell')
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.piece).join(''));

/** Opens a scene by its name in the list. */
export async function openScene(page: Page, title: string): Promise<void> {
  await section(page, 'Scenes').getByRole('button', { name: title, exact: true }).click();
  await settled(page);
}

/** Different colours among every eighth pixel of an element's screenshot. */
export async function coloursOf(page: Page, target: Locator): Promise<number> {
  const picture = (await target.screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const bytes = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
    const colours = new Set<number>();
    for (let i = 0; i < bytes.length; i += 32)
      colours.add(((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0));
    return colours.size;
  }, picture);
}
