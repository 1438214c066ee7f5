/** The density worker: plumbing only. */
import '../core/network/programOp';
import type { ToDensityWorker } from './densityProtocol';
import { DensityService } from './densityService';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const service = new DensityService({
  send: (message, transfer) => self.postMessage(message, transfer),
  ...messageTurns(),
});

self.onmessage = ({ data }: MessageEvent<ToDensityWorker>) => service.receive(data);
