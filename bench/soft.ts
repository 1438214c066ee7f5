/** β dragged on 2-16-16-2: updates of the coarse field a second, the main thread's work an update, and the fine field after it. */
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser, quietFlags } from '../scripts/browser';
import { gained, metricsOf, open, print, quantile, rounded } from './measure';
import { randomLayers } from './networks.mjs';

const WIDTHS = [2, 16, 16, 2];
const DRAG_SECONDS = 4;
const STEPS = 80;
const RELEASES = 7;
/** The window of the second release: its pane is a large one. */
const TALL = { width: 1440, height: 1700 };
/** A field of no more places is a coarse one. */
const COARSE_PLACES = 64 * 64;

/** The page takes WebGL where there is one; else wasm. Without a graphics card WebGL is software. */
const BROWSERS = [
  { backend: 'wasm', flags: [...quietFlags, '--use-gl=disabled'] },
  { backend: 'webgl', flags: browserFlags },
] as const;

const networkText = (): string =>
  JSON.stringify({
    name: 'soft',
    layers: randomLayers(WIDTHS).map(({ W, b }: { W: Float64Array; b: Float64Array }) => {
      const inputs = W.length / b.length;
      return { W: Array.from(b, (_, j) => Array.from(W.subarray(j * inputs, (j + 1) * inputs))), b: Array.from(b) };
    }),
  });

/** A field that came, and the first drawing of the slice after it. */
interface Drawn {
  readonly places: number;
  readonly at: number;
}

interface Seen {
  readonly drawn: Drawn[];
  waiting: number | null;
  look: (() => void) | null;
}

/** Notes each field that the slice draws from now on. */
const watchFields = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: Seen = { drawn: [], waiting: null, look: null };
    Object.assign(window, { benchSeen: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === 'soft-field') seen.waiting = Number((entry as PerformanceMark).detail);
        else if (entry.name === 'slice-draw' && seen.waiting !== null) {
          seen.drawn.push({ places: seen.waiting, at: entry.startTime + entry.duration });
          seen.waiting = null;
          seen.look?.();
        }
      }
    }).observe({ entryTypes: ['mark', 'measure'] });
  });

const drawnOf = (page: Page): Promise<Drawn[]> =>
  page.evaluate(() => (window as unknown as { benchSeen: Seen }).benchSeen.drawn.splice(0));

/** When the first coarse, or fine, field is drawn. The page is not asked again and again: that would be work of its own. */
const nextField = (page: Page, fine: boolean): Promise<Drawn> =>
  page.evaluate(
    ([most, wanted]) =>
      new Promise<Drawn>((resolve) => {
        const { benchSeen } = window as unknown as { benchSeen: Seen };
        benchSeen.look = () => {
          const found = benchSeen.drawn.find(({ places }) => places > most === wanted);
          if (!found) return;
          benchSeen.look = null;
          benchSeen.drawn.length = 0;
          resolve(found);
        };
        benchSeen.look();
      }),
    [COARSE_PLACES, fine] as const,
  );

interface Slider {
  readonly page: Page;
  /** Its height on the page. */
  readonly y: number;
  /** The x of a share of the slider. */
  at(share: number): number;
}

async function openPanel(browser: Browser, url: string): Promise<Page> {
  const { page } = await open(browser, url);
  await page.evaluate(() => window.polytopeLens.idle());
  await page.evaluate((text) => window.polytopeLens.importNetwork(text), networkText());
  await page.getByRole('button', { name: 'Hard to soft', exact: true }).click();
  await page.getByText('Soft codes by β').click();
  await page.evaluate(() => window.polytopeLens.idle());
  await watchFields(page);
  return page;
}

async function sliderOf(page: Page): Promise<Slider> {
  const slider = page.getByRole('slider', { name: 'β of all layers' });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('β has no slider');
  return { page, y: box.y + box.height / 2, at: (share) => box.x + 8 + (box.width - 16) * share };
}

