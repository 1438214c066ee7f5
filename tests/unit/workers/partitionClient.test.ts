import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { NetworkReceiver } from '../../../src/workers/networkOnce';
import { PartitionClient, type PortHandlers } from '../../../src/workers/partitionClient';
import type {
  FromPartitionWorker,
  PartitionJob,
  PartitionStatistics,
  ToPartitionWorker,
} from '../../../src/workers/protocol';
import { seededNetwork } from '../../support/build';
import { PERFECT as certificate } from './fakeHost';

const job = (urgency: 'now' | 'follow' = 'follow'): PartitionJob => ({
  network: seededNetwork([2, 3, 1], 1),
  slice: axisSlice(2),
  domain: square(1),
  options: {},
  urgency,
});

const statistics = { faces: 1 } as unknown as PartitionStatistics;

/** A worker that does what the test says. */
class FakeWorker {
  readonly posted: ToPartitionWorker[] = [];
  terminated = false;

  constructor(readonly handlers: PortHandlers) {}

  post = (message: ToPartitionWorker): void => void this.posted.push(message);
  terminate = (): void => {
    this.terminated = true;
  };

  say(message: FromPartitionWorker): void {
    this.handlers.message(message);
  }

  pieces(generation: number): void {
    const pieces = { complex: null, interval: null, outputs: new Float64Array(generation), seconds: 0 };
    this.say({ kind: 'pieces', generation, pieces });
  }
}

