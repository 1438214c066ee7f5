/** Points of networks too large for the page's thread → inspections from a worker of their own. Loaded with the first of them. */
import type { Network } from '../../core/network';
import type { Context } from '../context';
import type { LensStore, PartitionResult, Point2 } from '../types';
import type { InspectionAnswer, InspectionJob, PostedInspection } from './protocol';

/** A worker as it is needed; tests put another in its place. */
export interface InspectionPort {
  post(message: PostedInspection): void;
  terminate(): void;
}

type Spawn = (receive: (message: InspectionAnswer) => void, fail: (reason: string) => void) => InspectionPort;

function spawnWorker(...[receive, fail]: Parameters<Spawn>): InspectionPort {
  const worker = new Worker(new URL('./inspectionWorker.ts', import.meta.url), { type: 'module', name: 'inspection' });
  worker.onmessage = ({ data }: MessageEvent<InspectionAnswer>) => receive(data);
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message || 'no reason given');
  };
  return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
}

/** One job runs; of those that come meanwhile the newest waits until the numbers of the running one are there. */
export class LargeInspections {
  private port: InspectionPort | null = null;
  private sent: Network | null = null;
  private number = 0;
  private running: InspectionJob | null = null;
  private waiting: InspectionJob | null = null;
  /** The numbers of the running job are there, its map is on its way: a newer job need not wait. */
  private shown = false;

  /** `findFace`: the face of a result that holds a point. */
  constructor(
    private readonly context: Context,
    private readonly findFace: (result: PartitionResult | null, point: Point2) => number,
    private readonly spawn: Spawn = spawnWorker,
  ) {}

  /** Inspects the point in force. */
  request(): void {
    const { activity, store, setSession } = this.context;
    const { lens, session } = store.getState();
    const job = { network: session.network, slice: session.slice, point: lens.point };
    activity.begin('largeInspection');
    const other = this.running && (this.running.network !== job.network || this.running.slice !== job.slice);
    if (!session.inspecting) setSession({ inspecting: true });
    if (!this.running || this.shown || other) this.post(job);
    else this.waiting = job;
  }

  /** Another network is in force, which needs no worker. */
  stop(): void {
    if (!this.port) return;
    this.port.terminate();
    this.port = null;
    this.sent = null;
    this.end();
  }

  private post(job: InspectionJob): void {
    this.port ??= this.spawn(
      (message) => this.receive(message),
      (reason) => this.fail(`the worker stopped (${reason})`),
    );
    const { network, slice, point } = job;
    this.running = job;
    this.waiting = null;
    this.shown = false;
    this.port.post({ number: ++this.number, slice, point, network: this.sent === network ? null : network });
    this.sent = network;
  }

  private receive(message: InspectionAnswer): void {
    if (message.number !== this.number || !this.running) return;
    if (message.kind === 'error') {
      this.fail(message.message);
      return;
    }
    const { store, setSession } = this.context;
    const state = store.getState();
    if (!isOf(state, this.running)) {
      this.end();
      return;
    }
    this.shown = true;
    setSession({ inspection: { ...message.found, face: this.findFace(state.session.result, this.running.point) } });
    if (this.waiting) this.post(this.waiting);
    else if (message.done) this.end();
  }

  private fail(reason: string): void {
    this.port?.terminate();
    this.port = null;
    this.sent = null;
    this.end();
    this.context.notify('error', `The point could not be inspected: ${reason}`);
  }

  private end(): void {
    this.running = null;
    this.waiting = null;
    this.context.setSession({ inspecting: false });
    this.context.activity.end('largeInspection');
  }
}

/** Whether a job is about the plane in force. */
const isOf = ({ session }: LensStore, { network, slice }: InspectionJob): boolean =>
  session.network === network && session.slice === slice;
