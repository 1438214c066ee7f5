/** The sketch worker: plumbing only. */
import '../core/network/programOp';
import { NetworkReceiver } from './networkOnce';
import type { ToSketchWorker } from './sketchProtocol';
import { rehearse } from './sketchRehearsal';
import { SketchService } from './sketchService';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const between = messageTurns();
const service = new SketchService(messageTurns(), (message) => self.postMessage(message));
const receiver = new NetworkReceiver();
let asked = false;

/** Until there is something to do: the worker is started before, as a rule. */
const rehearsal = rehearse();
function practise(): void {
  if (!asked && !rehearsal.next().done) between.yieldTurn(practise);
}
between.yieldTurn(practise);

self.onmessage = ({ data: { job } }: MessageEvent<ToSketchWorker>) => {
  if (!job) {
    service.submit(null);
    return;
  }
  asked = true;
  service.submit({ ...job, network: receiver.received(job.network) });
};
