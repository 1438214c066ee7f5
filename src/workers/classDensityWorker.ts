/** The worker of the densities by class: plumbing only. What runs when is decided by `densityRunner`. */
import type { ToClassDensityWorker } from './classDensityProtocol';
import { ClassDensityRunner } from './classDensityRunner';

declare const self: DedicatedWorkerGlobalScope;

// A message to oneself queues behind the page's messages, unlike a promise, and without the 4 ms of nested timers.
const turns = new MessageChannel();
let onTurn: (() => void) | null = null;
turns.port1.onmessage = () => {
  const callback = onTurn;
  onTurn = null;
  callback?.();
};

const runner = new ClassDensityRunner({
  now: () => performance.now(),
  send: (message) => self.postMessage(message),
  yieldTurn(callback) {
    onTurn = callback;
    turns.port2.postMessage(null);
  },
});

self.onmessage = ({ data }: MessageEvent<ToClassDensityWorker>) => runner.receive(data);
