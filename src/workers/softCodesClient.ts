/** The page's end of the worker of soft codes: one job at a time, the newest wins, and what is cancelled really stops. */
import { NetworkSender, type Posted } from './networkOnce';
import type { SoftCodesAnswer, SoftCodesJob } from './softCodesProtocol';
import { type Handlers, type Port, portOf } from './workerPort';

export type SoftCodesPort = Port<Posted<SoftCodesJob>>;
export type SoftCodesPortHandlers = Handlers<SoftCodesAnswer>;

export type SpawnSoftCodes = (handlers: SoftCodesPortHandlers) => SoftCodesPort;

function spawnWorker(handlers: SoftCodesPortHandlers): SoftCodesPort {
  const worker = new Worker(new URL('./softCodesWorker.ts', import.meta.url), { type: 'module', name: 'soft codes' });
  return portOf(worker, handlers, ({ network }: Posted<SoftCodesJob>) => network);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class SoftCodesClient {
  private port: SoftCodesPort | null = null;
  private readonly sender = new NetworkSender();
  private busy = false;

  /** `answer` gets what the newest job gives, and no word of a job that was dropped. */
  constructor(
    private readonly answer: (answer: SoftCodesAnswer) => void,
    private readonly spawn: SpawnSoftCodes = spawnWorker,
  ) {}

  /** Begins a job; one that is under way is dropped with its worker. */
  ask(job: SoftCodesJob): void {
    this.cancel();
    try {
      const port = this.port ?? this.start();
      this.busy = true;
      port.post({ ...job, network: this.sender.posted(job.network) });
    } catch (error) {
      this.fail(messageOf(error));
    }
  }

  /** Stops what is under way, at once. */
  cancel(): void {
    if (this.busy) this.dispose();
  }

  dispose(): void {
    this.busy = false;
    this.port?.terminate();
    this.port = null;
    this.sender.forget();
  }

  private start(): SoftCodesPort {
    const port: SoftCodesPort = this.spawn({
      message: (answer) => this.port === port && this.receive(answer),
      failure: (reason) => this.port === port && this.fail(reason),
    });
    this.port = port;
    return port;
  }

  private receive(answer: SoftCodesAnswer): void {
    if (answer.kind === 'done' || answer.kind === 'error') this.busy = false;
    this.answer(answer);
  }

  private fail(reason: string): void {
    this.dispose();
    this.answer({ kind: 'error', message: `the worker stopped (${reason}); a new one starts with the next request` });
  }
}
