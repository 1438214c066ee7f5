/** The partition worker: plumbing only. What runs when is decided by `partitionScheduler`. */
import { LoadFirst } from './loadFirst';
import { NetworkReceiver } from './networkOnce';
import { PartitionScheduler } from './partitionScheduler';
import { copyForTransfer, createPartitionTask } from './partitionTask';
import type { FromPartitionWorker, ToPartitionWorker } from './protocol';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const send = (message: FromPartitionWorker, transfer: Transferable[] = []): void => self.postMessage(message, transfer);

const scheduler = new PartitionScheduler({
  ...messageTurns(),
  later(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  createTask: createPartitionTask,
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
  loadLarge: () => import('../core/partition/large'),
  submit: (request) => scheduler.submit(request),
  fail: (generation, message) => send({ kind: 'error', generation, message, during: 'partition' }),
});

const receiver = new NetworkReceiver();

self.onmessage = ({ data }: MessageEvent<ToPartitionWorker>) => {
  if (data.kind === 'partition') loadFirst.submit(receiver.complete(data.request));
  else if (data.kind === 'field') scheduler.askField(data.generation, data.spec);
  else {
    loadFirst.cancel(data.generation);
    scheduler.cancel(data.generation);
  }
};
