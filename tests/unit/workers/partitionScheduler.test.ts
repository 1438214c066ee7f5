import { describe, expect, it } from 'vitest';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { PartitionScheduler, type SchedulerHost } from '../../../src/workers/partitionScheduler';
import type { PartitionTask } from '../../../src/workers/partitionTask';
import type { FromPartitionWorker, PartitionRequest } from '../../../src/workers/protocol';
import { seededNetwork } from '../../support/build';

type Sent = Exclude<FromPartitionWorker, { kind: 'pieces' }> | { kind: 'pieces'; generation: number; seconds: number };

const network = seededNetwork([2, 3, 1], 1);

const request = (generation: number, urgency: 'now' | 'follow' = 'follow'): PartitionRequest => ({
  generation,
  urgency,
  network,
  slice: axisSlice(2),
  domain: square(1),
  options: {},
});

/** A host on a clock of its own. Every face takes `msAFace`; turns and timers are kept until `run` comes to them. */
class FakeHost implements SchedulerHost {
  nowMs = 0;
  readonly sent: Sent[] = [];
  readonly advanced = new Map<number, number>();
  private turns: (() => void)[] = [];
  private timers: { at: number; callback: () => void }[] = [];

  constructor(private readonly jobs: Record<number, { faces: number; msAFace: number; fails?: string }>) {}

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
      certify: () => ({
        euler: 1,
        areaError: 0,
        codesChecked: faces,
        codeMismatches: 0,
        signViolations: 0,
        undecided: 0,
        merged: 0,
        continuity: 0,
        residual: 0,
      }),
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

describe('partition scheduler', () => {
  it('answers a request with pieces, then with the certificate', () => {
    const host = new FakeHost({ 1: { faces: 100, msAFace: 0.1 } });
    new PartitionScheduler(host).submit(request(1));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'certificate 1']);
  });

  it('works on the newest of requests that arrive together', () => {
    const host = new FakeHost({ 3: { faces: 10, msAFace: 0.1 } });
    const scheduler = new PartitionScheduler(host);
    for (const generation of [1, 2, 3]) scheduler.submit(request(generation));
    host.run();
    expect(host.kinds()).toEqual(['pieces 3', 'certificate 3']);
  });

  it('stops a run at once for an urgent request', () => {
    const host = new FakeHost({ 1: { faces: 1e6, msAFace: 1 }, 2: { faces: 10, msAFace: 0.1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2, 'now'));
    host.run();
    expect(host.kinds()).toEqual(['pieces 2', 'certificate 2']);
    expect(host.advanced.get(1)).toBeLessThan(200);
  });

  it('lets a young run finish before a following request, so that a drag shows pictures', () => {
    const host = new FakeHost({ 1: { faces: 100, msAFace: 1 }, 3: { faces: 100, msAFace: 1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2));
    scheduler.submit(request(3));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'pieces 3', 'certificate 3']);
  });

  it('gives up a run that is no longer young when a following request waits', () => {
    const host = new FakeHost({ 1: { faces: 1e6, msAFace: 1 }, 2: { faces: 10, msAFace: 0.1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2));
    host.run();
    expect(host.kinds()).toEqual(['pieces 2', 'certificate 2']);
    expect(host.advanced.get(1)).toBeLessThan(1000);
  });

  it('keeps the urgency of a waiting request that is replaced', () => {
    const host = new FakeHost({ 1: { faces: 200, msAFace: 1 }, 3: { faces: 10, msAFace: 1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2, 'now'));
    scheduler.submit(request(3, 'follow'));
    host.run();
    expect(host.kinds()).toEqual(['pieces 3', 'certificate 3']);
  });

  it('reports progress after 300 ms, with growing counts below the final one', () => {
    const host = new FakeHost({ 1: { faces: 1000, msAFace: 1 } });
    new PartitionScheduler(host).submit(request(1));
    host.run();
    const progress = host.sent.flatMap((message) => (message.kind === 'progress' ? [message.faces] : []));
    expect(progress.length).toBeGreaterThanOrEqual(3);
    expect(progress[0]).toBeGreaterThanOrEqual(300);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeLessThan(1000);
  });

  it('stops when cancelled and takes the next request', () => {
    const host = new FakeHost({ 1: { faces: 1e9, msAFace: 1 }, 2: { faces: 10, msAFace: 1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.cancel(1);
    host.run();
    expect(host.kinds()).toEqual(['cancelled 1']);
    scheduler.submit(request(2));
    host.run();
    expect(host.kinds()).toEqual(['cancelled 1', 'pieces 2', 'certificate 2']);
  });

  it('abandons the certificate when a request comes before it is made', () => {
    const host = new FakeHost({ 1: { faces: 10, msAFace: 1 }, 2: { faces: 10, msAFace: 1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    expect(host.kinds()).toEqual(['pieces 1']);
    scheduler.submit(request(2));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'pieces 2', 'certificate 2']);
  });

  it('tells an error, certifies what it showed before, and goes on', () => {
    const host = new FakeHost({
      1: { faces: 10, msAFace: 1 },
      2: { faces: 10, msAFace: 1, fails: 'layer 1, unit 3: 1e308 overflows' },
      3: { faces: 5, msAFace: 1 },
    });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2));
    host.run();
    expect(host.sent[1]).toEqual({
      kind: 'error',
      generation: 2,
      message: 'layer 1, unit 3: 1e308 overflows',
      during: 'partition',
    });
    expect(host.kinds()).toEqual(['pieces 1', 'error 2', 'certificate 1']);
    scheduler.submit(request(3));
    host.run();
    expect(host.kinds().slice(3)).toEqual(['pieces 3', 'certificate 3']);
  });
});
