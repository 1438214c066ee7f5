/** The attack worker: plumbing only. */
import '../core/network/programOp';
import type { FromAttackWorker, ToAttackWorker } from './attackProtocol';
import { AttackService } from './attackService';
import { messageTurns } from './turns';

declare const self: DedicatedWorkerGlobalScope;

const service = new AttackService({
  post: (message: FromAttackWorker) => self.postMessage(message),
  ...messageTurns(),
});

self.onmessage = ({ data }: MessageEvent<ToAttackWorker>) => service.handle(data);
