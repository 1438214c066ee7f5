import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { coloursOf, idle, openScene, partitionOf, saidIn, stateOf, visibleText } from './lens';
import { openPage } from './support';

const REFUSE = `{
  const refuse = (Canvas) => {
    const real = Canvas.prototype.getContext;
    Canvas.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : real.call(this, kind, ...rest);
    };
  };
  if (typeof HTMLCanvasElement !== 'undefined') refuse(HTMLCanvasElement);
  if (typeof OffscreenCanvas !== 'undefined') refuse(OffscreenCanvas);
}
`;

/** No canvas of the page or of its workers gives a WebGL context, as on a machine without it. */
async function withoutWebGl(page: Page): Promise<void> {
  await page.addInitScript(REFUSE);
  await page.route(/Worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: REFUSE + (await response.text()) });
  });
}

describe('without WebGL', () => {
  it('trains on WebAssembly or the CPU, says so, and paints all the same', async () => {
    const { page } = await openPage({ before: withoutWebGl });
    await idle(page);
    expect((await partitionOf(page)).faces).toBeGreaterThanOrEqual(500);
    expect(await coloursOf(page, page.locator('.stage'))).toBeGreaterThan(40);
    await openScene(page, 'Two moons');
    await page.getByRole('button', { name: 'One training step' }).click();
    await expect.poll(async () => (await stateOf(page)).step, { timeout: 20_000 }).toBe(1);
    const said = await saidIn(page, 'Training');
    expect(said).toMatch(/tfjs on\s+(WebAssembly|CPU)/);
    expect(said).toMatch(/WebGL/);
    expect(said).not.toMatch(/GPU memory/);
  });
});

describe('a failing worker', () => {
  it.each([
    ['partition', /partitionWorker/],
    ['model', /modelWorker|host-/],
  ])('of the %s gives a message, and the page stays', async (_, script) => {
    const { page } = await openPage({
      expectErrors: [/worker|host-|Failed to load|500/i],
      before: (fresh) => fresh.route(script, (route) => route.fulfill({ status: 500, body: '' })),
    });
    await idle(page);
    expect(await page.getByRole('heading', { name: 'Polytope lens' }).isVisible()).toBe(true);
    expect((await visibleText(page.getByRole('region', { name: 'Messages' }))).length).toBeGreaterThan(20);
    expect((await stateOf(page)).scene).toBe('spirals');
    await expect.poll(() => saidIn(page, 'Output'), { timeout: 30_000 }).toContain('spiral 2');
  });
});