function setUp(spawn?: (handlers: PortHandlers) => FakeWorker) {
  const workers: FakeWorker[] = [];
  const log: string[] = [];
  const client = new PartitionClient(
    {
      progress: (generation, faces) => log.push(`progress ${generation} ${faces}`),
      pieces: (_, generation) => log.push(`pieces ${generation}`),
      certificate: (generation) => log.push(`certificate ${generation}`),
      statistics: (generation) => log.push(`statistics ${generation}`),
      field: (generation, { key }) => log.push(`field ${generation} ${key}`),
      fieldProgress: (generation, key, share) => log.push(`field ${generation} ${key} ${share}`),
      fieldError: (generation, key, message) => log.push(`field ${generation} ${key} ${message}`),
      lost: () => log.push('lost'),
      error: (message) => log.push(`error ${message}`),
      settled: () => log.push('settled'),
    },
    (handlers) => {
      const worker = spawn ? spawn(handlers) : new FakeWorker(handlers);
      workers.push(worker);
      return worker;
    },
  );
  const worker = (): FakeWorker => workers.at(-1) as FakeWorker;
  return { client, log, workers, worker };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('partition client', () => {
  it('numbers requests and is busy until certificate and statistics are there', () => {
    const { client, log, worker } = setUp();
    const generation = client.request(job());
    expect(client.busy).toBe(true);
    worker().say({ kind: 'progress', generation, faces: 40 });
    worker().pieces(generation);
    expect(client.busy).toBe(true);
    worker().say({ kind: 'certificate', generation, certificate });
    expect(client.busy).toBe(true);
    worker().say({ kind: 'statistics', generation, statistics });
    expect(log).toEqual(['progress 1 40', 'pieces 1', 'certificate 1', 'statistics 1', 'settled']);
    expect(client.busy).toBe(false);
  });

  it('drops what is stale: older answers after newer ones, and all before an urgent request', () => {
    const { client, log, worker } = setUp();
    const [first, second] = [client.request(job()), client.request(job())];
    worker().pieces(second);
    worker().pieces(first);
    worker().say({ kind: 'certificate', generation: first, certificate });
    expect(log).toEqual(['pieces 2']);
    const third = client.request(job());
    const fourth = client.request(job('now'));
    worker().pieces(third);
    worker().say({ kind: 'error', generation: third, message: 'late', during: 'partition' });
    worker().pieces(fourth);
    expect(log).toEqual(['pieces 2', 'pieces 4']);
  });

  it('shows a picture on the way while the newest is awaited', () => {
    const { client, log, worker } = setUp();
    client.request(job());
    client.request(job());
    worker().pieces(1);
    worker().pieces(2);
    worker().say({ kind: 'certificate', generation: 2, certificate });
    worker().say({ kind: 'statistics', generation: 2, statistics });
    expect(log).toEqual(['pieces 1', 'pieces 2', 'certificate 2', 'statistics 2', 'settled']);
  });

  it('cancels: nothing arrives any more, and the worker that answers stays', () => {
    const { client, log, worker, workers } = setUp();
    client.request(job());
    client.cancel();
    expect(worker().posted.at(-1)).toEqual({ kind: 'cancel', generation: 1 });
    worker().say({ kind: 'cancelled', generation: 1 });
    worker().pieces(1);
    vi.advanceTimersByTime(5000);
    expect(log).toEqual(['settled']);
    expect(workers).toHaveLength(1);
    expect(worker().terminated).toBe(false);
  });

  it('replaces a worker that does not answer a cancel, and passes on what was asked meanwhile', () => {
    const { client, worker, workers } = setUp();
    client.request(job());
    client.cancel();
    client.request(job());
    const hung = worker();
    vi.advanceTimersByTime(1500);
    expect(hung.terminated).toBe(true);
    expect(workers).toHaveLength(2);
    expect(worker().posted).toMatchObject([{ kind: 'partition', request: { generation: 2 } }]);
  });

  it('sends a network once a worker, and again after another', () => {
    const { client, worker, workers } = setUp();
    const [first, second] = [job(), job()];
    for (const wanted of [first, first, second, first, first]) client.request(wanted);
    worker().handlers.failure('out of memory');
    client.request(first);
    const sent = workers.map(({ posted }) => posted.map((m) => (m.kind === 'partition' ? m.request.network : m)));
    expect(sent[0]).toEqual([first.network, null, second.network, first.network, null]);
    expect(sent[1]).toEqual([first.network]);
    const receiver = new NetworkReceiver();
    const arrived = workers[0]?.posted.map(
      (m) => m.kind === 'partition' && { ...m.request, network: receiver.received(m.request.network) },
    );
    expect(arrived).toEqual(
      [1, 2, 3, 4, 5].map((generation) => ({ ...(generation === 3 ? second : first), generation })),
    );
    expect(() => new NetworkReceiver().received(null)).toThrow(/network/);
  });

  it('cancels by signal, before and after the request', () => {
    const { client, worker, workers, log } = setUp();
    client.request(job(), AbortSignal.abort());
    expect(workers).toHaveLength(0);
    const controller = new AbortController();
    client.request(job(), controller.signal);
    controller.abort();
    expect(worker().posted.map(({ kind }) => kind)).toEqual(['partition', 'cancel']);
    expect(log).toEqual(['settled']);
  });

  it('tells that a worker died and starts another for the next request', () => {
    const { client, log, worker, workers } = setUp();
    client.request(job());
    const dead = worker();
    dead.handlers.failure('out of memory');
    expect(log).toEqual([
      'error the partition worker stopped (out of memory); a new one starts with the next change',
      'settled',
    ]);
    expect(dead.terminated).toBe(true);
    dead.pieces(1);
    client.request(job());
    expect(workers).toHaveLength(2);
    worker().pieces(2);
    expect(log.slice(2)).toEqual(['pieces 2']);
  });

  it('tells when a worker cannot be started at all', () => {
    const { client, log } = setUp(() => {
      throw new Error('blocked by policy');
    });
    client.warm();
    expect(log).toEqual([]);
    client.request(job());
    expect(log).toEqual(['error the partition worker cannot start (blocked by policy)', 'settled']);
    expect(client.busy).toBe(false);
  });

  it('hands on an error of the engine and keeps the worker', () => {
    const { client, log, worker, workers } = setUp();
    client.request(job());
    worker().say({ kind: 'error', generation: 1, message: 'layer 2, unit 0: overflow', during: 'partition' });
    expect(log).toEqual(['error layer 2, unit 0: overflow', 'settled']);
    client.request(job());
    expect(workers).toHaveLength(1);
  });

  it('is not busy for ever when a certificate fails', () => {
    const { client, log, worker } = setUp();
    client.request(job());
    worker().pieces(1);
    worker().say({ kind: 'error', generation: 1, message: 'overflow', during: 'certificate' });
    expect(log).toEqual(['pieces 1', 'error the certificate could not be made: overflow', 'settled']);
    expect(client.busy).toBe(false);
  });

  it('asks for fields of the newest pieces, and drops answers about older ones', () => {
    const { client, log, worker } = setUp();
    expect(client.requestField(1, { kind: 'bend', key: 'bend' })).toBe(false);
    client.request(job());
    worker().pieces(1);
    expect(client.requestField(1, { kind: 'bend', key: 'bend' })).toBe(true);
    expect(worker().posted.at(-1)).toEqual({ kind: 'field', generation: 1, spec: { kind: 'bend', key: 'bend' } });
    worker().say({ kind: 'fieldProgress', generation: 1, key: 'bend', share: 0.5 });
    worker().say({ kind: 'field', generation: 1, field: { key: 'bend', values: new Float64Array(1) } });
    worker().say({ kind: 'fieldError', generation: 1, key: 'norm', message: 'no maps' });
    client.request(job());
    worker().pieces(2);
    worker().say({ kind: 'field', generation: 1, field: { key: 'late', values: new Float64Array(1) } });
    expect(log).toEqual(['pieces 1', 'field 1 bend 0.5', 'field 1 bend', 'field 1 norm no maps', 'pieces 2']);
    expect(client.requestField(1, null)).toBe(false);
  });

  it('tells that fields will not come any more when the worker that held the pieces has ended', () => {
    const { client, log, worker } = setUp();
    client.request(job());
    worker().handlers.failure('crashed');
    expect(log).not.toContain('lost');
    client.request(job());
    worker().pieces(2);
    worker().handlers.failure('crashed');
    expect(log).toContain('lost');
    expect(client.requestField(2, { kind: 'bend', key: 'bend' })).toBe(false);
  });
});
