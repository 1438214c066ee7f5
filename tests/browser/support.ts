/** What browser tests share: pages of one browser, which fail their test on any error that the page did not handle. */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject, onTestFailed, onTestFinished } from 'vitest';

export interface OpenOptions {
  /** CSS pixels; 1440 × 900 by default. */
  readonly width?: number;
  readonly height?: number;
  /** Fragment of the address, without `#`. */
  readonly hash?: string;
  /** Query of the address, without `?`. */
  readonly query?: string;
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
  /** A touch screen. */
  readonly touch?: boolean;
  /** Errors that the test provokes; all others fail it. */
  readonly expectErrors?: readonly RegExp[];
  /** Runs before the page loads: routes, scripts to add, permissions. */
  readonly before?: (page: Page) => Promise<unknown>;
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors, policy violations and failed requests so far, expected ones left out. */
  readonly errors: readonly string[];
}

let connection: Promise<Browser> | undefined;

/** The browser that all test files share. */
export function sharedBrowser(): Promise<Browser> {
  connection ??= chromium.connect(inject('browserEndpoint'));
  return connection;
}

/** Address of the built page with a fragment and a query. */
export function pageAddress(hash = '', query = ''): string {
  return inject('pageUrl') + (query ? `?${query}` : '') + (hash ? `#${hash}` : '');
}

function watch(page: Page, expected: readonly RegExp[]): string[] {
  const errors: string[] = [];
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text);
  };
  page.on('console', (message) => {
    // Chromium reports a violated Content-Security-Policy as a console error, workers' included.
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => note('the page crashed'));
  page.on('requestfailed', (request) => {
    const failure = request.failure()?.errorText ?? '';
    // A request that the page itself gave up is no failure.
    if (failure !== 'net::ERR_ABORTED') note(`request: ${request.url()} ${failure}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`request: ${response.url()} ${response.status()}`);
  });
  return errors;
}

/**
 * Opens the built page in a fresh context (no storage, clipboard allowed). When the test ends the context is closed, and
 * the test fails if the page had errors; when it fails a screenshot goes to test-results/.
 */
export async function openPage(options: OpenOptions = {}): Promise<OpenedPage> {
  const browser = await sharedBrowser();
  const viewport = { width: options.width ?? 1440, height: options.height ?? 900 };
  const settings: BrowserContextOptions = {
    viewport,
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    hasTouch: options.touch ?? false,
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  };
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const errors = watch(page, options.expectErrors ?? []);
  onTestFailed(async ({ task }) => {
    const name = task.name.replace(/[^\w]+/g, '-').slice(0, 80);
    await page.screenshot({ path: `test-results/${name}.png` }).catch(() => undefined);
  });
  onTestFinished(async () => {
    await context.close();
    if (errors.length > 0) throw new Error(`the page had errors:\n${errors.join('\n')}`);
  });
  await options.before?.(page);
  await page.goto(pageAddress(options.hash, options.query), { waitUntil: 'load' });
  return { page, context, errors };
}
