/** The page's end of the partition worker: numbers requests, drops what is stale, restarts a worker that died. */
import type { Certificate } from '../core/partition/certificate';
import { NetworkSender } from './networkOnce';
import type { FromPartitionWorker, PartitionJob, PartitionPieces, ToPartitionWorker } from './protocol';

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

export interface PartitionEvents {
  progress(generation: number, faces: number): void;
  /** Generations arrive in growing order; a newer one may already be on its way. */
  pieces(job: PartitionJob, generation: number, pieces: PartitionPieces): void;
  /** Belongs to the newest pieces. */
  certificate(generation: number, certificate: Certificate): void;
  error(message: string): void;
  /** Nothing is computed or waited for any more. */
  settled(): void;
}

const CANCEL_ANSWER_MS = 1000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class PartitionClient {
  private port: PartitionPort | null = null;
  private sender = new NetworkSender();
  private newest = 0;
  /** Jobs that may still answer, by generation. */
  private readonly jobs = new Map<number, PartitionJob>();
  /** The generation whose certificate is awaited. */
  private uncertified: number | null = null;
  private cancelTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly events: PartitionEvents,
    private readonly spawn: (handlers: PortHandlers) => PartitionPort = spawnWorker,
  ) {}

  /** True while a partition or its certificate is awaited. */
  get busy(): boolean {
    return this.jobs.size > 0 || this.uncertified !== null;
  }

  /** Starts the worker, so that its code loads while the page does other things. */
  warm(): void {
    try {
      this.ensurePort();
    } catch {
      this.port = null; // The first request tries again and tells the user.
    }
  }

  /** Asks for a partition; returns its generation. An aborted signal cancels it and what is older. */
  request(job: PartitionJob, signal?: AbortSignal): number {
    const generation = ++this.newest;
    if (signal?.aborted) return generation;
    if (job.urgency === 'now') this.forgetUpTo(generation - 1);
    this.post(generation, job);
    signal?.addEventListener('abort', () => this.jobs.has(generation) && this.cancelUpTo(generation), { once: true });
    return generation;
  }

  /** Stops what runs. A worker that does not answer within a second is ended and replaced at the next request. */
  cancel(): void {
    this.cancelUpTo(this.newest);
  }

  dispose(): void {
    this.stopWorker();
  }

  private ensurePort(): PartitionPort {
    if (this.port) return this.port;
    const port: PartitionPort = this.spawn({
      message: (message) => this.port === port && this.receive(message),
      failure: (reason) => this.port === port && this.fail(reason),
    });
    this.port = port;
    this.sender = new NetworkSender();
    return port;
  }

  private receive(message: FromPartitionWorker): void {
    const { generation } = message;
    switch (message.kind) {
      case 'progress':
        if (this.jobs.has(generation)) this.events.progress(generation, message.faces);
        break;
      case 'pieces':
        this.receivePieces(generation, message.pieces);
        break;
      case 'certificate':
        this.receiveCertificate(generation, message.certificate);
        break;
      case 'cancelled':
        clearTimeout(this.cancelTimer);
        break;
      case 'error':
        this.receiveError(generation, message.message, message.during);
        break;
    }
  }

  private receiveCertificate(generation: number, certificate: Certificate): void {
    if (this.uncertified !== generation) return;
    this.uncertified = null;
    this.events.certificate(generation, certificate);
    this.settleIfIdle();
  }

  private receivePieces(generation: number, pieces: PartitionPieces): void {
    const job = this.jobs.get(generation);
    if (!job) return;
    this.forgetUpTo(generation);
    this.uncertified = generation;
    this.events.pieces(job, generation, pieces);
  }

  private receiveError(generation: number, text: string, during: 'partition' | 'certificate'): void {
    if (during === 'certificate') {
      if (this.uncertified !== generation) return;
      this.uncertified = null;
      this.events.error(`the certificate could not be made: ${text}`);
    } else {
      if (!this.jobs.has(generation)) return;
      this.forgetUpTo(generation);
      this.events.error(text);
    }
    this.settleIfIdle();
  }

  private fail(reason: string): void {
    const wasBusy = this.busy;
    this.stopWorker();
    this.events.error(`the partition worker stopped (${reason}); a new one starts with the next change`);
    if (wasBusy) this.events.settled();
  }

  private cancelUpTo(generation: number): void {
    this.forgetUpTo(generation);
    if (this.uncertified !== null && this.uncertified <= generation) this.uncertified = null;
    clearTimeout(this.cancelTimer);
    if (this.port) {
      this.port.post({ kind: 'cancel', generation });
      this.cancelTimer = setTimeout(() => this.replaceHungWorker(), CANCEL_ANSWER_MS);
    }
    this.settleIfIdle();
  }

  /** Ends a worker that does not listen; what was asked for since goes to a fresh one. */
  private replaceHungWorker(): void {
    const open = [...this.jobs].at(-1);
    this.stopWorker();
    if (open) this.post(...open);
  }

  private post(generation: number, job: PartitionJob): void {
    try {
      const port = this.ensurePort();
      this.jobs.set(generation, job);
      port.post({ kind: 'partition', request: this.sender.strip({ ...job, generation }) });
    } catch (error) {
      this.stopWorker();
      this.events.error(`the partition worker cannot start (${messageOf(error)})`);
      this.events.settled();
    }
  }

  private forgetUpTo(generation: number): void {
    for (const known of this.jobs.keys()) if (known <= generation) this.jobs.delete(known);
  }

  private settleIfIdle(): void {
    if (!this.busy) this.events.settled();
  }

  private stopWorker(): void {
    clearTimeout(this.cancelTimer);
    this.port?.terminate();
    this.port = null;
    this.jobs.clear();
    this.uncertified = null;
  }
}

/** A module worker of the page. */
function spawnWorker(handlers: PortHandlers): PartitionPort {
  const worker = new Worker(new URL('./partitionWorker.ts', import.meta.url), { type: 'module', name: 'partition' });
  worker.onmessage = ({ data }: MessageEvent<FromPartitionWorker>) => handlers.message(data);
  worker.onerror = (event) => handlers.failure(event.message || 'its script could not be loaded or failed');
  worker.onmessageerror = () => handlers.failure('a message could not be read');
  return {
    post: (message) => worker.postMessage(message),
    terminate: () => worker.terminate(),
  };
}
