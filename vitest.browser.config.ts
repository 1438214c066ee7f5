import { defineConfig } from 'vitest/config';

/** Tests of what `npm run build` made: the page in a real browser, the command line and the library in Node. */
export default defineConfig({
  test: {
    name: 'production',
    environment: 'node',
    include: ['tests/browser/**/*.test.ts', 'tests/production/**/*.test.ts'],
    globalSetup: ['tests/browser/globalSetup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes at once on a machine at rest; one that has other work too may take its time.
    expect: { poll: { timeout: 10_000 } },
    // A page keeps one core and a half busy: two at a time fill two cores. No test measures how long anything takes.
    maxWorkers: 2,
    // Files of a worker share its connection to the browser, the modules that they import, and pages (tests/browser/lending.ts).
    isolate: false,
  },
});
