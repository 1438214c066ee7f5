import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FacetsClient, type FacetsPortHandlers } from '../../../src/workers/facetsClient';
import type { FacetsJob, FromFacetsWorker, PostedFacets, ToFacetsWorker } from '../../../src/workers/facetsProtocol';
import { seededNetwork } from '../../support/build';

const job = (): FacetsJob => ({
  network: seededNetwork([2, 3, 1], 1),
  input: new Float64Array(2),
  box: null,
  volume: false,
});

const posted = { region: { halfSpaces: {} } } as unknown as PostedFacets;
const facets = (generation: number): FromFacetsWorker => ({ kind: 'found', generation, facets: posted, seconds: 1 });

/** A worker that does what the test says. */
class FakeWorker {
  readonly posted: ToFacetsWorker[] = [];
  terminated = false;

  constructor(readonly handlers: FacetsPortHandlers) {}

  post = (message: ToFacetsWorker): void => void this.posted.push(message);
  terminate = (): void => {
    this.terminated = true;
  };
}

function setUp() {
  const workers: FakeWorker[] = [];
  const log: string[] = [];
  const client = new FacetsClient(
    {
      progress: ({ decided }) => log.push(`progress ${decided}`),
      found: () => log.push('found'),
      error: (message) => log.push(message),
    },
    (handlers) => {
      const worker = new FakeWorker(handlers);
      workers.push(worker);
      return worker;
    },
  );
  const worker = () => workers.at(-1) as FakeWorker;
  return { client, log, workers, worker, say: (message: FromFacetsWorker) => worker().handlers.message(message) };
}

const kinds = ({ posted }: FakeWorker) => posted.map(({ kind, generation }) => `${kind} ${generation}`);

describe('the page’s end of the facets worker', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hears only what is about the newest request', () => {
    const { client, log, say } = setUp();
    client.request(job());
    client.request(job());
    say(facets(1));
    expect(client.busy).toBe(true);
    say({ kind: 'progress', generation: 2, progress: { phase: 'facets', decided: 4, total: 5, facets: 1 } });
    say(facets(2));
    say(facets(2));
    expect(log).toEqual(['progress 4', 'found']);
  });

  it('ends a worker that does not stop within a second, and starts another for the next request', () => {
    const { client, log, workers, worker } = setUp();
    client.request(job());
    client.cancel();
    expect(kinds(worker())).toEqual(['find 1', 'cancel 1']);
    vi.advanceTimersByTime(999);
    expect(worker().terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker().terminated).toBe(true);
    client.request(job());
    expect(workers).toHaveLength(2);
    expect(kinds(worker())).toEqual(['find 2']);
    expect(log).toEqual([]);
  });

  it('keeps a worker that answers', () => {
    const { client, workers, say } = setUp();
    client.request(job());
    client.cancel();
    say({ kind: 'cancelled', generation: 1 });
    vi.advanceTimersByTime(5000);
    client.request(job());
    expect(workers).toHaveLength(1);
  });

  it('gives a newer request to a fresh worker where the old one is stuck', () => {
    const { client, workers, worker, log, say } = setUp();
    client.request(job());
    client.request(job());
    vi.advanceTimersByTime(1000);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(kinds(worker())).toEqual(['find 3']);
    workers[0]?.handlers.message(facets(2));
    expect(log).toEqual([]);
    say(facets(3));
    expect(log).toEqual(['found']);
  });

  it('says when the worker dies, and starts again', () => {
    const { client, workers, worker, log } = setUp();
    client.request(job());
    worker().handlers.failure('out of memory');
    expect(log).toEqual(['the worker stopped (out of memory); a new one starts with the next request']);
    expect(client.busy).toBe(false);
    client.request(job());
    expect(workers).toHaveLength(2);
    client.dispose();
    expect(worker().terminated).toBe(true);
  });
});
