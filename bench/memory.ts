/** What is left behind: tensors and heap after many drags and training steps, after a forced collection. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { open, print, rounded } from './measure';

const DRAGS = 200;
const STEPS = 2000;

async function heapMB(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

const tensorsOf = (page: Page): Promise<number> => page.evaluate(() => window.polytopeLens.model().tensors);

async function drag(page: Page): Promise<void> {
  const box = await page.getByRole('slider', { name: /^selected point/i }).boundingBox();
  if (!box) throw new Error('the selected point has no handle');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= DRAGS; i++) await page.mouse.move(x + 90 * Math.sin(i / 8), y - 60 * Math.sin(i / 5));
  await page.mouse.up();
}

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForFunction((steps) => window.polytopeLens.model().step >= steps, STEPS, { timeout: 300_000 });
  await page.getByRole('button', { name: 'Pause training' }).click();
}

export async function benchMemory(browser: Browser, url: string): Promise<void> {
  const { page } = await open(browser, `${url}#v=1&scene=moons`);
  const session = await page.context().newCDPSession(page);
  await page.evaluate(() => window.polytopeLens.idle());
  // Once before, so that what is made once and kept is not counted.
  await page.getByRole('button', { name: 'One training step' }).click();
  await page.evaluate(() => window.polytopeLens.idle());
  const before = { heap: await heapMB(session), tensors: await tensorsOf(page) };
  await drag(page);
  await train(page);
  await page.evaluate(() => window.polytopeLens.idle());
  const after = { heap: await heapMB(session), tensors: await tensorsOf(page) };
  print(`${DRAGS} drags and ${STEPS} training steps`, {
    tensorsBefore: before.tensors,
    tensorsAfter: after.tensors,
    heapMBBefore: rounded(before.heap),
    heapMBAfter: rounded(after.heap),
    bar: 'tensors equal; heap within 5% and the budget of the recording (64 MB)',
  });
  await page.context().close();
}
