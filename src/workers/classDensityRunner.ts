/** The worker's end of the densities by class: one job at a time, in turns between which messages are heard. */
import { type ClassDensity, type ClassDensityRun, type LabelledPoints, startClassDensity } from '../core/path';
import { networksOf } from './classDensityNetworks';
import type {
  DensityRequest,
  FromClassDensityWorker,
  PostedDensityRequest,
  ToClassDensityWorker,
} from './classDensityProtocol';
import { progressIsDue, type Turns } from './turns';

/** How long a turn lasts, give or take a forward pass. */
const TURN_MS = 20;

/** Between two answers of the pairs done so far, which take at most so small a share of the time. */
const PART_MS = 1000;
const PART_SHARE = 1 / 20;

export interface ClassDensityHost extends Turns {
  send(message: FromClassDensityWorker): void;
}

interface Work {
  readonly request: DensityRequest;
  /** One a network: pair by pair, now the one and now the other. */
  runs: readonly ClassDensityRun[] | null;
  /** An answer in the making: the networks that it has so far. */
  summaries: ClassDensity[] | null;
  workedMs: number;
  reportedMs: number;
  /** When a part was last sent, of how many pairs, and how long it took to make. */
  sentMs: number;
  sentPairs: number;
  summaryMs: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const newWork = (request: DensityRequest): Work => ({
  request,
  runs: null,
  summaries: null,
  workedMs: 0,
  reportedMs: 0,
  sentMs: 0,
  sentPairs: 0,
  summaryMs: 0,
});

/** The network whose next pair it is: of those with the fewest pairs the first. */
const nextOf = (runs: readonly ClassDensityRun[]): ClassDensityRun | null =>
  runs.reduce<ClassDensityRun | null>((least, run) => (least && least.done <= run.done ? least : run), null);

const isWhole = (runs: readonly ClassDensityRun[]): boolean => runs.every(({ done, total }) => done === total);

export class ClassDensityRunner {
  private work: Work | null = null;
  private points: LabelledPoints | null = null;
  private waiting = false;

  constructor(private readonly host: ClassDensityHost) {}

  receive(message: ToClassDensityWorker): void {
    if (message.kind === 'compare') this.submit(message.request);
    else this.cancel(message.generation);
  }

  private submit(posted: PostedDensityRequest): void {
    const points = posted.points ?? this.points;
    if (!points) throw new Error('the first request must carry its points');
    this.points = points;
    this.work = newWork({ ...posted, points });
    this.wake();
  }

  private cancel(generation: number): void {
    if (this.work && this.work.request.generation <= generation) this.work = null;
    this.host.send({ kind: 'cancelled', generation });
  }

  private wake(): void {
    if (this.waiting) return;
    this.waiting = true;
    this.host.yieldTurn(() => {
      this.waiting = false;
      this.turn();
      if (this.work) this.wake();
    });
  }

  private turn(): void {
    const { work, host } = this;
    if (!work) return;
    const { generation } = work.request;
    const began = host.now();
    try {
      const runs = this.runsOf(work);
      if (isWhole(runs) || this.partIsDue(work, runs)) this.summarise(work, runs, began);
      else {
        this.advance(runs, began + TURN_MS);
        work.workedMs += host.now() - began;
        this.reportProgress(work, runs);
      }
    } catch (error) {
      this.work = null;
      host.send({ kind: 'error', generation, message: messageOf(error) });
    }
  }

  private runsOf(work: Work): readonly ClassDensityRun[] {
    const { networks: _, points, generation: __, ...options } = work.request;
    work.runs ??= networksOf(work.request).map((network) => startClassDensity(network, points, options));
    return work.runs;
  }

  /** Goes on until the time is up. */
  private advance(runs: readonly ClassDensityRun[], until: number): void {
    const pause = (): boolean => this.host.now() >= until;
    do {
      const run = nextOf(runs);
      if (!run || (run.advance(1, pause) && isWhole(runs))) return;
    } while (!pause());
  }

  /** Of pairs that all networks have, one within a class and one between two among them. */
  private partIsDue({ summaries, workedMs, sentMs, sentPairs, summaryMs }: Work, runs: readonly ClassDensityRun[]) {
    if (summaries) return true;
    const done = runs[0]?.done ?? 0;
    if (done < 2 || done === sentPairs || runs.some((run) => run.done !== done)) return false;
    return workedMs - sentMs >= Math.max(PART_MS, summaryMs / PART_SHARE);
  }

  /** A network a turn: its intervals take long where the pairs are many. */
  private summarise(work: Work, runs: readonly ClassDensityRun[], began: number): void {
    const { host } = this;
    const { generation } = work.request;
    work.summaries ??= [];
    const densities = work.summaries;
    const run = runs[densities.length];
    if (run) densities.push(run.summary());
    const ms = host.now() - began;
    work.workedMs += ms;
    work.summaryMs = densities.length > 1 ? work.summaryMs + ms : ms;
    if (densities.length < runs.length) return;
    const whole = isWhole(runs);
    work.summaries = null;
    work.sentMs = work.workedMs;
    work.sentPairs = runs[0]?.done ?? 0;
    if (whole) this.work = null;
    const answer = { densities, seconds: work.workedMs / 1000 };
    host.send({ kind: whole ? 'answer' : 'part', generation, answer });
  }

  private reportProgress(work: Work, runs: readonly ClassDensityRun[]): void {
    const { workedMs, reportedMs, request } = work;
    if (isWhole(runs) || !progressIsDue(workedMs, reportedMs)) return;
    work.reportedMs = workedMs;
    const share = runs.reduce((sum, { done, total }) => sum + done / total, 0) / runs.length;
    const pairs = Math.min(...runs.map(({ done }) => done));
    const left = share > 0 ? ((workedMs / 1000) * (1 - share)) / share : null;
    this.host.send({ kind: 'progress', generation: request.generation, progress: { share, pairs, left } });
  }
}
