import { axisSlice, square } from '../../../src/core/slice/slice';
import type { SchedulerHost } from '../../../src/workers/partitionScheduler';
import type { PartitionTask } from '../../../src/workers/partitionTask';
import type { FromPartitionWorker, PartitionRequest } from '../../../src/workers/protocol';
import { seededNetwork } from '../../support/build';

type Sent = Exclude<FromPartitionWorker, { kind: 'pieces' }> | { kind: 'pieces'; generation: number; seconds: number };

const network = seededNetwork([2, 3, 1], 1);

export const request = (generation: number, urgency: 'now' | 'follow' = 'follow'): PartitionRequest => ({
  generation,
  urgency,
  network,
  slice: axisSlice(2),
  domain: square(1),
  options: {},
});

const PERFECT = {
  euler: 1,
  areaError: 0,
  codesChecked: 0,
  codeMismatches: 0,
  signViolations: 0,
  undecided: 0,
  merged: 0,
  continuity: 0,
  residual: 0,
  residualsChecked: 1,
};

/** A host on a clock of its own. Every face takes `msAFace`; turns and timers are kept until `run` comes to them. */
export class FakeHost implements SchedulerHost {
  nowMs = 0;
  readonly sent: Sent[] = [];
  readonly advanced = new Map<number, number>();
  private turns: (() => void)[] = [];
  private timers: { at: number; callback: () => void }[] = [];

  constructor(
    private readonly jobs: Record<number, { faces: number; msAFace: number; fails?: string; checks?: number }>,
  ) {}

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

  sendPieces(generation: number, { seconds }: { seconds: number }): void {
    this.sent.push({ kind: 'pieces', generation, seconds });
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
