/** A worker as its client needs it. */
import type { Network } from '../core/network';
import { forwardCost, LONG_PASS } from '../core/network/forwardCost';

/** Tests put others in the place of workers. */
export interface Port<Message> {
  post(message: Message): void;
  terminate(): void;
}

export interface Handlers<Answer> {
  readonly message: (answer: Answer) => void;
  /** The worker died or could not be started. */
  readonly failure: (reason: string) => void;
}

const isHeavy = (network: Network | null): boolean => network !== null && forwardCost(network) > LONG_PASS;

/** A module worker of the page. `networkOf`: the network that goes with a message; null: none. */
export function portOf<Message, Answer>(
  worker: Worker,
  { message, failure }: Handlers<Answer>,
  networkOf: (message: Message) => Network | null,
): Port<Message> {
  worker.onmessage = ({ data }: MessageEvent<Answer>) => message(data);
  worker.onerror = (event) => {
    event.preventDefault();
    failure(event.message || 'its script could not be loaded or failed');
  };
  worker.onmessageerror = () => failure('a message could not be read');
  let open = true;
  const post = (posted: Message): void => {
    if (open) worker.postMessage(posted);
  };
  return {
    post: inTurn(post, (posted) => isHeavy(networkOf(posted)), failure),
    terminate() {
      open = false;
      worker.terminate();
    },
  };
}

/**
 * Posts messages in their order, `heavy` ones in a task of their own: to copy a network of many weights takes as long as all
 * else that the page does at the time. What cannot be posted then is told to `failed`.
 */
export function inTurn<Message>(
  post: (message: Message) => void,
  heavy: (message: Message) => boolean,
  failed: (reason: string) => void,
  later: (flush: () => void) => void = (flush) => void setTimeout(flush),
): (message: Message) => void {
  let waiting: Message[] = [];
  const flush = (): void => {
    const due = waiting;
    waiting = [];
    try {
      for (const message of due) post(message);
    } catch (error) {
      failed(String(error));
    }
  };
  return (message) => {
    if (waiting.length === 0 && !heavy(message)) post(message);
    else if (waiting.push(message) === 1) later(flush);
  };
}
