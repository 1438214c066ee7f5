/** The page's end of the densities by class: numbers jobs, drops what is stale, ends a worker that does not listen. */
import type { Network } from '../core/network';
import type { LabelledPoints } from '../core/path';
import type {
  ClassDensityAnswer,
  ClassDensityJob,
  ClassDensityProgress,
  FromClassDensityWorker,
  ToClassDensityWorker,
} from './classDensityProtocol';
import { withoutGraph } from './networkOnce';
import { type Handlers, type Port, portOf } from './workerPort';

export type { ClassDensityAnswer, ClassDensityJob, ClassDensityProgress } from './classDensityProtocol';

export type ClassDensityPort = Port<ToClassDensityWorker>;
export type ClassDensityPortHandlers = Handlers<FromClassDensityWorker>;

export interface ClassDensityEvents {
  progress(progress: ClassDensityProgress): void;
  /** Of the newest job, of the pairs done so far. */
  part(answer: ClassDensityAnswer): void;
  /** Of the newest job. */
  answer(answer: ClassDensityAnswer): void;
  error(message: string): void;
}

const CANCEL_ANSWER_MS = 1000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function firstOf({ networks: [first] }: Pick<ClassDensityJob, 'networks'>): Network | null {
  return first && !('kind' in first) ? first : null;
}

/** The networks as they cross: others may be made of the first one's graph, and none is of any other's. */
function crossing({ networks }: ClassDensityJob): ClassDensityJob['networks'] {
  const isOfGraph = networks.some((network) => 'kind' in network);
  return networks.map((network, i) => ('kind' in network || (i === 0 && isOfGraph) ? network : withoutGraph(network)));
}

function spawnClassDensityWorker(handlers: ClassDensityPortHandlers): ClassDensityPort {
  const worker = new Worker(new URL('./classDensityWorker.ts', import.meta.url), {
    type: 'module',
    name: 'class densities',
  });
  // They are of one architecture: what holds of the first holds of all.
  return portOf(worker, handlers, (message: ToClassDensityWorker) =>
    message.kind === 'compare' ? firstOf(message.request) : null,
  );
}

export class ClassDensityClient {
  private port: ClassDensityPort | null = null;
  /** What the worker has: points cross to it once. */
  private sent: LabelledPoints | null = null;
  private newest = 0;
  private running = false;
  private cancelTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly events: ClassDensityEvents,
    private readonly spawn: (handlers: ClassDensityPortHandlers) => ClassDensityPort = spawnClassDensityWorker,
  ) {}

  /** Starts a job in place of the one before. Points that are the same object are not sent again. */
  request(job: ClassDensityJob): void {
    const generation = ++this.newest;
    this.running = true;
    try {
      const port = this.ensurePort();
      const points = job.points === this.sent ? null : job.points;
      port.post({ kind: 'compare', request: { ...job, networks: crossing(job), points, generation } });
      this.sent = job.points;
    } catch (error) {
      this.fail(`the worker cannot start (${messageOf(error)})`);
    }
  }

  /** Stops what runs: nothing comes of it any more. A worker that does not answer within a second is ended. */
  cancel(): void {
    if (!this.running || !this.port) return;
    this.running = false;
    clearTimeout(this.cancelTimer);
    this.port.post({ kind: 'cancel', generation: this.newest });
    const { newest } = this;
    // One that has a newer job since is left to come to it.
    this.cancelTimer = setTimeout(() => newest === this.newest && this.stopWorker(), CANCEL_ANSWER_MS);
  }

  dispose(): void {
    this.stopWorker();
  }

  private ensurePort(): ClassDensityPort {
    if (this.port) return this.port;
    const port: ClassDensityPort = this.spawn({
      message: (message) => this.port === port && this.receive(message),
      failure: (reason) => this.port === port && this.fail(`the worker stopped (${reason})`),
    });
    this.port = port;
    return port;
  }

  private receive(message: FromClassDensityWorker): void {
    if (message.kind === 'cancelled') {
      clearTimeout(this.cancelTimer);
      return;
    }
    if (!this.running || message.generation !== this.newest) return;
    if (message.kind === 'progress') this.events.progress(message.progress);
    else if (message.kind === 'part') this.events.part(message.answer);
    else {
      this.running = false;
      if (message.kind === 'answer') this.events.answer(message.answer);
      else this.events.error(message.message);
    }
  }

  private fail(reason: string): void {
    const { running } = this;
    this.stopWorker();
    if (running) this.events.error(`${reason}; a new one starts when you try again`);
  }

  private stopWorker(): void {
    clearTimeout(this.cancelTimer);
    this.port?.terminate();
    this.port = null;
    this.sent = null;
    this.running = false;
  }
}
