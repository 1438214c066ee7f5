/** The facets worker: plumbing only. What it does is decided by `facetsService`. */
import '../core/network/programOp';
import { copyArrays } from './copyArrays';
import type { FromFacetsWorker, ToFacetsWorker } from './facetsProtocol';
import { FacetsService } from './facetsService';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const service = new FacetsService({
  ...messageTurns(),
  loadSolver: async () => (await import('../solver/loadPage')).loadSolver(),
  send(message) {
    // Copies first: an array may be a window on the solver's memory, which stays here.
    const transfer: ArrayBuffer[] = [];
    self.postMessage(copyArrays(message, transfer) as FromFacetsWorker, transfer);
  },
});

self.onmessage = ({ data }: MessageEvent<ToFacetsWorker>) => service.receive(data);
