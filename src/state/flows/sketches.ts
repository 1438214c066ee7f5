/** A cut that takes long → samples of what it will show, from a worker of their own. */
import { denseLayers, type Network } from '../../core/network/network';
import type { SketchClient, SketchJob } from '../../workers/sketchClient';
import type { Context } from '../context';

/** A cut that has been waited for so long is sketched: what a drag shows comes sooner as a rule. */
const PATIENCE_MS = 300;

/** The same of a network that took so long before: of a graph, where a sketch is much sooner there. */
const SHORT_PATIENCE_MS = 120;

/** What was cut last, and how long each unit of its area took. */
interface Pace {
  readonly network: Network;
  readonly msAnArea: number;
}

/** Twice the domain's area in slice coordinates. */
function areaOf({ domain }: SketchJob): number {
  let [sum, [p0, q0]] = [0, domain.at(-1) ?? [0, 0]];
  for (const [p, q] of domain) {
    sum += p0 * q - p * q0;
    [p0, q0] = [p, q];
  }
  return Math.abs(sum);
}

/** Keeps `session.sketch`. */
export class Sketches {
  private client: SketchClient | null = null;
  private loading: Promise<void> | null = null;
  private disposed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The newest cut that has not come. */
  private job: SketchJob | null = null;
  /** The cut before was waited for so long that the next one is sketched at once. */
  private slow = false;
  private pace: Pace | null = null;
  /** The cut was given up: its sketch stays until there is something else to show. */
  private kept = false;

  constructor(private readonly context: Context) {}

  /** A network is on its way that may take long: the worker of its sketch is there before it. */
  warm(): void {
    if (!this.client) void this.load();
  }

  /** A cut is asked for. It is sketched at once where it is likely to take long, as of a graph's network without a picture. */
  ask(job: SketchJob): void {
    const waited = this.job !== null;
    if (this.kept) this.drop();
    this.job = job;
    if (job.network.inputSize < 2) return;
    const unseen = !this.context.store.getState().session.result;
    const ofGraph = !denseLayers(job.network);
    const bearable = ofGraph ? SHORT_PATIENCE_MS : PATIENCE_MS;
    if (this.slow || (unseen && ofGraph) || this.expected(job) > bearable) void this.begin();
    else if (!waited) this.timer = setTimeout(() => void this.begin(), PATIENCE_MS);
  }

  /** Its pieces are there. */
  answered(generation: number): void {
    if (!this.job || generation < this.job.generation) return;
    const took = (this.context.store.getState().session.result?.seconds ?? 0) * 1000;
    this.slow = took > PATIENCE_MS;
    this.pace = { network: this.job.network, msAnArea: took / areaOf(this.job) };
    this.rest();
  }

  /** Nothing is cut any more. */
  rest(): void {
    this.stop();
    if (!this.kept) this.drop();
  }

  /** What is cut is given up: the sketch that there is stays in its place. */
  keep(): void {
    this.kept = this.job !== null;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.job = null;
    this.client?.dispose();
    this.client = null;
  }

  /** Milliseconds: a plane's polytopes grow with the part of it that is cut. */
  private expected(job: SketchJob): number {
    return this.pace?.network === job.network ? this.pace.msAnArea * areaOf(job) : 0;
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.job = null;
    this.client?.stop();
  }

  private drop(): void {
    this.kept = false;
    if (this.context.store.getState().session.sketch) this.context.setSession({ sketch: null });
  }

  private async begin(): Promise<void> {
    clearTimeout(this.timer);
    this.slow = true;
    if (!this.client) await this.load();
    if (this.job) this.client?.request(this.job);
  }

  private load(): Promise<void> {
    this.loading ??= this.create().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  private async create(): Promise<void> {
    try {
      const { surroundings, setSession } = this.context;
      const client = await surroundings.createSketchClient?.(({ generation, sketch, ground }) =>
        setSession({ sketch: { generation, sketch, ground } }),
      );
      if (this.disposed) client?.dispose();
      else this.client = client ?? null;
      this.client?.warm();
    } catch {
      // The exact picture comes without it.
    }
  }
}
