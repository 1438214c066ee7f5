/** A page that a test leaves to the next one is as new: nothing that one did is there for the other. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openLens, section, sharedLens, stateOf } from './lens';

const pages: Page[] = [];
const fold = (page: Page) => section(page, 'Spline code').getByRole('button', { name: 'Spline code', exact: true });
const stored = (page: Page) =>
  page.evaluate(async () => [localStorage.length, document.cookie, (await caches.keys()).length]);

it('first a test leaves traces', async () => {
  const { page, context } = await openLens({ width: 900, dark: true, hash: 'v=1&scene=xor' });
  pages.push(page);
  await fold(page).click();
  expect(await fold(page).getAttribute('aria-expanded')).toBe('false');
  await context.addCookies([{ name: 'trace', value: '1', url: page.url() }]);
  await page.evaluate(() => caches.open('trace'));
  expect(await stored(page)).toEqual([expect.any(Number), 'trace=1', 1]);
  expect(await page.evaluate(() => localStorage.length)).toBeGreaterThan(0);
  await page.route(/partitionWorker/, (route) => route.abort());
  await page.keyboard.down('Shift');
  await page.mouse.move(450, 300);
  await page.mouse.down();
});

it('then they are gone, and the page is the same', async () => {
  const { page } = await openLens();
  expect(page).toBe(pages[0]);
  expect(await stored(page)).toEqual([0, '', 0]);
  expect(await fold(page).getAttribute('aria-expanded')).toBe('true');
  expect((await stateOf(page)).scene).not.toBe('xor');
  expect(await page.evaluate(() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches])).toEqual([
    1440,
    false,
  ]);
  expect(await page.evaluate(() => document.querySelectorAll(':hover').length)).toBe(0);
  const { span } = (await stateOf(page)).viewport;
  await page.getByRole('application').focus();
  await page.keyboard.press('+');
  await expect.poll(async () => (await stateOf(page)).viewport.span).toBeLessThan(span);
});

describe('a shared page', () => {
  const open = sharedLens({ hash: 'v=1&scene=xor' });
  const seen: Page[] = [];

  it('is opened by the first test, and no test outside gets it meanwhile', async () => {
    const { page } = await open();
    seen.push(page);
    expect((await stateOf(page)).scene).toBe('xor');
    expect((await openLens()).page).not.toBe(page);
  });

  it('is the same, as it was left, for the next', async () => {
    const { page, errors } = await open();
    expect(page).toBe(seen[0]);
    expect((await stateOf(page)).scene).toBe('xor');
    expect(errors).toEqual([]);
  });
});
