/** Lets messages, input and painting have their turn, without the 4 ms that nested timers wait. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Milliseconds that training steps should take between two looks at the messages. */
const TARGET_MS = 40;

/** How many steps to take next, after `steps` took `tookMs`: towards the target, at most doubling. */
export function nextChunk(steps: number, tookMs: number): number {
  const wanted = Math.floor((steps * TARGET_MS) / Math.max(1, tookMs));
  return Math.min(200, 2 * steps, Math.max(1, wanted));
}

/** Milliseconds to train between two reports, when a report takes `tookMs`: a report must not cost more than the steps. */
export const reportPause = (tookMs: number): number => Math.max(60, 2 * tookMs);
