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
    // Timings are measured in the page: one file at a time keeps them honest on two cores.
    fileParallelism: false,
  },
});
