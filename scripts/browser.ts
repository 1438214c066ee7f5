/**
 * Finds a Chromium for the browser tests and benchmarks: the environment's, Playwright's own, the system's; else installs
 * one through Playwright, else through apt on Debian and Ubuntu; else says what to do. Run as a script it prints the path.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { run } from './run';

/** Flags without which headless Chromium does work of its own beside the page's. */
export const quietFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Flags under which headless Chromium also gives the same picture on every machine: software WebGL. The page itself is put
 * together without it: on two cores that takes a fifth of the tests' time.
 */
export const browserFlags: readonly string[] = [
  ...quietFlags,
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const advice = `No Chromium was found, and none could be installed. Do one of these, then run the tests again:
  npx playwright-core install chromium        (any system with a way to Playwright's download server)
  sudo apt-get install chromium               (Debian; on Ubuntu: chromium-browser)
  POLYTOPE_LENS_CHROMIUM=/path/to/chromium    (an environment variable naming one that you have)`;

function fromEnvironment(): string | null {
  for (const name of ['POLYTOPE_LENS_CHROMIUM', 'CHROME_PATH']) {
    const path = process.env[name];
    if (!path) continue;
    if (!existsSync(path)) throw new Error(`${name}: there is no file '${path}'`);
    return path;
  }
  return null;
}

function playwrightsOwn(): string | null {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function systems(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...candidates, ...macApplications].find((path) => existsSync(path)) ?? null;
}

const installed = (): string | null => playwrightsOwn() ?? systems();

function installThroughPlaywright(): void {
  console.error('No Chromium found: trying `playwright-core install chromium` …');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  // Run directly, not through npx: the time limit must end the download itself. Without a way out it may hang.
  const { ok, reason } = run(process.execPath, [cli, 'install', 'chromium'], {
    stdio: ['ignore', 2, 2],
    timeout: 3 * 60_000,
    killSignal: 'SIGKILL',
  });
  if (!ok) console.error(`That did not work (${reason}).`);
}

function installThroughApt(): void {
  if (!existsSync('/usr/bin/apt-get')) return;
  const root = process.getuid?.() === 0;
  // -n: a test run must not stop to ask for a password.
  const apt = (...args: string[]) => {
    const command = root ? args : ['sudo', '-n', ...args];
    return run(command[0] as string, command.slice(1), {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  console.error('Trying `apt-get install chromium` …');
  apt('apt-get', 'update', '-q');
  const { ok, reason } = apt('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium');
  if (!ok) console.error(`That did not work (${reason}).`);
}

/** Path of a Chromium that can be started. Throws an Error that says what to do when there is none. */
export function findBrowser(): string {
  const found = fromEnvironment() ?? installed();
  if (found) return found;
  installThroughPlaywright();
  const own = installed();
  if (own) return own;
  installThroughApt();
  const system = installed();
  if (system) return system;
  throw new Error(advice);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(findBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
