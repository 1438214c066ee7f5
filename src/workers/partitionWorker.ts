/** The partition worker: plumbing only. What runs when is decided by `partitionScheduler`. */
import { isLarge } from '../core/partition/largeRuns';
import { LoadFirst } from './loadFirst';
import { NetworkReceiver } from './networkOnce';
import { PartitionScheduler } from './partitionScheduler';
import { copyForTransfer, createPartitionTask, type IntervalTaskMaker } from './partitionTask';
import type { FromPartitionWorker, ToPartitionWorker } from './protocol';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const send = (message: FromPartitionWorker, transfer: Transferable[] = []): void => self.postMessage(message, transfer);

let intervalTask: IntervalTaskMaker | null = null;
let canBeLarge = false;

const scheduler = new PartitionScheduler({
  ...messageTurns(),
  later(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  createTask: (request) => createPartitionTask(request, intervalTask),
  loadAnalysis(done, failed) {
    import('./analysisSteps').then(done, (error: unknown) => failed(String(error)));
  },
  loadCertificates(done, failed) {
    import('./certificates').then(
      ({ CERTIFICATES }) => done(CERTIFICATES),
      (error: unknown) => failed(String(error)),
    );
  },
  sendPieces(generation, original) {
    const { pieces, transfer } = copyForTransfer(original);
    send({ kind: 'pieces', generation, pieces }, transfer);
  },
  send,
});

const loadFirst = new LoadFirst({
  load({ network }) {
    if (isLarge(network) && !canBeLarge)
      return import('../core/partition/large').then(() => {
        canBeLarge = true;
      });
    if (network.inputSize > 1 || intervalTask) return null;
    return import('./intervalTask').then((module) => {
      intervalTask = module.intervalTask;
    });
  },
  submit: (request) => scheduler.submit(request),
  fail: (generation, message) => send({ kind: 'error', generation, message, during: 'partition' }),
});

const receiver = new NetworkReceiver();

self.onmessage = ({ data }: MessageEvent<ToPartitionWorker>) => {
  if (data.kind === 'partition')
    loadFirst.submit({ ...data.request, network: receiver.received(data.request.network) });
  else if (data.kind === 'field') scheduler.askField(data.generation, data.spec);
  else {
    loadFirst.cancel(data.generation);
    scheduler.cancel(data.generation);
  }
};
