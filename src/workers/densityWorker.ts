/** The density worker: plumbing only. */

import type { ToDensityWorker } from './densityProtocol';
import { DensityService } from './densityService';

declare const self: DedicatedWorkerGlobalScope;

// A message to oneself queues behind the page's messages, without the 4 ms of nested timers.
const turns = new MessageChannel();
let onTurn: (() => void) | null = null;
turns.port1.onmessage = () => {
  const callback = onTurn;
  onTurn = null;
  callback?.();
};

const service = new DensityService({
  now: () => performance.now(),
  send: (message, transfer) => self.postMessage(message, transfer),
  yieldTurn(callback) {
    onTurn = callback;
    turns.port2.postMessage(null);
  },
});

self.onmessage = ({ data }: MessageEvent<ToDensityWorker>) => service.receive(data);
