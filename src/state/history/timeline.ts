/** Steps that can be taken back and done again: a pure value, bounded in number and in bytes. */
import { type Change, joined } from './parts';
import { weigh } from './weigh';

export interface Step extends Change {
  /** Unique in its timeline, so that a step that is still growing can be found. */
  readonly id: number;
  /** What the step is called; null: what its change says. */
  readonly name: string | null;
  /** Made by training, not by hand. */
  readonly trained?: boolean;
}

export interface Timeline {
  /** Oldest first. */
  readonly past: readonly Step[];
  /** The next to be done again last. */
  readonly future: readonly Step[];
}

export interface Limits {
  readonly steps: number;
  /** Bytes of all values that steps hold and the present does not. */
  readonly bytes: number;
}

export const EMPTY_TIMELINE: Timeline = { past: [], future: [] };

/** Values that a step keeps alive. */
const heldBy = ({ before, after }: Step): readonly unknown[] => [before, after];

/** Bytes that a timeline keeps alive beside `present`; what several steps share counts once. */
export const bytesOf = ({ past, future }: Timeline, present: unknown = null): number =>
  weigh([...past, ...future].flatMap(heldBy), present);

/**
 * Drops the oldest steps until the rest is within the limits. The newest step stays whatever it weighs, so that one act
 * can always be taken back. Cost: linear in the steps, not in the weights they hold.
 */
function trimmed(timeline: Timeline, limits: Limits, present: unknown): Timeline {
  let { past } = timeline;
  if (past.length > limits.steps) past = past.slice(past.length - limits.steps);
  while (past.length > 1 && bytesOf({ ...timeline, past }, present) > limits.bytes) past = past.slice(1);
  return { ...timeline, past };
}

/** A new step; what could have been done again is gone. `present` is the state after it. */
export const recorded = ({ past }: Timeline, step: Step, limits: Limits, present: unknown): Timeline =>
  trimmed({ past: [...past, step], future: [] }, limits, present);

/**
 * A step of the past with another change joined to it; without it when the two cancel. Null when there is no such step.
 * What can be done again stays.
 */
export function amended({ past, future }: Timeline, id: number, change: Change): Timeline | null {
  const step = past.find((one) => one.id === id);
  if (!step) return null;
  const whole = joined(step, change);
  const rest = past.flatMap((one) => (one !== step ? [one] : whole ? [{ ...step, ...whole }] : []));
  return { past: rest, future };
}

/** The newest step moved to the future; null when there is none. */
export function undone({ past, future }: Timeline): { readonly timeline: Timeline; readonly step: Step } | null {
  const step = past.at(-1);
  return step ? { timeline: { past: past.slice(0, -1), future: [...future, step] }, step } : null;
}

/** The step that was taken back last moved to the past again; null when there is none. */
export function redone({ past, future }: Timeline): { readonly timeline: Timeline; readonly step: Step } | null {
  const step = future.at(-1);
  return step ? { timeline: { past: [...past, step], future: future.slice(0, -1) }, step } : null;
}
