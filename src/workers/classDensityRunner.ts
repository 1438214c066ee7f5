/** The worker's end of the densities by class: one job at a time, in turns between which messages are heard. */
import { type ClassDensity, type ClassDensityRun, type LabelledPoints, startClassDensity } from '../core/path';
import type {
  DensityRequest,
  FromClassDensityWorker,
  PostedDensityRequest,
  ToClassDensityWorker,
} from './classDensityProtocol';
import { progressIsDue, type Turns } from './turns';

/** How long a turn lasts, give or take a pair. */
const TURN_MS = 20;

export interface ClassDensityHost extends Turns {
  send(message: FromClassDensityWorker): void;
}

interface Work {
  readonly request: DensityRequest;
  readonly densities: ClassDensity[];
  /** Of the network whose turn it is. */
  run: ClassDensityRun | null;
  workedMs: number;
  reportedMs: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
    this.work = { request: { ...posted, points }, densities: [], run: null, workedMs: 0, reportedMs: 0 };
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
      this.advance(work, began + TURN_MS);
    } catch (error) {
      this.work = null;
      host.send({ kind: 'error', generation, message: messageOf(error) });
      return;
    }
    work.workedMs += host.now() - began;
    if (work.densities.length < work.request.networks.length) {
      this.reportProgress(work);
      return;
    }
    this.work = null;
    host.send({ kind: 'answer', generation, answer: { densities: work.densities, seconds: work.workedMs / 1000 } });
  }

  /** Goes on until the time is up, or a network is done: its intervals take a turn of their own. */
  private advance(work: Work, until: number): void {
    const { networks, points, pairs, seed } = work.request;
    const network = networks[work.densities.length];
    if (!network) return;
    work.run ??= startClassDensity(network, points, { pairs, seed });
    if (work.run.done === work.run.total) {
      work.densities.push(work.run.summary());
      work.run = null;
      return;
    }
    do if (work.run.advance(1)) return;
    while (this.host.now() < until);
  }

  private reportProgress(work: Work): void {
    const { workedMs, reportedMs, request, densities, run } = work;
    if (!progressIsDue(workedMs, reportedMs)) return;
    work.reportedMs = workedMs;
    const share = (densities.length + (run ? run.done / run.total : 0)) / request.networks.length;
    this.host.send({ kind: 'progress', generation: request.generation, share });
  }
}
