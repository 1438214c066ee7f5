/** The facets worker: plumbing only. What it does is decided by `facetsService`. */
import { copyArrays } from './copyArrays';
import type { FromFacetsWorker, ToFacetsWorker } from './facetsProtocol';
import { FacetsService } from './facetsService';

declare const self: DedicatedWorkerGlobalScope;

// A message to oneself queues behind the page's messages, unlike a promise, and without the 4 ms of nested timers.
const turns = new MessageChannel();
let onTurn: (() => void) | null = null;
turns.port1.onmessage = () => {
  const callback = onTurn;
  onTurn = null;
  callback?.();
};

const service = new FacetsService({
  now: () => performance.now(),
  yieldTurn(callback) {
    onTurn = callback;
    turns.port2.postMessage(null);
  },
  loadSolver: async () => (await import('../solver/loadPage')).loadSolver(),
  send(message) {
    // Copies first: an array may be a window on the solver's memory, which stays here.
    const transfer: ArrayBuffer[] = [];
    self.postMessage(copyArrays(message, transfer) as FromFacetsWorker, transfer);
  },
});

self.onmessage = ({ data }: MessageEvent<ToFacetsWorker>) => service.receive(data);
