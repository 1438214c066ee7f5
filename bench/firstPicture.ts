/** The slice of the CNN of digits: from what is asked of the engine to the first picture, and to the exact one, on the screen. */
import type { Browser, Page } from 'playwright-core';
import { open, print, quantile, rounded } from './measure';

const CNN = '#v=1&scene=digits-cnn';
const OPENINGS = 5;
const STEPS = 12;
/** Half-widths of the domain: the scene's own, and one of four times as many polytopes a side. */
const HALVES = [0.15, 0.6];
const REST_MS = 900;

interface Shown {
  readonly first: number;
  readonly exact: number;
}

type Times = Record<string, Map<number, number>>;

/** Notes when partitions were asked for and when their pictures came. Runs in the page: no functions with names of their own. */
const watch = (): void => {
  const seen: Times = { 'partition-asked': new Map(), 'sketch-painted': new Map(), 'slice-draw': new Map() };
  Object.assign(window, { benchPictures: seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { detail, name, startTime, duration } = entry as PerformanceMark;
      const times = seen[name];
      if (times && typeof detail === 'number' && !times.has(detail)) times.set(detail, startTime + duration);
    }
  }).observe({ entryTypes: ['mark', 'measure'] });
};

/** Milliseconds of the newest partition, once it is drawn. */
async function newest(page: Page): Promise<Shown> {
  const [asked, sketch, exact] = await page.evaluate(async () => {
    const times = (window as unknown as { benchPictures: Times }).benchPictures;
    for (;;) {
      const last = Math.max(...(times['partition-asked']?.keys() ?? []));
      const found = ['partition-asked', 'sketch-painted', 'slice-draw'].map((name) => times[name]?.get(last));
      if (found[2] !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  if (asked === undefined || exact === undefined) throw new Error('the page has drawn what it was not asked for');
  return { first: Math.min(sketch ?? exact, exact) - asked, exact: exact - asked };
}

async function openings(browser: Browser, url: string): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url + CNN);
    shown.push(await newest(page));
    await context.close();
  }
  return shown;
}

/** An anchor is blended, a step at a time by the keys of its slider: every one is another slice. */
async function steps(page: Page, half: number): Promise<Shown[]> {
  await page.evaluate((h) => {
    const corners = [
      [-h, -h],
      [h, -h],
      [h, h],
      [-h, h],
    ] as const;
    return window.polytopeLens.load({ ...window.polytopeLens.state(), domain: corners });
  }, half);
  const slider = page.getByRole('slider', { name: /blend/i }).first();
  await slider.scrollIntoViewIfNeeded();
  await slider.focus();
  const shown: Shown[] = [];
  for (let i = 0; i < STEPS; i++) {
    await newest(page);
    await page.waitForTimeout(REST_MS);
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(REST_MS);
    shown.push(await newest(page));
  }
  return shown;
}

function tell(what: string, shown: readonly Shown[]): void {
  const spread = (times: readonly number[]): Record<string, number> => ({
    median: rounded(quantile(times, 0.5)),
    worst: rounded(Math.max(...times)),
  });
  print(`CNN of digits, ${what}: ms from what is asked to what is drawn`, {
    firstPicture: spread(shown.map(({ first }) => first)),
    exactPicture: spread(shown.map(({ exact }) => exact)),
    runs: shown.length,
    bar: 100,
  });
}

export async function benchFirstPicture(browser: Browser, url: string): Promise<void> {
  tell('opened', await openings(browser, url));
  const { page } = await open(browser, url + CNN);
  await page.evaluate(watch);
  for (const half of HALVES) tell(`half-width ${half}, an anchor blended by a step`, await steps(page, half));
  await page.context().close();
}
