import { describe, expect, it } from 'vitest';
import { PartitionScheduler } from '../../../src/workers/partitionScheduler';
import { FakeHost, fieldSpec, request } from './fakeHost';

const job = { faces: 10, msAFace: 1 };
const piecesOf = (host: FakeHost) => host.sent.flatMap((message) => (message.kind === 'pieces' ? [message] : []));

describe('fields of a partition', () => {
  it('come with the pieces where they are quick', () => {
    const host = new FakeHost({ 1: { ...job, fieldMs: 100 } });
    new PartitionScheduler(host).submit(request(1, 'now', fieldSpec('bend')));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'certificate 1', 'statistics 1']);
    expect(piecesOf(host)[0]).toMatchObject({ field: 'bend', seconds: 0.01 });
  });

  it('follow the pieces where they are slow, with their progress, before the certificate', () => {
    const host = new FakeHost({ 1: { ...job, fieldMs: 2000 } });
    new PartitionScheduler(host).submit(request(1, 'now', fieldSpec('bend')));
    host.run();
    expect(piecesOf(host)[0]?.field).toBeNull();
    const progress = host.sent.flatMap((message) => (message.kind === 'fieldProgress' ? [message.share] : []));
    expect(progress.length).toBeGreaterThan(5);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    const kinds = host.kinds().filter((kind) => kind !== 'fieldProgress 1');
    expect(kinds).toEqual(['pieces 1', 'field 1', 'certificate 1', 'statistics 1']);
  });

  it('say why there are none, once the pieces are there', () => {
    const host = new FakeHost({ 1: job });
    new PartitionScheduler(host).submit(request(1, 'now', fieldSpec('bad')));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'fieldError 1', 'certificate 1', 'statistics 1']);
    expect(host.sent[1]).toMatchObject({ key: 'bad', message: 'no such unit' });
  });

  it('do not hold up pieces while their code is loading', () => {
    const host = new FakeHost({ 1: job });
    host.loadMs = 120;
    new PartitionScheduler(host).submit(request(1, 'now', fieldSpec('bend')));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'field 1', 'certificate 1', 'statistics 1']);
  });

  it('tell when their code cannot be loaded; statistics, too', () => {
    const host = new FakeHost({ 1: job });
    host.loadMs = Number.POSITIVE_INFINITY;
    new PartitionScheduler(host).submit(request(1, 'now', fieldSpec('bend')));
    host.run();
    expect(host.kinds()).toEqual(['pieces 1', 'fieldError 1', 'certificate 1', 'error 1']);
    expect(host.sent.at(-1)).toMatchObject({ during: 'statistics', message: /offline/ });
  });

  it('are asked for later, the newest in place of one that is not done', () => {
    const host = new FakeHost({ 1: { ...job, fieldMs: 200 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.run();
    scheduler.askField(1, fieldSpec('first'));
    host.turn();
    scheduler.askField(1, fieldSpec('second'));
    host.run();
    const fields = host.sent.flatMap((message) => (message.kind === 'field' ? [message.field.key] : []));
    expect(fields).toEqual(['second']);
  });

  it('are given up when none is wanted any more', () => {
    const host = new FakeHost({ 1: { ...job, fieldMs: 1000 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.run();
    const before = host.nowMs;
    scheduler.askField(1, fieldSpec('bend'));
    host.turn();
    scheduler.askField(1, null);
    host.run();
    expect(host.kinds()).not.toContain('field 1');
    expect(host.nowMs - before).toBeLessThan(60);
  });

  it('of a partition that is gone are refused', () => {
    const host = new FakeHost({ 1: job, 2: job });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    scheduler.submit(request(2));
    host.run();
    scheduler.askField(1, fieldSpec('bend'));
    expect(host.sent.at(-1)).toMatchObject({ kind: 'fieldError', generation: 1, message: /no longer at hand/ });
  });

  it('that are slow give way to a following request, and the pieces are shown without them', () => {
    const host = new FakeHost({ 1: { ...job, fieldMs: 3000 }, 2: job });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1, 'follow', fieldSpec('bend')));
    for (let turn = 0; turn < 4; turn++) host.turn();
    scheduler.submit(request(2, 'follow', fieldSpec('bend')));
    host.run();
    expect(piecesOf(host).map(({ generation, field }) => [generation, field])).toEqual([
      [1, null],
      [2, 'bend'],
    ]);
    expect(host.nowMs).toBeLessThan(1000);
  });

  it('of pieces that became wrong are dropped with them', () => {
    const host = new FakeHost({ 1: { ...job, fieldMs: 3000 }, 2: job });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1, 'now', fieldSpec('bend')));
    for (let turn = 0; turn < 4; turn++) host.turn();
    scheduler.submit(request(2, 'now', fieldSpec('bend')));
    host.run();
    expect(piecesOf(host).map(({ generation }) => generation)).toEqual([2]);
  });

  it('stop when everything is cancelled', () => {
    const host = new FakeHost({ 1: { ...job, fieldMs: 1e6 } });
    const scheduler = new PartitionScheduler(host);
    scheduler.submit(request(1));
    host.run();
    scheduler.askField(1, fieldSpec('bend'));
    for (let turn = 0; turn < 10; turn++) host.turn();
    scheduler.cancel(1);
    host.run();
    expect(host.kinds().at(-1)).toBe('cancelled 1');
    expect(host.nowMs).toBeLessThan(2000);
  });
});
