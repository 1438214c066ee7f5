/** What the page's benches share: opening it, quantiles, the browser's own counters, printing. */
import type { Browser, CDPSession, Page } from 'playwright-core';

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export const quantile = (values: readonly number[], q: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? Number.NaN;

export const rounded = (value: number): number => Math.round(value * 100) / 100;

export const print = (figure: string, values: Record<string, unknown>): void =>
  console.log(JSON.stringify({ figure, ...values }));

/** Opens a fresh page and waits until its first exact partition is painted. Returns milliseconds since navigation. */
export async function open(browser: Browser, url: string): Promise<{ page: Page; painted: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('polytopes-painted').length > 0);
  const painted = await page.evaluate(() => performance.getEntriesByName('polytopes-painted')[0]?.startTime ?? NaN);
  return { page, painted };
}

export const twoFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** Counters of the main thread; durations in milliseconds. */
export type Metrics = Readonly<Record<string, number>>;

export async function metricsOf(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, 1000 * value]));
}

/** How much the named counters have grown, added up. */
export const gained = (before: Metrics, after: Metrics, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (after[name] ?? Number.NaN) - (before[name] ?? Number.NaN), 0);
