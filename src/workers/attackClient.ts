/** The page's end of the attack worker: numbers requests, drops what is stale, starts a worker anew that died. */
import type { AttackStudy, LargeStudy } from '../core/attack';
import type { AttackRequest, FromAttackWorker, ToAttackWorker } from './attackProtocol';
import { withoutGraph } from './networkOnce';

export interface AttackEvents {
  progress(share: number): void;
  study(study: AttackStudy | LargeStudy): void;
  error(message: string): void;
}

/** A worker as the client needs it; tests put another in its place. */
export interface AttackPort {
  post(message: ToAttackWorker): void;
  terminate(): void;
}

export interface AttackPortHandlers {
  readonly message: (message: FromAttackWorker) => void;
  readonly failure: (reason: string) => void;
}

export function spawnAttackWorker({ message, failure }: AttackPortHandlers): AttackPort {
  const worker = new Worker(new URL('./attackWorker.ts', import.meta.url), { type: 'module', name: 'attack' });
  worker.onmessage = ({ data }: MessageEvent<FromAttackWorker>) => message(data);
  worker.onerror = (event) => {
    event.preventDefault();
    failure(event.message || 'its script could not be loaded or failed');
  };
  worker.onmessageerror = () => failure('a message could not be read');
  return { post: (asked) => worker.postMessage(asked), terminate: () => worker.terminate() };
}

/** Only the newest request is answered. */
export class AttackClient {
  private port: AttackPort | null = null;
  private newest = 0;

  constructor(
    private readonly events: AttackEvents,
    private readonly spawn: (handlers: AttackPortHandlers) => AttackPort = spawnAttackWorker,
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
      request: { ...request, network: withoutGraph(request.network) },
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
  }

  private receive(message: FromAttackWorker): void {
    if (message.id !== this.newest) return;
    if (message.kind === 'progress') this.events.progress(message.share);
    else if (message.kind === 'study') this.events.study(message.study);
    else this.events.error(message.message);
  }
}
