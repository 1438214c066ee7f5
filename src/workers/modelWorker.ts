/** The model's worker: tfjs, its run loop and its fields live here. */
import '../core/network/programOp';
import type { ToModelWorker } from './modelProtocol';
import { ModelService } from './modelService';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const service = new ModelService((message, transfer) => scope.postMessage(message, transfer), true);

scope.addEventListener('message', ({ data }: MessageEvent<ToModelWorker>) => service.handle(data));
// Reported as the worker's own error, which the page listens to.
scope.addEventListener('unhandledrejection', ({ reason }) => {
  throw reason instanceof Error ? reason : new Error(String(reason));
});
scope.postMessage({ kind: 'hello' });
