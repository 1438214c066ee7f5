/** The partition worker: plumbing only. What runs when is decided by `partitionScheduler`. */
import { NetworkReceiver } from './networkOnce';
import { PartitionScheduler } from './partitionScheduler';
import { copyForTransfer, createPartitionTask } from './partitionTask';
import type { FromPartitionWorker, ToPartitionWorker } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const send = (message: FromPartitionWorker, transfer: Transferable[] = []): void => self.postMessage(message, transfer);

// A message to oneself queues behind the page's messages, unlike a promise, and without the 4 ms of nested timers.
const turns = new MessageChannel();
let onTurn: (() => void) | null = null;
turns.port1.onmessage = () => {
  const callback = onTurn;
  onTurn = null;
  callback?.();
};

const scheduler = new PartitionScheduler({
  now: () => performance.now(),
  yieldTurn(callback) {
    onTurn = callback;
    turns.port2.postMessage(null);
  },
  later(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  createTask: createPartitionTask,
  loadAnalysis(done, failed) {
    import('./analysisSteps').then(done, (error: unknown) => failed(String(error)));
  },
  sendPieces(generation, original) {
    const { pieces, transfer } = copyForTransfer(original);
    send({ kind: 'pieces', generation, pieces }, transfer);
  },
  send,
});

const receiver = new NetworkReceiver();

self.onmessage = ({ data }: MessageEvent<ToPartitionWorker>) => {
  if (data.kind === 'partition') scheduler.submit(receiver.complete(data.request));
  else if (data.kind === 'field') scheduler.askField(data.generation, data.spec);
  else scheduler.cancel(data.generation);
};
