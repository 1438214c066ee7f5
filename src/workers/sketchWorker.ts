/** The sketch worker: plumbing only. */
import '../core/network/programOp';
import type { Network } from '../core/network';
import type { ToSketchWorker } from './sketchProtocol';
import { rehearse } from './sketchRehearsal';
import { SketchService } from './sketchService';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const between = messageTurns();
const service = new SketchService(messageTurns(), (message) => self.postMessage(message));
let last: Network | null = null;

/** Until there is something to do: the worker is started before, as a rule. */
const rehearsal = rehearse();
function practise(): void {
  if (!last && !rehearsal.next().done) between.yieldTurn(practise);
}
between.yieldTurn(practise);

self.onmessage = ({ data: { job } }: MessageEvent<ToSketchWorker>) => {
  if (!job) {
    service.submit(null);
    return;
  }
  last = job.network ?? last;
  if (!last) throw new Error('the first job must carry its network');
  service.submit({ ...job, network: last });
};
