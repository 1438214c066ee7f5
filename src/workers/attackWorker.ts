/** The attack worker: plumbing only. */
import type { FromAttackWorker, ToAttackWorker } from './attackProtocol';
import { AttackService } from './attackService';

declare const self: DedicatedWorkerGlobalScope;

// A message to oneself queues behind the page's messages.
const turns = new MessageChannel();
let onTurn: (() => void) | null = null;
turns.port1.onmessage = () => {
  const callback = onTurn;
  onTurn = null;
  callback?.();
};

const service = new AttackService({
  post: (message: FromAttackWorker) => self.postMessage(message),
  now: () => performance.now(),
  yieldTurn(callback) {
    onTurn = callback;
    turns.port2.postMessage(null);
  },
});

self.onmessage = ({ data }: MessageEvent<ToAttackWorker>) => service.handle(data);
