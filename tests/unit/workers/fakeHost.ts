import { axisSlice, square } from '../../../src/core/slice/slice';
import type { Analysis, AnalysisSubject, Steps } from '../../../src/workers/analysisTypes';
import { CERTIFICATES, type Certificates } from '../../../src/workers/certificates';
import type { SchedulerHost } from '../../../src/workers/partitionScheduler';
import type { PartitionTask } from '../../../src/workers/partitionTask';
import type {
  FieldSpec,
  FromPartitionWorker,
  PartitionPieces,
  PartitionRequest,
  PartitionStatistics,
} from '../../../src/workers/protocol';
import { seededNetwork } from '../../support/build';

type Sent =
  | Exclude<FromPartitionWorker, { kind: 'pieces' }>
  | { kind: 'pieces'; generation: number; seconds: number; field: string | null };

interface FakeJob {
  readonly faces: number;
  readonly msAFace: number;
  readonly fails?: string;
  readonly checks?: number;
  /** Milliseconds that a field of it takes, in steps of one; none: 1. */
  readonly fieldMs?: number;
}

const network = seededNetwork([2, 3, 1], 1);

export const request = (
  generation: number,
  urgency: 'now' | 'follow' = 'follow',
  field: FieldSpec | null = null,
): PartitionRequest => ({
  generation,
  urgency,
  network,
  slice: axisSlice(2),
  domain: square(1),
  options: {},
  field,
});

/** A certificate whose every check holds. */
export const PERFECT = {
  euler: 1,
  areaError: 0,
  codesChecked: 0,
  codeMismatches: 0,
  signViolations: 0,
  cellsChecked: 5,
  undecided: 0,
  merged: 0,
  continuity: 0,
  residual: 0,
  residualsChecked: 1,
};

/** A field that takes as long as its job says; `bad` is refused. */
export const fieldSpec = (key: string): FieldSpec => ({ kind: 'bend', key });

/** A host on a clock of its own. Every face takes `msAFace`; turns and timers are kept until `run` comes to them. */
export class FakeHost implements SchedulerHost {
  nowMs = 0;
  readonly sent: Sent[] = [];
  readonly advanced = new Map<number, number>();
  private turns: (() => void)[] = [];
  private timers: { at: number; callback: () => void }[] = [];

  constructor(private readonly jobs: Record<number, FakeJob>) {}

  now = () => this.nowMs;

  yieldTurn(callback: () => void): void {
    this.turns.push(callback);
  }

  later(callback: () => void, ms: number): () => void {
    const timer = { at: this.nowMs + ms, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  createTask({ generation }: PartitionRequest): PartitionTask {
    const job = this.jobs[generation];
    if (!job) throw new Error(`unexpected task ${generation}`);
    const host = this;
    let faces = 0;
    return {
      get faces() {
        return faces;
      },
      advance(count) {
        const step = Math.min(count, job.faces - faces);
        faces += step;
        host.nowMs += step * job.msAFace;
        host.advanced.set(generation, faces);
        if (job.fails && faces >= job.faces / 2) throw new Error(job.fails);
        return faces === job.faces;
      },
      finish: () => ({ complex: null, interval: null, outputs: new Float64Array(faces) }),
      subject: () => job as unknown as AnalysisSubject,
      certify() {
        let left = job.checks ?? 1;
        return {
          next() {
            host.nowMs++;
            return --left > 0
              ? { done: false, value: undefined }
              : { done: true, value: { ...PERFECT, codesChecked: faces } };
          },
        };
      },
    };
  }

  /** Milliseconds that loading the analysis takes; Infinity: it fails. */
  loadMs = 0;
  /** The same for certificates. */
  certificatesMs = 0;

  loadAnalysis(done: (analysis: Analysis) => void, failed: (message: string) => void): void {
    if (this.loadMs === Infinity) this.later(() => failed('offline'), 1);
    else if (this.loadMs === 0) done(this.analysis());
    else this.later(() => done(this.analysis()), this.loadMs);
  }

  loadCertificates(done: (certificates: Certificates) => void, failed: (message: string) => void): void {
    if (this.certificatesMs === Infinity) this.later(() => failed('offline'), 1);
    else if (this.certificatesMs === 0) done(CERTIFICATES);
    else this.later(() => done(CERTIFICATES), this.certificatesMs);
  }

  private analysis(): Analysis {
    const host = this;
    return {
      *fieldSteps(subject: AnalysisSubject, { key }: FieldSpec): Steps<Float64Array> {
        if (key === 'bad') throw new Error('no such unit');
        const { fieldMs = 1 } = subject as unknown as FakeJob;
        for (let ms = 0; ms < fieldMs; ms++) {
          host.nowMs++;
          yield ms / fieldMs;
        }
        return Float64Array.of(fieldMs);
      },
      *statisticsSteps(subject: AnalysisSubject): Steps<PartitionStatistics> {
        host.nowMs++;
        yield 0.5;
        return { faces: (subject as unknown as FakeJob).faces } as unknown as PartitionStatistics;
      },
    };
  }

  sendPieces(generation: number, { seconds, field }: PartitionPieces): void {
    this.sent.push({ kind: 'pieces', generation, seconds, field: field?.key ?? null });
  }

  send(message: Exclude<FromPartitionWorker, { kind: 'pieces' }>): void {
    this.sent.push(message);
  }

  /** One turn of the event loop; false when there is nothing left to do. Timers fire when no turn is waiting. */
  turn(): boolean {
    const next = this.turns.shift();
    if (next) {
      next();
      return true;
    }
    const timer = this.timers.sort((a, b) => a.at - b.at).shift();
    if (!timer) return false;
    this.nowMs = Math.max(this.nowMs, timer.at);
    timer.callback();
    return true;
  }

  run(): void {
    while (this.turn());
  }

  kinds = () => this.sent.map(({ kind, generation }) => `${kind} ${generation}`);
}
