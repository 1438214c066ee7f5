import { describe, expect, it } from 'vitest';
import { createBatches } from '../../../src/model/batches';
import { nextChunk, reportPause } from '../../../src/model/schedule';

describe('batches', () => {
  it('have one size, repeat no point in a round, and depend on the seed', () => {
    const take = (seed: number): number[][] => {
      const batches = createBatches(10, 4, seed);
      return Array.from({ length: 6 }, () => [...(batches.next() ?? [])]);
    };
    const rounds = take(1);
    expect(rounds.every((batch) => batch.length === 4)).toBe(true);
    for (let round = 0; round < 3; round++)
      expect(new Set([...(rounds[2 * round] ?? []), ...(rounds[2 * round + 1] ?? [])]).size).toBe(8);
    expect(take(1)).toEqual(rounds);
    expect(take(2)).not.toEqual(rounds);
    expect(new Set(rounds.flat()).size).toBe(10);
  });

  it('are all the data when they are large enough', () => {
    expect(createBatches(10, 10, 1).next()).toBeNull();
    expect(createBatches(10, 500, 1).next()).toBeNull();
  });
});

describe('schedule', () => {
  it('aims at 40 ms a run of steps, at most doubling, and at least one step', () => {
    expect(nextChunk(10, 40)).toBe(10);
    expect(nextChunk(10, 20)).toBe(20);
    expect(nextChunk(10, 1)).toBe(20);
    expect(nextChunk(10, 1000)).toBe(1);
    expect(nextChunk(150, 1)).toBe(200);
  });

  it('lets reports cost at most half of what the steps cost', () => {
    expect(reportPause(1)).toBe(60);
    expect(reportPause(500)).toBe(1000);
  });
});