const swing = (i: number): number => 0.55 + 0.4 * Math.sin(i / 40);

/** Updates a second of a steady drag, and the main thread's milliseconds for each, all that goes on beside the slice included. */
async function steadyDrag({ page, y, at }: Slider, session: CDPSession): Promise<{ rate: number; work: number }> {
  await drawnOf(page);
  const before = await metricsOf(session);
  const begun = Date.now();
  for (let i = 0; Date.now() - begun < 1000 * DRAG_SECONDS; i++) {
    await page.mouse.move(at(swing(i)), y);
    await page.waitForTimeout(4);
  }
  const seconds = (Date.now() - begun) / 1000;
  const work = gained(before, await metricsOf(session), ['TaskDuration']);
  const updates = (await drawnOf(page)).length;
  return { rate: updates / seconds, work: work / updates };
}

/** The same of single updates, each from the move to the drawn field. */
async function workAnUpdate({ page, y, at }: Slider, session: CDPSession): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < STEPS; i++) {
    await drawnOf(page);
    const before = await metricsOf(session);
    // Never twice the same β.
    await page.mouse.move(at(0.1 + (0.8 * ((7 * i) % STEPS)) / STEPS), y);
    await nextField(page, false);
    times.push(gained(before, await metricsOf(session), ['TaskDuration']));
  }
  return times;
}

/** Milliseconds from letting go, just after the last move, to the drawn field of all pixels, and how many it has. */
async function afterRelease({ page, y, at }: Slider): Promise<{ times: number[]; places: number }> {
  const times: number[] = [];
  let places = 0;
  for (let i = 0; i < RELEASES; i++) {
    await page.mouse.move(at(0.3), y);
    await page.mouse.down();
    await page.mouse.move(at(0.5 + 0.05 * i), y, { steps: 5 });
    await drawnOf(page);
    const released = await page.evaluate(() => performance.now());
    await page.mouse.up();
    const drawn = await nextField(page, true);
    times.push(drawn.at - released);
    places = drawn.places;
  }
  return { times, places };
}

const releaseFigure = ({ times, places }: Awaited<ReturnType<typeof afterRelease>>): Record<string, number> => ({
  places,
  median: rounded(quantile(times, 0.5)),
  worst: rounded(Math.max(...times)),
  bar: 500,
});

async function measure(browser: Browser, url: string, backend: string): Promise<void> {
  const page = await openPanel(browser, url);
  const slider = await sliderOf(page);
  const { y, at } = slider;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.mouse.move(at(0.5), y);
  await page.mouse.down();
  const steady = await steadyDrag(slider, session);
  const work = await workAnUpdate(slider, session);
  await page.mouse.up();
  await nextField(page, true);
  const fine = releaseFigure(await afterRelease(slider));
  await page.setViewportSize(TALL);
  await page.evaluate(() => window.polytopeLens.idle());
  const large = releaseFigure(await afterRelease(await sliderOf(page)));
  // What a browser is started without may still be there: the backend that is in force counts.
  const inForce = await page.evaluate(() => window.polytopeLens.model().backend);
  print(`β dragged, ${WIDTHS.join('-')}, tfjs on ${backend}`, {
    backend: inForce,
    updatesASecond: { rate: rounded(steady.rate), bar: 30 },
    mainThreadMsAnUpdate: {
      steadyDrag: rounded(steady.work),
      oneByOne: { median: rounded(quantile(work, 0.5)), p95: rounded(quantile(work, 0.95)) },
      bar: 10,
    },
    fieldOfAllPixelsMsAfterRelease: fine,
    theSameInALargePane: large,
  });
  await page.context().close();
}

/** A browser without WebGL, and one with it in software. */
export async function benchSoft(url: string): Promise<void> {
  for (const { backend, flags } of BROWSERS) {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: [...flags] });
    try {
      await measure(browser, url, backend);
    } finally {
      await browser.close();
    }
  }
}
