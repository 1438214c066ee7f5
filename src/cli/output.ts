import { once } from 'node:events';

/** Where the program writes. */
export interface Output {
  /** A promise where more should wait until this is taken. */
  out(text: string): void | Promise<void>;
  error(text: string): void;
  /** Whether a person watches what `error` is given. */
  readonly terminal?: boolean;
  /** Milliseconds, monotonic; the process's own clock when absent. */
  now?(): number;
}

/** The process's own streams. */
export const standardOutput: Output = {
  out: (text) => {
    if (!process.stdout.write(text)) return drained();
  },
  error: (text) => process.stderr.write(text),
  get terminal() {
    return process.stderr.isTTY === true;
  },
};

/** Resolves when the stream takes more, or never will: a reader that has gone is told by the stream's own error. */
async function drained(): Promise<void> {
  await Promise.allSettled([once(process.stdout, 'drain')]);
}
