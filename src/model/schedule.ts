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

/** Milliseconds that a run of training steps between two reports should take. */
const TARGET_MS = 40;

/** How many steps to take next, after `steps` took `tookMs`: towards the target, at most doubling. */
export function nextChunk(steps: number, tookMs: number): number {
  const wanted = Math.floor((steps * TARGET_MS) / Math.max(1, tookMs));
  return Math.min(200, 2 * steps, Math.max(1, wanted));
}
