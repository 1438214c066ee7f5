import { vi } from 'vitest';

/** Waits until a check holds; long enough for a machine that has other work, too. */
export const comes = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 60_000, interval: 10 });
