import type { FromPartitionWorker, ToPartitionWorker } from './protocol';
import { type Handlers, type Port, portOf } from './workerPort';

export type PartitionPort = Port<ToPartitionWorker>;
export type PortHandlers = Handlers<FromPartitionWorker>;

/** A module worker of the page. */
export function spawnWorker(handlers: PortHandlers): PartitionPort {
  const worker = new Worker(new URL('./partitionWorker.ts', import.meta.url), { type: 'module', name: 'partition' });
  return portOf(worker, handlers, (message: ToPartitionWorker) =>
    message.kind === 'partition' ? message.request.network : null,
  );
}
