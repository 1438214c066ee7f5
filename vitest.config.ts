import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Unit and property tests: plain Node, no build needed. */
export default defineConfig({
  test: {
    name: 'unit',
    environment: 'node',
    include: ['tests/unit/**/*.test.ts'],
    testTimeout: 30_000,
    // The default leaves one core idle; the machine has nothing else to do.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
