import type { PartitionTask } from './partitionTask';
import type { Turns } from './turns';

/**
 * Advances a task for about `ms`; learns how many faces a step may have, so that several go into that time. True when the task is
 * done.
 */
export function advanceFor(
  run: { facesAStep: number },
  task: PartitionTask,
  ms: number,
  { now }: Pick<Turns, 'now'>,
): boolean {
  const began = now();
  for (;;) {
    const before = now();
    const faces = task.faces;
    if (task.advance(run.facesAStep)) return true;
    const took = now() - before;
    // Preparations say nothing about how many faces go into a turn.
    const walked = task.faces - faces >= run.facesAStep;
    if (walked && took < ms / 4) run.facesAStep = Math.min(run.facesAStep * 2, 1 << 16);
    else if (took > ms) run.facesAStep = Math.max(1, Math.floor((run.facesAStep * ms) / took));
    if (now() - began >= ms) return false;
  }
}
