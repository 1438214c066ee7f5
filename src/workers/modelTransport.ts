/** Ways to a model: a worker, or the page's own thread. */
import type { FromModelWorker, ToModelWorker } from './modelProtocol';

export interface ModelTransport {
  send(message: ToModelWorker, transfer: ArrayBuffer[]): void;
  /** Ends the worker or frees the model; nothing is received after it. */
  close(): void;
}

type Receive = (message: FromModelWorker) => void;
type Fail = (message: string) => void;

/** A module worker of its own. `fail` is called once when its script cannot run, throws, or sends what cannot be read. */
export function workerTransport(receive: Receive, fail: Fail): ModelTransport {
  const worker = new Worker(new URL('./modelWorker.ts', import.meta.url), { type: 'module', name: 'model' });
  let open = true;
  let answered = false;
  const stop = (message: string): void => {
    if (!open) return;
    open = false;
    worker.terminate();
    fail(message);
  };
  worker.onmessage = ({ data }: MessageEvent<FromModelWorker>) => {
    answered = true;
    if (open) receive(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    const reason = event.message || (answered ? 'no reason given' : 'its script could not be loaded');
    stop(`the model worker failed: ${reason}`);
  };
  worker.onmessageerror = () => stop('the model worker failed: a message could not be read');
  return {
    send: (message, transfer) => {
      if (open) worker.postMessage(message, transfer);
    },
    close: () => {
      open = false;
      worker.terminate();
    },
  };
}

/** The same service on the page, where workers have no OffscreenCanvas or no WebGL. Loaded when first needed. */
export function pageTransport(receive: Receive, fail: Fail): ModelTransport {
  let open = true;
  const service = import('./modelService').then(({ ModelService }) => {
    // Asynchronous like a worker's messages, so that no caller is called back from inside its own call.
    const post = (message: FromModelWorker): void =>
      queueMicrotask(() => {
        if (open) receive(message);
      });
    return new ModelService(post, false);
  });
  service.catch((error: unknown) => {
    if (open) fail(`the model could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
    open = false;
  });
  return {
    send: (message) => void service.then((target) => target.handle(message)).catch(() => undefined),
    close: () => {
      open = false;
      void service.then((target) => target.close()).catch(() => undefined);
    },
  };
}
