/** What browser tests share: pages of one browser, which fail their test on any error that the page did not handle. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, inject, onTestFinished } from 'vitest';
import { giveBack, type Idle, type LentPage, lendPage, newPage, type PageKind } from './lending';

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
  /** What the page does when it is idle; all by default. */
  readonly idle?: Idle;
  /** The test changes what outlives the document, by the browser's own protocol: no other test gets its page. */
  readonly own?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors, policy violations and failed requests so far, expected ones left out. */
  readonly errors: readonly string[];
}

/** Address of the built page with a fragment and a query. */
export function pageAddress(hash = '', query = ''): string {
  return inject('pageUrl') + (query ? `?${query}` : '') + (hash ? `#${hash}` : '');
}

/** What a failed test's page looks like, in test-results/. */
async function picture(page: Page, testName: string): Promise<void> {
  const name = testName.replace(/[^\w]+/g, '-').slice(0, 80);
  await page.screenshot({ path: `test-results/${name}.png` }).catch(() => undefined);
}

/** Ends a test's use of a page: what is `clean` goes to the next test. */
async function end(lent: LentPage, clean: boolean): Promise<void> {
  if (!clean) return lent.context.close();
  await giveBack(lent).catch(() => lent.context.close());
}

interface Begun extends OpenedPage {
  readonly lent: LentPage;
  /** No other test may get its page. */
  readonly own: boolean;
  readonly errors: string[];
}

async function begin(options: OpenOptions): Promise<Begun> {
  const { width = 1440, height = 900, dark = false, reducedMotion = false, touch = false, idle = 'all' } = options;
  const kind: PageKind = { width, height, dark, reducedMotion, touch, idle };
  const own = options.own === true || options.before !== undefined;
  const lent = own ? await newPage(kind) : await lendPage(kind);
  const { page, context } = lent;
  const errors: string[] = [];
  lent.faults.note = (text) => {
    if (!options.expectErrors?.some((pattern) => pattern.test(text))) errors.push(text);
  };
  return { lent, own, page, context, errors };
}

async function goTo({ page }: Begun, options: OpenOptions): Promise<void> {
  await options.before?.(page);
  await page.goto(pageAddress(options.hash, options.query), { waitUntil: 'load' });
}

/** When the test ends: a picture if it failed, then what becomes of the page; it fails if the page had errors. */
function watchTest({ page, errors }: Begun, then: (clean: boolean) => Promise<void>): void {
  onTestFinished(async ({ task }) => {
    const passed = task.result?.state === 'pass';
    if (!passed) await picture(page, task.name);
    await then(passed && errors.length === 0);
    if (errors.length > 0) throw new Error(`the page had errors:\n${errors.join('\n')}`);
  });
}

/**
 * Opens the built page in an empty context (no storage, clipboard allowed). When the test ends the context is emptied or
 * closed, and the test fails if the page had errors; when it fails a screenshot goes to test-results/.
 */
export async function openPage(options: OpenOptions = {}): Promise<OpenedPage> {
  const begun = await begin(options);
  watchTest(begun, (clean) => end(begun.lent, clean && !begun.own));
  await goTo(begun, options);
  return begun;
}

/** Asks for another theme of a page that is open, and waits until its colours are those. */
async function turn(page: Page, dark: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const fades = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(fades.map(({ finished }) => finished));
  });
}

/** A page that several tests share; `dark` turns it to the theme of one of them. */
export type SharedPage = (dark?: boolean) => Promise<OpenedPage>;

/**
 * For the tests of a `describe` that leave the page as they find it, its theme aside: the first that asks opens one, as `openPage`
 * does, the others get the same. A test that fails takes it along. `ready` says when it is open.
 */
export function sharedPage(options: OpenOptions, ready: (page: Page) => Promise<void>): SharedPage {
  let shared: Begun | null = null;
  afterAll(async () => {
    if (shared) await end(shared.lent, !shared.own);
    shared = null;
  });
  return async (dark) => {
    const known = shared;
    const begun = known ?? (await begin(options));
    shared = begun;
    watchTest(begun, async (clean) => {
      if (clean) return;
      shared = null;
      await end(begun.lent, false);
    });
    if (!known) {
      await goTo(begun, options);
      await ready(begun.page);
    }
    if (dark !== undefined) await turn(begun.page, dark);
    return begun;
  };
}
