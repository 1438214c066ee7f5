import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { browserFlags, findBrowser } from '../../scripts/browser';
import { serve } from '../../scripts/server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, under a sub-path, with a Content-Security-Policy header. */
    pageUrl: string;
    /** Address of the one browser that all test files share. */
    browserEndpoint: string;
    browserPath: string;
  }
}

/** One server and one browser for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync('test-results', { recursive: true });
  const executablePath = findBrowser();
  const server = await serve({ root: 'dist', base: '/some/path/' });
  const browser = await chromium.launchServer({ executablePath, headless: true, args: [...browserFlags] });
  project.provide('pageUrl', server.url);
  project.provide('browserEndpoint', browser.wsEndpoint());
  project.provide('browserPath', executablePath);
  return async () => {
    await browser.close();
    await server.close();
  };
}
