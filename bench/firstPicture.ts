/** The slice of the CNN of digits: from what is asked of the engine to the first picture, and to the exact one, on the screen. */
import type { Browser, Page } from 'playwright-core';
import { open, print, quantile, rounded } from './measure';

const CNN = '#v=1&scene=digits-cnn';
const OPENINGS = 5;
const CHANGES = 9;
/** Half-widths of the domain; each is changed a little from run to run, so that nothing is as it was. */
const HALVES = [0.15, 0.6];
const REST_MS = 400;

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

async function changes(page: Page, half: number): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (let i = 0; i < CHANGES; i++) {
    // From a small domain each time: a picture is there already, and the next is of another part.
    for (const width of [0.1, half + i / 1000]) {
      await page.evaluate((h) => {
        const corners = [
          [-h, -h],
          [h, -h],
          [h, h],
          [-h, h],
        ] as const;
        return window.polytopeLens.load({
          ...window.polytopeLens.state(),
          domain: corners.map(([p, q]) => [p, q] as const),
        });
      }, width);
      const last = await newest(page);
      if (width > 0.1) shown.push(last);
      await page.waitForTimeout(REST_MS);
    }
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
  for (const half of HALVES) tell(`half-width ${half}`, await changes(page, half));
  await page.context().close();
}
