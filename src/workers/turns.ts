/** What all workers that work in turns have in common. */

/** What they have of their thread. */
export interface Turns {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back once the messages that wait have been heard; of several callbacks the newest. */
  yieldTurn(callback: () => void): void;
}

/** A message to oneself queues behind the page's messages, unlike a promise, and without the 4 ms of nested timers. */
export function messageTurns(): Turns {
  const { port1, port2 } = new MessageChannel();
  let onTurn: (() => void) | null = null;
  port1.onmessage = () => {
    const callback = onTurn;
    onTurn = null;
    callback?.();
  };
  return {
    now: () => performance.now(),
    yieldTurn(callback) {
      onTurn = callback;
      port2.postMessage(null);
    },
  };
}

const PROGRESS_AFTER_MS = 300;
const PROGRESS_EVERY_MS = 100;

/** Whether progress is worth telling after so many milliseconds of work, when it was last told after `toldMs` (0: not yet). */
export const progressIsDue = (ms: number, toldMs: number): boolean =>
  ms >= PROGRESS_AFTER_MS && ms - toldMs >= PROGRESS_EVERY_MS;
