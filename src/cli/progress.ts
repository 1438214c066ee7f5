/** How far a long command is, as a line on stderr that is written over and leaves nothing behind. */
import type { Output } from './output';

/** The line comes after this, and then at most every `EVERY_MS`. */
const AFTER_MS = 300;
const EVERY_MS = 100;

const START_OVER = '\r\x1b[2K';

export interface Progress {
  /** `text` makes the line, and is asked only when one is due. To be called often; it costs a look at the clock. */
  tell(text: () => string): void;
  /** Takes the line away, before anything else is written there. */
  clear(): void;
}

const SILENT: Progress = { tell: () => undefined, clear: () => undefined };

/** Silent where stderr is no terminal, and where `quiet`. Counts from its making. */
export function progressOn(output: Output, quiet: boolean): Progress {
  if (quiet || !output.terminal) return SILENT;
  const now = output.now ?? (() => performance.now());
  let due = now() + AFTER_MS;
  let shown = false;
  return {
    tell(text) {
      const time = now();
      if (time < due) return;
      due = time + EVERY_MS;
      shown = true;
      output.error(`${START_OVER}${text()}`);
    },
    clear() {
      if (shown) output.error(START_OVER);
      shown = false;
    },
  };
}
