/** The page's end of the partition worker: numbers requests, drops what is stale, restarts a worker that died. */
import { keepHashes } from '../core/network/codeHash';
import type { Certificate } from '../core/partition/certificate';
import { NetworkSender } from './networkOnce';
import { type PartitionPort, type PortHandlers, spawnWorker } from './partitionPort';
import type {
  FieldSpec,
  FieldValues,
  FromPartitionWorker,
  PartitionJob,
  PartitionPieces,
  PartitionStatistics,
} from './protocol';

export type { PartitionPort, PortHandlers } from './partitionPort';

export interface PartitionEvents {
  /** `share` of the work, where it is known. */
  progress(generation: number, faces: number, share?: number | null): void;
  /** Generations arrive in growing order; a newer one may already be on its way. */
  pieces(job: PartitionJob, generation: number, pieces: PartitionPieces): void;
  /** Belongs to the newest pieces. */
  certificate(generation: number, certificate: Certificate): void;
  /** Belongs to the newest pieces; the last thing that comes of them. */
  statistics(generation: number, statistics: PartitionStatistics): void;
  /** A field of the newest pieces that did not come with them. */
  field(generation: number, field: FieldValues): void;
  fieldProgress(generation: number, key: string, share: number): void;
  fieldError(generation: number, key: string, message: string): void;
  /** The worker that held the newest pieces has ended: fields of them will not come any more. */
  lost(): void;
  error(message: string): void;
  /** Nothing is computed or waited for any more. */
  settled(): void;
}

const CANCEL_ANSWER_MS = 1000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class PartitionClient {
  private port: PartitionPort | null = null;
  private readonly sender = new NetworkSender();
  private newest = 0;
  /** Jobs that may still answer, by generation. */
  private readonly jobs = new Map<number, PartitionJob>();
  /** The generation whose certificate or statistics are awaited. */
  private unchecked: number | null = null;
  /** The generation of which the worker can compute fields. */
  private held: number | null = null;
  private cancelTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly events: PartitionEvents,
    private readonly spawn: (handlers: PortHandlers) => PartitionPort = spawnWorker,
  ) {}

  /** True while a partition, its certificate or its statistics are awaited. */
  get busy(): boolean {
    return this.jobs.size > 0 || this.unchecked !== null;
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

  /**
   * Asks for a field of pieces that have arrived, in place of one that is still computed; null: for none. False when the
   * worker no longer has them.
   */
  requestField(generation: number, spec: FieldSpec | null): boolean {
    if (!this.port || this.held !== generation) return false;
    this.port.post({ kind: 'field', generation, spec });
    return true;
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
    this.sender.forget();
    return port;
  }

  private receive(message: FromPartitionWorker): void {
    const { generation } = message;
    switch (message.kind) {
      case 'progress':
        if (this.jobs.has(generation)) this.events.progress(generation, message.faces, message.share);
        break;
      case 'pieces':
        this.receivePieces(generation, message.pieces);
        break;
      case 'certificate':
        if (this.unchecked === generation) this.events.certificate(generation, message.certificate);
        break;
      case 'statistics':
        this.receiveStatistics(generation, message.statistics);
        break;
      case 'field':
      case 'fieldProgress':
      case 'fieldError':
        if (this.held === generation) this.receiveField(message);
        break;
      case 'cancelled':
        clearTimeout(this.cancelTimer);
        break;
      case 'error':
        this.receiveError(generation, message.message, message.during);
        break;
    }
  }

  private receiveStatistics(generation: number, statistics: PartitionStatistics): void {
    if (this.unchecked !== generation) return;
    this.unchecked = null;
    this.events.statistics(generation, statistics);
    this.settleIfIdle();
  }

  private receiveField(
    message: Extract<FromPartitionWorker, { kind: 'field' | 'fieldProgress' | 'fieldError' }>,
  ): void {
    const { generation } = message;
    if (message.kind === 'field') this.events.field(generation, message.field);
    else if (message.kind === 'fieldProgress') this.events.fieldProgress(generation, message.key, message.share);
    else this.events.fieldError(generation, message.key, message.message);
  }

  private receivePieces(generation: number, pieces: PartitionPieces): void {
    const job = this.jobs.get(generation);
    if (!job) return;
    this.forgetUpTo(generation);
    this.unchecked = generation;
    this.held = generation;
    if (pieces.complex && pieces.hashes) keepHashes(pieces.complex.codes, pieces.hashes);
    this.events.pieces(job, generation, pieces);
  }

  private receiveError(generation: number, text: string, during: 'partition' | 'certificate' | 'statistics'): void {
    if (during !== 'partition') {
      if (this.unchecked !== generation) return;
      this.unchecked = null;
      this.events.error(`the ${during} could not be made: ${text}`);
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
    if (this.unchecked !== null && this.unchecked <= generation) this.unchecked = null;
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
      port.post({ kind: 'partition', request: { ...job, generation, network: this.sender.posted(job.network) } });
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
    this.unchecked = null;
    const lost = this.held !== null;
    this.held = null;
    if (lost) this.events.lost();
  }
}
