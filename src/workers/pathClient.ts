/** The page's end of the path worker: numbers jobs, drops what is stale, ends a worker that does not listen. */
import type { Network } from '../core/network';
import type { PathExtension } from '../core/path';
import { NetworkSender } from './networkOnce';
import type {
  AlongJob,
  AlongNews,
  FromPathWorker,
  PathJob,
  ToPathWorker,
  WalkPart,
  WalkProgress,
} from './pathProtocol';
import { type Handlers, type Port, portOf } from './workerPort';

export interface PathEvents {
  progress(progress: WalkProgress): void;
  /** The last one of a job says why it ends. */
  part(part: WalkPart): void;
  /** What lies beyond the ends: the last of a path that is walked at once. */
  extension(extension: PathExtension): void;
  /** Of a path that was walked part by part. */
  along(news: AlongNews): void;
  /** All that was wanted along it is there. */
  done(): void;
  /** Stopped: what was sent before is what there is. */
  stopped(): void;
  error(message: string): void;
}

export type PathPort = Port<ToPathWorker>;
export type PathPortHandlers = Handlers<FromPathWorker>;

function spawnWorker(handlers: PathPortHandlers): PathPort {
  const worker = new Worker(new URL('./pathWorker.ts', import.meta.url), { type: 'module', name: 'path' });
  return portOf(worker, handlers, (message: ToPathWorker) => (message.kind === 'stop' ? null : message.job.network));
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
    this.send(network, job.atOnce, (posted) => ({
      kind: 'walk',
      number: ++this.newest,
      job: { ...job, network: posted },
    }));
  }

  /** Asks for what is wanted along a path that was walked. */
  along({ network, ...job }: AlongJob): void {
    this.send(network, false, (posted) => ({ kind: 'along', number: ++this.newest, job: { ...job, network: posted } }));
  }

  private send(network: Network, deaf: boolean, message: (posted: Network | null) => ToPathWorker): void {
    if (this.busy && this.deaf) this.dispose();
    clearTimeout(this.timer);
    this.busy = true;
    this.deaf = deaf;
    try {
      const port = this.ensurePort();
      port.post(message(this.sender.posted(network)));
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
    if (message.kind === 'along') {
      this.events.along(message.news);
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
    else if (message.kind === 'done') this.events.done();
    else if (message.kind === 'nothing') this.events.stopped();
    else this.events.error(message.message);
  }
}
