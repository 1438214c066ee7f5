import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { NATIVE, nativeModules } from './scripts/nativeModules.ts';

/** Tests of what `npm run build` made: the page in a real browser, the command line and the library in Node. */
export default defineConfig({
  plugins: [nativeModules()],
  test: {
    name: 'production',
    environment: 'node',
    include: ['tests/browser/**/*.test.ts', 'tests/production/**/*.test.ts'],
    globalSetup: ['tests/browser/globalSetup.ts'],
    server: { deps: { external: [NATIVE] } },
    // A hang fails. What is waited for comes at once on a machine at rest; one that has other work too may take its time.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // A page keeps four fifths of a core busy, since a test waits for it and it for the test: one more at a time than there are
    // cores leaves none idle. No test measures how long anything takes.
    maxWorkers: availableParallelism() + 1,
    // Files of a worker share its connection to the browser, the modules that they import, and pages (tests/browser/lending.ts).
    isolate: false,
  },
});
