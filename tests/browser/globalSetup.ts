import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { browserFlags, findBrowser } from '../../scripts/browser';
import { serve } from '../../scripts/server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, under a sub-path, with a Content-Security-Policy header. */
    pageUrl: string;
    /** Addresses of the browsers, one for each worker of the tests: what a browser has only once, as the clipboard, has one user. */
    browserEndpoints: readonly string[];
    browserPath: string;
  }
}

/** One server and a browser a worker for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync('test-results', { recursive: true });
  const executablePath = findBrowser();
  const server = await serve({ root: 'dist', base: '/some/path/' });
  const launch = () => chromium.launchServer({ executablePath, headless: true, args: [...browserFlags] });
  const browsers = await Promise.all(Array.from({ length: Number(project.config.maxWorkers) }, launch));
  project.provide('pageUrl', server.url);
  project.provide(
    'browserEndpoints',
    browsers.map((browser) => browser.wsEndpoint()),
  );
  project.provide('browserPath', executablePath);
  return async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await server.close();
  };
}
