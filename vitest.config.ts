import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { NATIVE, nativeModules } from './scripts/nativeModules.ts';

/** Unit and property tests: plain Node, no build needed. */
export default defineConfig({
  plugins: [nativeModules()],
  test: {
    name: 'unit',
    environment: 'node',
    include: ['tests/unit/**/*.test.ts'],
    server: { deps: { external: [NATIVE] } },
    // A hang fails; a machine that has other work too does not.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Files of a worker share what they import: a process a file, and tfjs read anew in many, took half of the processor time.
    isolate: false,
    // Half of the time of many tests is waiting for timers: two more at a time than there are cores leave none idle.
    maxWorkers: availableParallelism() + 2,
  },
});
