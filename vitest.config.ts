import { defineConfig } from 'vitest/config';

/** Unit and property tests: plain Node, no build needed. */
export default defineConfig({
  test: {
    name: 'unit',
    environment: 'node',
    include: ['tests/unit/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
