import { chromium } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { browserFlags } from '../../scripts/browser';
import { coloursOf, openLens, openScene, partitionOf, saidIn, settled, stateOf, visibleText } from './lens';
import { pageAddress } from './support';

describe('without WebGL', () => {
  it('trains on WebAssembly or the CPU, says so, and paints all the same', async () => {
    const flags = [...browserFlags.filter((flag) => !flag.includes('angle') && !flag.includes('swiftshader'))];
    const browser = await chromium.launch({
      executablePath: inject('browserPath'),
      args: [...flags, '--disable-3d-apis'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(pageAddress());
      await settled(page);
      expect((await partitionOf(page)).faces).toBeGreaterThanOrEqual(500);
      expect(await coloursOf(page, page.locator('.stage'))).toBeGreaterThan(40);
      await openScene(page, 'Two moons');
      await page.getByRole('button', { name: 'One training step' }).click();
      await expect.poll(async () => (await stateOf(page)).step, { timeout: 20_000 }).toBe(1);
      await settled(page);
      const said = await saidIn(page, 'Training');
      expect(said).toMatch(/tfjs on\s+(WebAssembly|CPU)/);
      expect(said).toMatch(/WebGL/);
    } finally {
      await browser.close();
    }
  });
});

describe('a failing worker', () => {
  it('of the partition gives a message, and the page stays', async () => {
    const { page } = await openLens({
      expectErrors: [/partitionWorker|worker|request/i],
      before: (fresh) => fresh.route(/partitionWorker/, (route) => route.fulfill({ status: 500, body: '' })),
    }).catch((error: unknown) => {
      throw new Error(`the page did not settle: ${String(error)}`);
    });
    expect(await page.getByRole('heading', { name: 'Polytope lens' }).isVisible()).toBe(true);
    const said = await visibleText(page.getByRole('region', { name: 'Messages' }));
    expect(said.length).toBeGreaterThan(20);
  });
});
