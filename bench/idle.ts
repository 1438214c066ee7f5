/** What an open page costs while nobody touches it: processor time of every process of its browser. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { gained, metricsOf, open, print, rounded } from './measure';

const SECONDS = 10;
/** What is loaded late, the thumbnails included, has come by then. */
const SETTLE_MS = 8000;

const processors = async (session: CDPSession): Promise<number> => {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
};

/** Milliseconds that all processes, and the page's main thread alone, work while the page is left alone. */
async function watched(browser: CDPSession, page: Page): Promise<{ all: number; main: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = { all: await processors(browser), main: await metricsOf(session) };
  await page.waitForTimeout(1000 * SECONDS);
  const after = { all: await processors(browser), main: await metricsOf(session) };
  return { all: after.all - before.all, main: gained(before.main, after.main, ['TaskDuration']) };
}

/** The page beside an empty one: a headless browser is never quite still by itself. */
export async function benchIdle(browser: Browser, url: string): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const empty = await (await browser.newContext()).newPage();
  await empty.waitForTimeout(SETTLE_MS);
  const still = await watched(session, empty);
  await empty.context().close();
  const { page } = await open(browser, url);
  await page.evaluate(() => window.polytopeLens.idle());
  await page.waitForTimeout(SETTLE_MS);
  const idle = await watched(session, page);
  await page.context().close();
  print('idle page: ms of processor time a second', {
    mainThread: rounded(idle.main / SECONDS),
    allProcesses: rounded(idle.all / SECONDS),
    emptyPage: { mainThread: rounded(still.main / SECONDS), allProcesses: rounded(still.all / SECONDS) },
  });
}
