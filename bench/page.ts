/** The page's figures in headless Chromium with its own choice of a renderer, production build, localhost. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, quietFlags } from '../scripts/browser';
import { serve } from '../scripts/server';
import { benchFirstPicture } from './firstPicture';
import { benchIdle } from './idle';
import { gained, metricsOf, open, print, quantile, rounded, twoFrames } from './measure';
import { benchMemory } from './memory';
import { benchPanning } from './panning';
import { benchSoft } from './soft';

const DIGITS = '#v=1&scene=digits';
const OPENINGS = 7;
const POINT_MOVES = 80;
const BLEND_SECONDS = 4;

async function benchOpening(browser: Browser, url: string): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < OPENINGS; i++) {
    const { page, painted } = await open(browser, url);
    times.push(painted);
    await page.context().close();
  }
  print('first exact partition painted after navigation, ms', {
    median: rounded(quantile(times, 0.5)),
    worst: rounded(Math.max(...times)),
    runs: times.length,
    bar: 1500,
  });
}

/** Scripts that index.html loads by itself: no worker, nothing of tfjs. */
function benchSize(): void {
  const html = readFileSync('dist/index.html', 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map((match) => match[1] as string);
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(readFileSync(`dist/${script}`)).length, 0);
  const worker = readdirSync('dist/assets').filter((name) => name.startsWith('partitionWorker'));
  const workerBytes = worker.reduce((sum, name) => sum + gzipSync(readFileSync(`dist/assets/${name}`)).length, 0);
  print('JavaScript before tfjs, kB gzip', {
    page: rounded(bytes / 1000),
    partitionWorker: rounded(workerBytes / 1000),
    bar: 200,
  });
}

/** Drags the point; milliseconds of the main thread until the next two frames, each step's named metrics added up. */
async function dragPoint(
  page: Page,
  domain: 'timeTicks' | 'threadTicks',
  sums: readonly string[][],
): Promise<number[][]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: domain });
  const box = await page.getByRole('slider', { name: /^selected point/i }).boundingBox();
  if (!box) throw new Error('the selected point has no handle');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const times: number[][] = sums.map(() => []);
  for (let i = 1; i <= POINT_MOVES; i++) {
    const before = await metricsOf(session);
    await page.mouse.move(x + 90 * Math.sin(i / 8), y - 60 * Math.sin(i / 5));
    await twoFrames(page);
    const after = await metricsOf(session);
    for (const [s, names] of sums.entries()) times[s]?.push(gained(before, after, names));
  }
  await page.mouse.up();
  await session.detach();
  return times;
}

const TASKS = ['TaskDuration'];
const UPDATE = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'];

/**
 * Main-thread time of each step of a drag of the point, as the thread's own processor time (what the page asks for) and
 * on the clock (which adds the time that other processes held the cores).
 */
async function benchPoint(page: Page): Promise<void> {
  const [all = [], update = []] = await dragPoint(page, 'threadTicks', [TASKS, UPDATE]);
  const [clock = []] = await dragPoint(page, 'timeTicks', [TASKS]);
  const spread = (times: readonly number[]): Record<string, number> => ({
    median: rounded(quantile(times, 0.5)),
    p95: rounded(quantile(times, 0.95)),
  });
  print('dragged point, digits: main-thread ms a step', {
    scriptStyleLayout: spread(update),
    allTasks: spread(all),
    allTasksOnTheClock: spread(clock),
    steps: POINT_MOVES,
    bar: 16,
  });
}

/** What draws here: figures of a machine with a graphics card and of one without are not the same. */
async function benchRenderer(browser: Browser, url: string): Promise<void> {
  const { page } = await open(browser, url);
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const names = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl && names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'none';
  });
  const painter = await page.locator('[data-painter]').first().getAttribute('data-painter');
  print('WebGL of this browser, painter of the slice', { renderer, painter });
  await page.context().close();
}

/** Different partitions of the digits slice that reach the screen while an anchor is dragged by its blend slider. */
async function benchAnchor(page: Page): Promise<void> {
  const slider = page.getByRole('slider', { name: /blend/i }).first();
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('the first anchor has no slider');
  await page.evaluate(() => {
    const seen = new Set<number>();
    Object.assign(window, { benchGenerations: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('slice-draw')) {
        const { detail } = entry as PerformanceMeasure;
        if (typeof detail === 'number') seen.add(detail);
      }
    }).observe({ entryTypes: ['measure'] });
  });
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 6, y);
  await page.mouse.down();
  const begun = Date.now();
  for (let i = 0; Date.now() - begun < 1000 * BLEND_SECONDS; i++) {
    await page.mouse.move(box.x + 6 + (box.width - 12) * (0.5 + 0.45 * Math.sin(i / 40)), y);
    await page.waitForTimeout(4);
  }
  const seconds = (Date.now() - begun) / 1000;
  await page.mouse.up();
  const redrawn = await page.evaluate(
    () => (window as unknown as { benchGenerations: Set<number> }).benchGenerations.size,
  );
  print('dragged anchor, digits: partitions computed and drawn a second', {
    rate: rounded(redrawn / seconds),
    seconds: rounded(seconds),
    bar: 20,
  });
}

/** Prints every figure of the page. */
export async function benchPage(): Promise<void> {
  const server = await serve({ root: 'dist', port: 0 });
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...quietFlags] });
  try {
    benchSize();
    await benchRenderer(browser, server.url);
    await benchOpening(browser, server.url);
    const { page } = await open(browser, server.url + DIGITS);
    await page.evaluate(() => window.polytopeLens.idle());
    // The gallery's pictures are made in idle moments of the first seconds: what is measured comes after them.
    await page.waitForFunction(() => !document.querySelector('.thumbnail:not([data-drawn])'));
    await benchPoint(page);
    await benchAnchor(page);
    await page.context().close();
    await benchFirstPicture(browser, server.url);
    await benchPanning(browser, server.url);
    await benchMemory(browser, server.url);
    await benchIdle(browser, server.url);
    await benchSoft(server.url);
  } finally {
    await browser.close();
    await server.close();
  }
}
