/** The sketch worker: plumbing only. */
import '../core/network/programOp';
import type { Network } from '../core/network';
import type { ToSketchWorker } from './sketchProtocol';
import { SketchService } from './sketchService';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const service = new SketchService(messageTurns(), (message) => self.postMessage(message));
let last: Network | null = null;

self.onmessage = ({ data: { job } }: MessageEvent<ToSketchWorker>) => {
  if (!job) {
    service.submit(null);
    return;
  }
  last = job.network ?? last;
  if (!last) throw new Error('the first job must carry its network');
  service.submit({ ...job, network: last });
};
