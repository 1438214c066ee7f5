import { describe, expect, it } from 'vitest';
import type { PartitionTask } from '../../../src/workers/partitionTask';
import { advanceFor } from '../../../src/workers/partitionTurn';

/** Prepares in steps of a millisecond, then walks from face to face, a tenth of one each. */
function task(preparations: number, faces: number, clock: { now: number }): PartitionTask {
  let [left, walked] = [preparations, 0];
  return {
    get faces() {
      return walked;
    },
    advance(count) {
      if (left > 0) {
        left--;
        clock.now++;
        return false;
      }
      const step = Math.min(count, faces - walked);
      walked += step;
      clock.now += step / 10;
      return walked === faces;
    },
  } as PartitionTask;
}

describe('a turn of a partition', () => {
  it('after long preparations still walks no longer than it may', () => {
    const clock = { now: 0 };
    const run = { facesAStep: 64 };
    const work = task(5000, 1e5, clock);
    let longest = 0;
    for (let done = false; !done; ) {
      const before = clock.now;
      done = advanceFor(run, work, 22, { now: () => clock.now });
      longest = Math.max(longest, clock.now - before);
    }
    // A turn, and a step that had begun before its end.
    expect(longest).toBeLessThan(2 * 22);
  });
});
