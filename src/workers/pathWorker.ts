/** The worker that walks paths of large networks: plumbing only. */
import '../core/network/programOp';
import type { ToPathWorker } from './pathProtocol';
import { PathService } from './pathService';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const service = new PathService({
  post: (message, transfer) => self.postMessage(message, [...transfer] as ArrayBuffer[]),
  ...messageTurns(),
});

self.onmessage = ({ data }: MessageEvent<ToPathWorker>) => service.receive(data);
