/** Sketches of slices, coarse at once and finer as long as nothing newer is asked for. No worker in here. */
import type { CellComplex } from '../core/partition/complex';
import { groundOf, outputsOnSlice, Sampling } from '../core/partition/sketch';
import type { FromSketchWorker, SketchJob } from './sketchProtocol';
import type { Turns } from './turns';

/** The first sketch has as many places as take about this long. */
const FIRST_MS = 20;
const FEWEST = 6;
/** Samples along the longer side of the sketches that follow. */
const LEVELS = [24, 48, 96, 160];
/** After the first sketch of a job the processor is left to the cut: it may be over before a finer one is. */
const PAUSE_MS = 400;
/** A turn lasts about this long before the message queue is looked at. */
const TURN_MS = 20;

interface Work {
  readonly job: SketchJob;
  readonly at: ReturnType<typeof outputsOnSlice>;
  readonly ground: CellComplex;
  sampling: Sampling;
  samples: number;
  first: boolean;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Works on the newest job alone. What fails is said. */
export class SketchService {
  private waiting: SketchJob | null = null;
  private work: Work | null = null;
  private awake = false;
  /** The first sketch of the job was sent just now. */
  private pausing = false;

  constructor(
    private readonly turns: Turns,
    private readonly send: (message: FromSketchWorker) => void,
    private readonly later: (callback: () => void, ms: number) => void = (callback, ms) =>
      void setTimeout(callback, ms),
  ) {}

  /** In place of what runs; null: nothing. */
  submit(job: SketchJob | null): void {
    this.work = null;
    this.waiting = job;
    this.pausing = false;
    if (job) this.wake();
  }

  private wake(): void {
    if (this.awake) return;
    this.awake = true;
    this.turns.yieldTurn(() => {
      this.awake = false;
      const generation = (this.work?.job ?? this.waiting)?.generation ?? 0;
      try {
        this.turn();
      } catch (error) {
        this.work = null;
        this.send({ kind: 'error', generation, message: messageOf(error) });
      }
      const { work } = this;
      if (this.pausing) this.later(() => this.work === work && this.resume(), PAUSE_MS);
      else this.resume();
    });
  }

  private resume(): void {
    this.pausing = false;
    if (this.work || this.waiting) this.wake();
  }

  private turn(): void {
    const { turns, waiting } = this;
    if (waiting) {
      this.waiting = null;
      this.work = this.begin(waiting);
    }
    const { work } = this;
    const began = turns.now();
    while (work && this.work === work && !this.pausing && turns.now() - began < TURN_MS)
      if (work.sampling.advance()) this.finish(work);
  }

  private begin(job: SketchJob): Work {
    const at = outputsOnSlice(job.network, job.slice);
    const [p, q] = job.domain[0] ?? [0, 0];
    // The first call is slower than all that follow.
    at(p, q);
    const began = this.turns.now();
    at(p, q);
    const each = Math.max(this.turns.now() - began, 1e-3);
    const samples = Math.max(FEWEST, Math.min(LEVELS[1] as number, Math.floor(Math.sqrt(FIRST_MS / each))));
    return {
      job,
      at,
      ground: groundOf(job.domain),
      sampling: new Sampling(at, job.domain, samples),
      samples,
      first: true,
    };
  }

  private finish(work: Work): void {
    const { job, at, ground, sampling, samples } = work;
    this.send({ kind: 'sketch', generation: job.generation, sketch: sampling.sketch, ground });
    this.pausing = work.first;
    work.first = false;
    const next = LEVELS.find((level) => level >= 1.5 * samples);
    if (next === undefined) this.work = null;
    else {
      work.samples = next;
      work.sampling = new Sampling(at, job.domain, next);
    }
  }
}
