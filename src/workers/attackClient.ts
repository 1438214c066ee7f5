/** The page's end of the attack worker: numbers requests, drops what is stale, starts a worker anew that died. */
import type { AttackStudy, LargeStudy } from '../core/attack';
import type { AttackRequest, FromAttackWorker, ToAttackWorker } from './attackProtocol';
import { NetworkSender } from './networkOnce';
import { type Handlers, type Port, portOf } from './workerPort';

export interface AttackEvents {
  progress(share: number): void;
  /** What is known of it before it is whole. */
  part(study: LargeStudy): void;
  study(study: AttackStudy | LargeStudy): void;
  error(message: string): void;
}

export type AttackPort = Port<ToAttackWorker>;
export type AttackPortHandlers = Handlers<FromAttackWorker>;

function spawnWorker(handlers: AttackPortHandlers): AttackPort {
  const worker = new Worker(new URL('./attackWorker.ts', import.meta.url), { type: 'module', name: 'attack' });
  return portOf(worker, handlers, ({ request }: ToAttackWorker) => request.network);
}

/** Only the newest request is answered. */
export class AttackClient {
  private port: AttackPort | null = null;
  private readonly sender = new NetworkSender();
  private newest = 0;

  constructor(
    private readonly events: AttackEvents,
    private readonly spawn: (handlers: AttackPortHandlers) => AttackPort = spawnWorker,
  ) {}

  request(request: AttackRequest): void {
    this.port ??= this.spawn({
      message: (message) => this.receive(message),
      failure: (reason) => {
        this.dispose();
        this.events.error(`The attack worker failed: ${reason}`);
      },
    });
    this.port.post({
      kind: 'study',
      id: ++this.newest,
      request: { ...request, network: this.sender.posted(request.network) },
    });
  }

  /** What was asked for is of no use any more: its answer will be dropped. */
  forget(): void {
    this.newest++;
  }

  dispose(): void {
    this.forget();
    this.port?.terminate();
    this.port = null;
    this.sender.forget();
  }

  private receive(message: FromAttackWorker): void {
    if (message.id !== this.newest) return;
    if (message.kind === 'progress') this.events.progress(message.share);
    else if (message.kind === 'part') this.events.part(message.study);
    else if (message.kind === 'study') this.events.study(message.study);
    else this.events.error(message.message);
  }
}
