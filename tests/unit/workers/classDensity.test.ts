import { describe, expect, it } from 'vitest';
import { type LabelledPoints, startClassDensity } from '../../../src/core/path';
import {
  type ClassDensityAnswer,
  ClassDensityClient,
  type ClassDensityJob,
} from '../../../src/workers/classDensityClient';
import type { FromClassDensityWorker, ToClassDensityWorker } from '../../../src/workers/classDensityProtocol';
import { type ClassDensityHost, ClassDensityRunner } from '../../../src/workers/classDensityRunner';
import { seededNetwork } from '../../support/build';

const networks = [1, 2, 3].map((seed) => seededNetwork([2, 8, 8, 2], seed));
const points: LabelledPoints = {
  inputs: Float32Array.from({ length: 80 }, (_, i) => Math.sin(7 * i)),
  inputSize: 2,
  count: 40,
  labels: Array.from({ length: 40 }, (_, i) => i % 2),
};
const job: ClassDensityJob = { networks, points, pairs: 60, seed: 9 };

/** A worker without a clock of its own: each look at it takes `tick` milliseconds. Nothing runs before `turn`. */
class Bench implements ClassDensityHost {
  readonly sent: FromClassDensityWorker[] = [];
  readonly posted: ToClassDensityWorker[] = [];
  readonly runner = new ClassDensityRunner(this);
  readonly said: string[] = [];
  readonly answers: ClassDensityAnswer[] = [];
  readonly parts: ClassDensityAnswer[] = [];
  ended = 0;
  started = 0;
  private time = 0;
  private next: (() => void) | null = null;
  private hear: (message: FromClassDensityWorker) => void = () => undefined;
  fail: (reason: string) => void = () => undefined;
  readonly client = new ClassDensityClient(
    {
      progress: ({ share }) => this.said.push(`progress ${share.toFixed(3)}`),
      part: (part) => {
        this.said.push('part');
        this.parts.push(part);
      },
      answer: (answer) => {
        this.said.push('answer');
        this.answers.push(answer);
      },
      error: (message) => this.said.push(`error ${message}`),
    },
    ({ message, failure }) => {
      this.started++;
      this.hear = message;
      this.fail = failure;
      return {
        post: (request) => {
          this.posted.push(structuredClone(request));
          if (!this.deaf) this.runner.receive(structuredClone(request));
        },
        terminate: () => {
          this.ended++;
        },
      };
    },
  );

  constructor(
    private readonly tick = 1,
    private readonly deaf = false,
  ) {}

  now(): number {
    this.time += this.tick;
    return this.time;
  }
  send(message: FromClassDensityWorker): void {
    this.sent.push(message);
    this.hear(message);
  }
  yieldTurn(callback: () => void): void {
    this.next = callback;
  }
  /** One turn; false when there is nothing to do. */
  turn(): boolean {
    const callback = this.next;
    this.next = null;
    callback?.();
    return this.next !== null;
  }
  run(): void {
    while (this.turn());
  }
}

describe('densities by class in a worker', () => {
  it('are those that the core gives at once, for each network', () => {
    const bench = new Bench();
    bench.client.request(job);
    bench.run();
    const expected = networks.map((network) => {
      const run = startClassDensity(network, points, { pairs: 60, seed: 9 });
      run.advance(60);
      return run.summary();
    });
    expect(bench.answers[0]?.densities).toEqual(expected);
    expect(bench.said.at(-1)).toBe('answer');
  });

  it('report progress after 300 ms, growing and below 1', () => {
    const bench = new Bench(4);
    bench.client.request(job);
    bench.run();
    const told = bench.sent.flatMap((message) => (message.kind === 'progress' ? [message.progress] : []));
    const shares = told.map(({ share }) => share);
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0.02);
    expect(shares.at(-1)).toBeLessThan(1);
    for (const { share, pairs, left } of told) {
      expect(pairs).toBe(Math.floor(60 * share + 1e-9));
      expect(left).toBeGreaterThan(0);
    }
    expect(told.at(-1)?.left).toBeLessThan(told[0]?.left as number);
    const quick = new Bench(0.01);
    quick.client.request(job);
    quick.run();
    expect(quick.said).toEqual(['answer']);
  });

  it('come of the pairs done so far, of as many for each network', () => {
    const bench = new Bench(8);
    bench.client.request(job);
    bench.run();
    expect(bench.parts.length).toBeGreaterThan(1);
    let before = 0;
    for (const { densities } of bench.parts.slice(0, 2)) {
      const done = densities[0]?.pairs as number;
      expect(done).toBeGreaterThan(Math.max(1, before));
      expect(done).toBeLessThan(60);
      before = done;
      const expected = networks.map((network) => {
        const run = startClassDensity(network, points, { pairs: 60, seed: 9 });
        run.advance(done);
        return run.summary();
      });
      expect(densities).toEqual(expected);
    }
    expect(bench.said.at(-1)).toBe('answer');
  });

  it('stop when cancelled: no turn is taken any more, nothing comes of it, and the next job is answered', () => {
    const bench = new Bench(4);
    bench.client.request(job);
    for (let i = 0; i < 3; i++) expect(bench.turn()).toBe(true);
    bench.client.cancel();
    expect(bench.sent.at(-1)).toMatchObject({ kind: 'cancelled', generation: 1 });
    expect(bench.turn()).toBe(false);
    expect(bench.said).toEqual([]);
    bench.client.request({ ...job, seed: 4 });
    bench.run();
    expect(bench.said.filter((text) => text === 'answer')).toHaveLength(1);
    expect(bench.ended).toBe(0);
  });

  it('of an older job are dropped, and the points cross once', () => {
    const bench = new Bench();
    bench.client.request(job);
    bench.turn();
    bench.client.request({ ...job, networks: [networks[2] as (typeof networks)[number]] });
    // As if the first answer had been on its way.
    bench.send({ kind: 'answer', generation: 1, answer: { densities: [], seconds: 0 } });
    expect(bench.answers).toEqual([]);
    bench.run();
    expect(bench.answers.map(({ densities }) => densities.length)).toEqual([1]);
    const sent = bench.posted.map((message) => (message.kind === 'compare' ? message.request.points !== null : null));
    expect(sent).toEqual([true, false]);
  });

  it('say what the core refuses, and what ended the worker', () => {
    const bench = new Bench();
    bench.client.request({ ...job, points: { ...points, inputSize: 4, count: 20 } });
    bench.run();
    expect(bench.said).toEqual(['error the points have 4 numbers, the network takes 2 inputs']);
    bench.client.request(job);
    bench.fail('out of memory');
    expect(bench.said.at(-1)).toBe('error the worker stopped (out of memory); a new one starts when you try again');
    bench.client.request(job);
    // The new worker has none of the points.
    expect(bench.posted.at(-1)).toMatchObject({ request: { points: { count: 40 } } });
    expect([bench.started, bench.ended]).toEqual([2, 1]);
  });

  it('a worker that does not hear of the end is ended', async () => {
    const bench = new Bench(1, true);
    bench.client.request(job);
    bench.client.cancel();
    await expect.poll(() => bench.ended, { timeout: 60_000 }).toBe(1);
    bench.client.request(job);
    expect(bench.started).toBe(2);
    bench.client.dispose();
  });
});
