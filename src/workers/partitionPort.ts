import type { Network } from '../core/network';
import { forwardCost, LONG_PASS } from '../core/network/forwardCost';
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
    post: inTurn(
      (message: ToPartitionWorker) => worker.postMessage(message),
      (message) => message.kind === 'partition' && isHeavy(message.request.network),
    ),
    terminate: () => worker.terminate(),
  };
}

const isHeavy = (network: Network | null): boolean => network !== null && forwardCost(network) > LONG_PASS;

/**
 * Posts messages in their order, `heavy` ones in a task of their own: to copy a network of many weights takes as long as all
 * else that the page does when it opens.
 */
export function inTurn<Message>(
  post: (message: Message) => void,
  heavy: (message: Message) => boolean,
  later: (flush: () => void) => void = (flush) => void setTimeout(flush),
): (message: Message) => void {
  let waiting: Message[] = [];
  const flush = (): void => {
    const due = waiting;
    waiting = [];
    for (const message of due) post(message);
  };
  return (message) => {
    if (waiting.length === 0 && !heavy(message)) post(message);
    else if (waiting.push(message) === 1) later(flush);
  };
}
