/** The page's end of the facets worker: numbers requests, drops what is stale, ends a worker that does not listen. */
import type { FacetProgress, PolytopeFacets } from '../core/polytope';
import { type FacetsJob, type FromFacetsWorker, type ToFacetsWorker, withNetwork } from './facetsProtocol';
import { NetworkSender } from './networkOnce';
import { type Handlers, type Port, portOf } from './workerPort';

export type FacetsPort = Port<ToFacetsWorker>;
export type FacetsPortHandlers = Handlers<FromFacetsWorker>;

/** All but `error` are about the newest request alone. */
export interface FacetsEvents {
  progress(progress: FacetProgress): void;
  found(job: FacetsJob, facets: PolytopeFacets, seconds: number): void;
  error(message: string): void;
}

function spawnWorker(handlers: FacetsPortHandlers): FacetsPort {
  const worker = new Worker(new URL('./facetsWorker.ts', import.meta.url), { type: 'module', name: 'facets' });
  return portOf(worker, handlers, (message: ToFacetsWorker) => (message.kind === 'find' ? message.job.network : null));
}

/** A worker that is in the middle of one long linear program hears nothing: after this it is ended. */
const CANCEL_ANSWER_MS = 1000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class FacetsClient {
  private port: FacetsPort | null = null;
  private readonly sender = new NetworkSender();
  private newest = 0;
  /** What is awaited. */
  private job: FacetsJob | null = null;
  /** Up to which generation the worker was told to stop, while it has not answered. */
  private unheard: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly events: FacetsEvents,
    private readonly spawn: (handlers: FacetsPortHandlers) => FacetsPort = spawnWorker,
  ) {}

  /** True while facets are awaited. */
  get busy(): boolean {
    return this.job !== null;
  }

  /** Asks for facets; what was asked for before is dropped. */
  request(job: FacetsJob): void {
    const superseded = this.job !== null;
    const generation = ++this.newest;
    this.job = job;
    try {
      const port = this.ensurePort();
      port.post({ kind: 'find', generation, job: { ...job, network: this.sender.posted(job.network) } });
    } catch (error) {
      this.fail(messageOf(error));
      return;
    }
    // The worker answers a request by saying that the ones before have ended.
    if (superseded) this.awaitAnswer(generation - 1);
  }

  /** Ends a search by passes with what it has found, which then comes as any result does. */
  enough(): void {
    if (this.job) this.port?.post({ kind: 'enough', generation: this.newest });
  }

  /** Stops what runs. A worker that does not answer within a second is ended and replaced at the next request. */
  cancel(): void {
    if (!this.job) return;
    this.job = null;
    this.port?.post({ kind: 'cancel', generation: this.newest });
    this.awaitAnswer(this.newest);
  }

  dispose(): void {
    this.job = null;
    this.stopWorker();
  }

  private ensurePort(): FacetsPort {
    if (this.port) return this.port;
    const port: FacetsPort = this.spawn({
      message: (message) => this.port === port && this.receive(message),
      failure: (reason) => this.port === port && this.fail(reason),
    });
    this.port = port;
    return port;
  }

  private receive(message: FromFacetsWorker): void {
    if (message.kind === 'cancelled') {
      if (this.unheard !== null && message.generation >= this.unheard) this.heard();
      return;
    }
    const { job } = this;
    if (message.generation !== this.newest || !job) return;
    if (message.kind === 'progress') {
      this.events.progress(message.progress);
      return;
    }
    this.job = null;
    if (message.kind === 'error') this.events.error(message.message);
    else this.events.found(job, withNetwork(message.facets, job.network), message.seconds);
  }

  private fail(reason: string): void {
    this.job = null;
    this.stopWorker();
    this.events.error(`the worker stopped (${reason}); a new one starts with the next request`);
  }

  private awaitAnswer(generation: number): void {
    this.unheard = generation;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.replaceHungWorker(), CANCEL_ANSWER_MS);
  }

  private heard(): void {
    this.unheard = null;
    clearTimeout(this.timer);
  }

  /** What was asked for since goes to a fresh one. */
  private replaceHungWorker(): void {
    const { job } = this;
    this.stopWorker();
    this.job = null;
    if (job) this.request(job);
  }

  private stopWorker(): void {
    this.heard();
    this.port?.terminate();
    this.port = null;
    this.sender.forget();
  }
}
