/** The page's end of the path worker: numbers jobs, drops what is stale, ends a worker that does not listen. */
import type { PathExtension } from '../core/path';
import { NetworkSender } from './networkOnce';
import type { FromPathWorker, PathJob, ToPathWorker, WalkPart, WalkProgress } from './pathProtocol';
import { type Handlers, type Port, portOf } from './workerPort';

export interface PathEvents {
  progress(progress: WalkProgress): void;
  /** The last one of a job says why it ends. */
  part(part: WalkPart): void;
  /** What lies beyond the ends: the last of a path that is walked at once. */
  extension(extension: PathExtension): void;
  /** Stopped: what was sent before is what there is. */
  stopped(): void;
  error(message: string): void;
}

export type PathPort = Port<ToPathWorker>;
export type PathPortHandlers = Handlers<FromPathWorker>;

function spawnWorker(handlers: PathPortHandlers): PathPort {
  const worker = new Worker(new URL('./pathWorker.ts', import.meta.url), { type: 'module', name: 'path' });
  return portOf(worker, handlers, (message: ToPathWorker) => (message.kind === 'walk' ? message.job.network : null));
}

/** A worker in the middle of a pass hears nothing: after this it is ended. */
const STOP_ANSWER_MS = 400;

/** Only the newest job is answered. */
export class PathClient {
  private port: PathPort | null = null;
  private readonly sender = new NetworkSender();
  private newest = 0;
  private busy = false;
  /** What runs is walked at once: until it is done the worker hears nothing. */
  private deaf = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly events: PathEvents,
    private readonly spawn: (handlers: PathPortHandlers) => PathPort = spawnWorker,
  ) {}

  request({ network, ...job }: PathJob): void {
    if (this.busy && this.deaf) this.dispose();
    clearTimeout(this.timer);
    this.busy = true;
    this.deaf = job.atOnce;
    try {
      const port = this.ensurePort();
      const posted = { ...job, network: this.sender.posted(network) };
      port.post({ kind: 'walk', number: ++this.newest, job: posted });
    } catch (error) {
      this.fail(String(error));
    }
  }

  private ensurePort(): PathPort {
    if (this.port) return this.port;
    const port: PathPort = this.spawn({
      message: (message) => this.port === port && this.receive(message),
      failure: (reason) => this.port === port && this.fail(reason),
    });
    this.port = port;
    return port;
  }

  private fail(reason: string): void {
    this.dispose();
    this.events.error(`The worker that walks paths failed: ${reason}`);
  }

  /** What is walked is of no use any more: nothing of it is told, and what can hear ends it. */
  forget(): void {
    if (!this.busy) return;
    if (this.deaf) {
      this.dispose();
      return;
    }
    clearTimeout(this.timer);
    this.port?.post({ kind: 'stop', number: this.newest++ });
    this.busy = false;
  }

  /** Keeps what is walked so far: `part` or `stopped` follows, within half a second. */
  stop(): void {
    if (!this.busy) return;
    this.port?.post({ kind: 'stop', number: this.newest });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.dispose();
      this.events.stopped();
    }, STOP_ANSWER_MS);
  }

  /** Ends the worker, and with it what it does: the next job starts another. */
  dispose(): void {
    clearTimeout(this.timer);
    this.newest++;
    this.busy = false;
    this.port?.terminate();
    this.port = null;
    this.sender.forget();
  }

  private receive(message: FromPathWorker): void {
    if (message.number !== this.newest) return;
    if (message.kind === 'progress') {
      this.events.progress(message.progress);
      return;
    }
    if (message.kind === 'part' && (message.part.end === null || this.deaf)) {
      this.events.part(message.part);
      return;
    }
    clearTimeout(this.timer);
    this.busy = false;
    if (message.kind === 'part') this.events.part(message.part);
    else if (message.kind === 'extension') this.events.extension(message.extension);
    else if (message.kind === 'nothing') this.events.stopped();
    else this.events.error(message.message);
  }
}
