import type { FromPartitionWorker, ToPartitionWorker } from './protocol';

/** A worker as the client needs it; tests put another in its place. */
export interface PartitionPort {
  post(message: ToPartitionWorker): void;
  terminate(): void;
}

export interface PortHandlers {
  readonly message: (message: FromPartitionWorker) => void;
  /** The worker died or could not be started. */
  readonly failure: (reason: string) => void;
}

/** A module worker of the page. */
export function spawnWorker(handlers: PortHandlers): PartitionPort {
  const worker = new Worker(new URL('./partitionWorker.ts', import.meta.url), { type: 'module', name: 'partition' });
  worker.onmessage = ({ data }: MessageEvent<FromPartitionWorker>) => handlers.message(data);
  worker.onerror = (event) => handlers.failure(event.message || 'its script could not be loaded or failed');
  worker.onmessageerror = () => handlers.failure('a message could not be read');
  return {
    post: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
  };
}
