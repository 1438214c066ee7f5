import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { browserFlags } from '../../scripts/browser';
import { serve } from '../../scripts/server';
import type { MirrorReport } from './mirror/page';

/** Relative, in float32. */
const MOST = 1e-4;

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-'));
  await build({
    configFile: false,
    root: 'tests/browser/mirror',
    base: './',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, minify: false, chunkSizeWarningLimit: 1e5 },
  });
  server = await serve({ root: folder, port: 0 });
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: [...browserFlags] });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function measured(backend: 'webgl' | 'wasm'): Promise<MirrorReport> {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => typeof window.measureMirrors === 'function');
  const report = await page.evaluate((wanted) => window.measureMirrors(wanted, 12), backend);
  await page.close();
  return report;
}

describe("tfjs's mirror of graphs in a browser", () => {
  it.each(['wasm', 'webgl'] as const)(
    'has the values of every node of every op and of random graphs: %s',
    async (backend) => {
      const report = await measured(backend);
      expect(report.backend).toBe(backend);
      const entries = Object.entries(report.differences);
      expect(entries.length).toBeGreaterThan(100);
      expect(Object.fromEntries(entries.filter(([, found]) => !(typeof found === 'number' && found < MOST)))).toEqual(
        {},
      );
    },
  );
});
