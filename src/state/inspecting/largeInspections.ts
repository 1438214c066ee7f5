/** Points of networks whose inspection takes too long for the page's thread → inspections from a worker of their own. Loaded with the first of them. */
import type { Network } from '../../core/network';
import { NetworkSender } from '../../workers/networkOnce';
import { type Port, portOf } from '../../workers/workerPort';
import type { Context } from '../context';
import { findFace } from '../findFace';
import { isLarge } from '../large';
import { sameShape } from '../sameShape';
import type { SecondInput } from '../second';
import type { LensStore } from '../types';
import type { InspectionAnswer, InspectionJob, PostedInspection, PostedSoft } from './protocol';
import type { SoftLargeJob, SoftLargeStep } from './softLarge';

export type InspectionPort = Port<PostedInspection | PostedSoft>;

type Spawn = (receive: (message: InspectionAnswer) => void, fail: (reason: string) => void) => InspectionPort;

function spawnWorker(...[receive, fail]: Parameters<Spawn>): InspectionPort {
  const worker = new Worker(new URL('./inspectionWorker.ts', import.meta.url), { type: 'module', name: 'inspection' });
  const handlers = { message: receive, failure: fail };
  return portOf(worker, handlers, ({ network }: PostedInspection | PostedSoft) => network);
}

/** Hears each step of a soft job; null: it will not come, and why. */
type SoftListener = (step: SoftLargeStep | null, done?: boolean, reason?: string) => void;

/** One job runs; of those that come meanwhile the newest waits until the numbers of the running one are there. */
export class LargeInspections {
  private port: InspectionPort | null = null;
  private readonly sender = new NetworkSender();
  private number = 0;
  /** The number of the running job. */
  private current = 0;
  private running: InspectionJob | null = null;
  private waiting: InspectionJob | null = null;
  /** The numbers of the running job are there, its map is on its way: a newer job need not wait. */
  private shown = false;

  /** The newest soft job and who hears of it. */
  private soft: { readonly number: number; readonly hear: SoftListener } | null = null;

  /** Who waits for which point; null tells that it will not come. */
  private readonly asked = new Map<number, (input: SecondInput | null) => void>();

  constructor(
    private readonly context: Context,
    private readonly spawn: Spawn = spawnWorker,
  ) {}

  /** What the network makes of a place; null where the worker was ended before. */
  ask(job: InspectionJob): Promise<SecondInput | null> {
    return new Promise((resolve) => {
      const number = this.send('point', job);
      this.asked.set(number, resolve);
    });
  }

  /** Asks for the soft code at a point, in place of what was asked before. */
  soften({ network, ...job }: SoftLargeJob, hear: SoftListener): void {
    this.soft = { number: this.sendWith(network, (posted) => ({ ...posted, kind: 'soft', job })), hear };
  }

  /** Ends it. What is under way is at most a few passes. */
  stopSoft(): void {
    if (this.soft && this.port) this.port.post({ kind: 'soft', number: ++this.number, network: null, job: null });
    this.soft = null;
  }

  /** Inspects the point in force. */
  request({ network, slice }: Omit<InspectionJob, 'point'>): void {
    const { activity, store, setSession } = this.context;
    const { lens, session } = store.getState();
    const job = { network, slice, point: lens.point };
    activity.begin('largeInspection');
    // What is under way comes to its numbers first, which so move while training goes on; found whole, under a drag of the plane, too.
    const other = this.running && isLarge(network) && !isStepOf(this.running, { network, slice });
    // Those that take some tenths of a second follow without a word, as pictures do.
    if (!session.inspecting && (isLarge(network) || !session.inspection)) setSession({ inspecting: true });
    if (!this.running || this.shown || other) this.post(job);
    else this.waiting = job;
  }

  /** Another network is in force, which needs no worker. */
  stop(): void {
    if (!this.port) return;
    this.drop();
    this.end();
  }

  private drop(): void {
    this.port?.terminate();
    this.port = null;
    this.sender.forget();
    for (const resolve of this.asked.values()) resolve(null);
    this.asked.clear();
    this.soft?.hear(null);
    this.soft = null;
  }

  private post(job: InspectionJob): void {
    this.running = job;
    this.waiting = null;
    this.shown = false;
    this.current = this.send('inspect', job);
  }

  private send(kind: PostedInspection['kind'], { network, ...job }: InspectionJob): number {
    return this.sendWith(network, (posted) => ({ ...posted, kind, ...job }));
  }

  private sendWith(
    network: Network,
    message: (posted: { number: number; network: Network | null }) => PostedInspection | PostedSoft,
  ): number {
    this.port ??= this.spawn(
      (answer) => this.receive(answer),
      (reason) => this.fail(`the worker stopped (${reason})`),
    );
    const number = ++this.number;
    this.port.post(message({ number, network: this.sender.posted(network) }));
    return number;
  }

  private receive(message: InspectionAnswer): void {
    const { number } = message;
    const asked = this.asked.get(number);
    this.asked.delete(number);
    if (message.kind === 'soft') {
      if (number === this.soft?.number) this.soft.hear(message.step, message.done);
    } else if (message.kind === 'error' && number === this.soft?.number) {
      this.soft.hear(null, true, message.message);
      this.soft = null;
    } else if (message.kind === 'error') {
      asked?.(null);
      this.fail(message.message);
    } else if (message.kind === 'point') asked?.(message.input);
    else if (number === this.current && this.running) this.take(message, this.running);
  }

  private take(message: Extract<InspectionAnswer, { kind: 'found' | 'rows' }>, { point }: InspectionJob): void {
    const { store, setSession } = this.context;
    const state = store.getState();
    const { inspection, result } = state.session;
    const fits = this.running && isOf(state, this.running) && (message.kind === 'found' || inspection !== null);
    this.shown = true;
    if (fits && message.kind === 'found')
      setSession({ inspection: { ...message.found, face: findFace(result, point) } });
    else if (fits && inspection && message.kind === 'rows')
      setSession({ inspection: { ...inspection, ...message.rows } });
    if (this.waiting) this.post(this.waiting);
    else if (!fits || message.kind === 'rows' || !message.found.mapOutputs) this.end();
  }

  private fail(reason: string): void {
    this.drop();
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

type Subject = Pick<InspectionJob, 'network' | 'slice'>;

/** Whether a job is about the same plane, in the same network or in one that may be a step of its training. */
const isStepOf = (job: Subject, { network, slice }: Subject): boolean =>
  job.slice === slice && sameShape(job.network, network);

/**
 * Whether numbers belong to what is in force: the network or a step of its training, of which the next is on its way; of large ones in that
 * plane alone, of others also those of the picture.
 */
const isOf = ({ session }: LensStore, job: Subject): boolean =>
  isLarge(job.network)
    ? isStepOf(job, session)
    : sameShape(session.network, job.network) || session.result?.network === job.network;

const made = new WeakMap<Context, LargeInspections>();

/** The one of a page: all that ask share its worker. */
export function largeInspections(context: Context): LargeInspections {
  let large = made.get(context);
  if (!large) {
    large = new LargeInspections(context);
    made.set(context, large);
  }
  return large;
}
