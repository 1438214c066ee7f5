import { mkdirSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { findBrowser } from '../../scripts/browser';
import { serve } from '../../scripts/server';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, under a sub-path, with a Content-Security-Policy header. */
    pageUrl: string;
    /** The Chromium of which each worker starts one: what a browser has only once, as the clipboard, has one user. */
    browserPath: string;
  }
}

/** One server for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync('test-results', { recursive: true });
  project.provide('browserPath', findBrowser());
  const server = await serve({ root: 'dist', base: '/some/path/' });
  project.provide('pageUrl', server.url);
  return () => server.close();
}
