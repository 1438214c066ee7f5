import { describe, expect, it } from 'vitest';
import { PartitionScheduler } from '../../../src/workers/partitionScheduler';
import { FakeHost, request } from './fakeHost';

describe('partition scheduler', () => {
  it('answers a request with pieces, then with the certificate', () => {
    const host = new FakeHost({ 1: { faces: 100, msAFace: 0.1 } });
    new PartitionScheduler(host).submit(request(1));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'certificate 1', 'statistics 1']);
  });

  it('works on the newest of requests that arrive together', () => {
    const host = new FakeHost({ 3: { faces: 10, msAFace: 0.1 } });
    const scheduler = new PartitionScheduler(host);
    for (const generation of [1, 2, 3]) scheduler.submit(request(generation));
    host.run();
    expect(host.kinds()).toEqual(['pieces 3', 'certificate 3', 'statistics 3']);
  });

  it('stops a run at once for an urgent request', () => {
    const host = new FakeHost({ 1: { faces: 1e6, msAFace: 1 }, 2: { faces: 10, msAFace: 0.1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2, 'now'));
    host.run();
    expect(host.kinds()).toEqual(['pieces 2', 'certificate 2', 'statistics 2']);
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
    expect(host.kinds()).toEqual(['pieces 1', 'pieces 3', 'certificate 3', 'statistics 3']);
  });

  it('gives up a run that is no longer young when a following request waits', () => {
    const host = new FakeHost({ 1: { faces: 1e6, msAFace: 1 }, 2: { faces: 10, msAFace: 0.1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2));
    host.run();
    expect(host.kinds()).toEqual(['pieces 2', 'certificate 2', 'statistics 2']);
    expect(host.advanced.get(1)).toBeLessThan(1000);
  });

  it('certifies when the code of certificates has come, and not what is no longer the newest', () => {
    const host = new FakeHost({ 1: { faces: 10, msAFace: 1 }, 2: { faces: 10, msAFace: 1 } });
    host.certificatesMs = 400;
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'certificate 1', 'statistics 1']);
    scheduler.submit(request(2));
    while (host.sent.length < 4) host.turn();
    // The quiet time is over, the code is on its way.
    const delivered = host.nowMs;
    while (host.nowMs === delivered) host.turn();
    expect(host.kinds().slice(3)).toEqual(['pieces 2']);
    scheduler.cancel(2);
    host.run();
    expect(host.kinds().slice(3)).toEqual(['pieces 2', 'cancelled 2']);
  });

  it('tells when the code of certificates cannot be loaded', () => {
    const host = new FakeHost({ 1: { faces: 10, msAFace: 1 } });
    host.certificatesMs = Infinity;
    new PartitionScheduler(host).submit(request(1));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'error 1']);
    expect(host.sent.at(-1)).toMatchObject({ during: 'certificate', message: 'offline' });
  });

  it('keeps the urgency of a waiting request that is replaced', () => {
    const host = new FakeHost({ 1: { faces: 200, msAFace: 1 }, 3: { faces: 10, msAFace: 1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    scheduler.submit(request(2, 'now'));
    scheduler.submit(request(3, 'follow'));
    host.run();
    expect(host.kinds()).toEqual(['pieces 3', 'certificate 3', 'statistics 3']);
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
    expect(host.kinds()).toEqual(['cancelled 1', 'pieces 2', 'certificate 2', 'statistics 2']);
  });

  it('abandons the certificate when a request comes before it is made', () => {
    const host = new FakeHost({ 1: { faces: 10, msAFace: 1 }, 2: { faces: 10, msAFace: 1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.turn();
    expect(host.kinds()).toEqual(['pieces 1']);
    scheduler.submit(request(2));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'pieces 2', 'certificate 2', 'statistics 2']);
  });

  it('abandons a certificate in the making for a request, within a turn', () => {
    const host = new FakeHost({ 1: { faces: 10, msAFace: 1, checks: 1e6 }, 2: { faces: 10, msAFace: 1 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    for (let i = 0; i < 10; i++) host.turn();
    const began = host.nowMs;
    scheduler.submit(request(2));
    host.turn();
    expect(host.kinds()).toEqual(['pieces 1', 'pieces 2']);
    expect(host.nowMs - began).toBeLessThan(60);
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'pieces 2', 'certificate 2', 'statistics 2']);
  });

  it('stops a certificate in the making when cancelled', () => {
    const host = new FakeHost({ 1: { faces: 10, msAFace: 1, checks: 1e6 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    for (let i = 0; i < 10; i++) host.turn();
    scheduler.cancel(1);
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'cancelled 1']);
    expect(host.nowMs).toBeLessThan(1000);
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
    expect(host.kinds()).toEqual(['pieces 1', 'error 2', 'certificate 1', 'statistics 1']);
    scheduler.submit(request(3));
    host.run();
    expect(host.kinds().slice(4)).toEqual(['pieces 3', 'certificate 3', 'statistics 3']);
  });
});
