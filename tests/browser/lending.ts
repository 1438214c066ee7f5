/**
 * Pages of the worker's browser. A new page costs two seconds of processor time, half of it for starting processes and compiling
 * what another page has compiled before. So a test may leave its page, emptied, to the next one of its kind.
 */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { browserFlags } from '../../scripts/browser';

/** What a page does when it is idle: all that it does then, only load tfjs, or nothing. */
export type Idle = 'all' | 'tfjs' | 'nothing';

/** How a page is set up. */
export interface PageKind {
  readonly width: number;
  readonly height: number;
  readonly dark: boolean;
  readonly reducedMotion: boolean;
  readonly touch: boolean;
  readonly idle: Idle;
}

/** A page that nothing else uses until it is closed or given back. */
export interface LentPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly kind: PageKind;
  /** Who hears of console errors, uncaught errors, policy violations and failed requests. */
  readonly faults: { note: (text: string) => void };
}

let connection: Promise<Browser> | undefined;

/**
 * V8 compiles a function for speed when it ran a hundred times. A page of the tests is gone before that pays: this late, a page
 * costs a tenth less. What runs long, as a cut does, is compiled as ever.
 */
const COMPILED_LATE = '--js-flags=--invocation-count-for-maglev=8000';

/** The browser of all test files of this worker, its own process' child: what passes between them passes through no other. */
function workersBrowser(): Promise<Browser> {
  connection ??= chromium.launch({
    executablePath: inject('browserPath'),
    headless: true,
    args: [...browserFlags, COMPILED_LATE],
  });
  return connection;
}

const media = ({ dark, reducedMotion }: PageKind) =>
  ({ colorScheme: dark ? 'dark' : 'light', reducedMotion: reducedMotion ? 'reduce' : 'no-preference' }) as const;

/**
 * When the page is idle it loads tfjs (which training does, too), and cuts and draws the pictures of all scenes. Most tests are
 * not about them, and they would take the processor from them. Pictures wait for a promise, whose `resolve` they ask to be called.
 */
const spareIdle = (page: Page, tfjs: boolean): Promise<unknown> =>
  page.addInitScript((withTfjs) => {
    const ask = window.requestIdleCallback.bind(window);
    const isResolve = (callback: IdleRequestCallback): boolean => String(callback).includes('[native code]');
    window.requestIdleCallback = (callback, options) => (withTfjs && !isResolve(callback) ? ask(callback, options) : 0);
  }, tfjs);

function watch(page: Page): LentPage['faults'] {
  const faults: LentPage['faults'] = { note: () => undefined };
  page.on('console', (message) => {
    // Chromium reports a violated Content-Security-Policy as a console error, workers' included.
    if (message.type() === 'error') faults.note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => faults.note(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => faults.note('the page crashed'));
  page.on('requestfailed', (request) => {
    const failure = request.failure()?.errorText ?? '';
    // A request that the page itself gave up is no failure.
    if (failure !== 'net::ERR_ABORTED') faults.note(`request: ${request.url()} ${failure}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.note(`request: ${response.url()} ${response.status()}`);
  });
  return faults;
}

/** A page in a fresh context: no storage, clipboard allowed. */
export async function newPage(kind: PageKind): Promise<LentPage> {
  const browser = await workersBrowser();
  const { width, height, touch } = kind;
  const settings: BrowserContextOptions = {
    viewport: { width, height },
    ...media(kind),
    hasTouch: touch,
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  };
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  if (kind.idle !== 'all') await spareIdle(page, kind.idle === 'tfjs');
  return { page, context, kind, faults: watch(page) };
}

/** What cannot be changed in a page that is there. */
const kept = ({ touch, idle }: PageKind): string => `${touch} ${idle}`;

/** Pages that were given back, the last one last. */
const free = new Map<string, LentPage[]>();

/** As many of a kind are kept as tests open at once. */
const SPARE = 2;

const spares = (kind: PageKind): LentPage[] => {
  const known = free.get(kept(kind)) ?? [];
  free.set(kept(kind), known);
  return known;
};

/** A page that is as new: one that was given back, or a new one. */
export async function lendPage(kind: PageKind): Promise<LentPage> {
  const used = spares(kind).pop();
  if (!used) return newPage(kind);
  await used.page.setViewportSize({ width: kind.width, height: kind.height });
  await used.page.emulateMedia(media(kind));
  return { ...used, kind };
}

/** Lets go of all that is held down, and takes the pointer out of the window. */
async function handsOff({ mouse, keyboard }: Page): Promise<void> {
  await mouse.up();
  for (const key of ['Shift', 'Control', 'Alt', 'Meta']) await keyboard.up(key);
  await mouse.move(-1, -1);
}

/** Forgets what the page of the tests has stored. Its document must be gone. */
async function clearStorage({ page, context }: LentPage): Promise<void> {
  await context.clearCookies();
  const { origin } = new URL(inject('pageUrl'));
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
}

/**
 * Leaves the page's document and keeps the page for another test. Not for a page with init scripts or emulation of the test's
 * own, which outlive the document: close its context. Nor is one kept whose test opened a second page, or when there are
 * spare ones.
 */
export async function giveBack(lent: LentPage): Promise<void> {
  const { page, context, kind } = lent;
  if (context.pages().length > 1 || spares(kind).length >= SPARE) {
    await context.close();
    return;
  }
  await page.goto('about:blank');
  await handsOff(page);
  await page.unrouteAll({ behavior: 'wait' });
  await clearStorage(lent);
  spares(kind).push(lent);
}
