/** Panning and zooming a partition of twenty thousand polytopes: the main thread's work a frame. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { gained, metricsOf, open, print, quantile, rounded } from './measure';
import { randomLayers } from './networks.mjs';

/** Cuts [−1, 1]² into twenty thousand polytopes. */
const WIDTHS = [2, 88, 88, 88, 1];
const FRAMES = 120;

const networkText = (): string =>
  JSON.stringify({
    name: 'many polytopes',
    layers: randomLayers(WIDTHS).map(({ W, b }: { W: Float64Array; b: Float64Array }) => {
      const inputs = W.length / b.length;
      return { W: Array.from(b, (_, j) => Array.from(W.subarray(j * inputs, (j + 1) * inputs))), b: Array.from(b) };
    }),
  });

const nextFrame = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())));

interface Gesture {
  readonly name: string;
  step(i: number): Promise<void>;
}

/** Main-thread milliseconds of each frame of a gesture, and frames a second. */
async function measure(page: Page, session: CDPSession, { name, step }: Gesture, faces: number): Promise<void> {
  const times: number[] = [];
  const begun = Date.now();
  for (let i = 0; i < FRAMES; i++) {
    const before = await metricsOf(session);
    await step(i);
    await nextFrame(page);
    times.push(gained(before, await metricsOf(session), ['TaskDuration']));
  }
  print(`${name} ${faces} polytopes: main-thread ms a frame`, {
    median: rounded(quantile(times, 0.5)),
    p95: rounded(quantile(times, 0.95)),
    framesASecond: rounded((1000 * FRAMES) / (Date.now() - begun)),
    bar: 10,
  });
}

export async function benchPanning(browser: Browser, url: string): Promise<void> {
  const { page } = await open(browser, url);
  await page.evaluate(() => window.polytopeLens.idle());
  await page.evaluate((text) => window.polytopeLens.importNetwork(text), networkText());
  const { faces } = await page.evaluate(() => window.polytopeLens.partition());
  await page.evaluate(() => window.polytopeLens.idle());
  const box = await page.getByRole('region', { name: 'Slice view' }).boundingBox();
  if (!box) throw new Error('there is no slice view');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.mouse.move(x, y);
  await page.mouse.down();
  const pan = (i: number): Promise<void> => page.mouse.move(x + 120 * Math.sin(i / 9), y + 80 * Math.sin(i / 7));
  await measure(page, session, { name: 'panning', step: pan }, faces);
  await page.mouse.up();
  await page.mouse.move(x, y);
  const zoom = (i: number): Promise<void> => page.mouse.wheel(0, i % 40 < 20 ? -60 : 60);
  await measure(page, session, { name: 'zooming', step: zoom }, faces);
  await page.context().close();
}
