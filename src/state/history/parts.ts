/** Parts of a state that changed, and how two changes make one. Plain data, compared by value. */
import type { LensState } from '../types';

/** Some keys of a state with their values. */
export type Parts = Partial<LensState>;

/** What an act did: the same keys before and after. */
export interface Change {
  readonly before: Parts;
  readonly after: Parts;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether two pieces of plain JSON say the same. Cost: linear in their size up to the first difference. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, i) => sameValue(value, b[i]));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameValue(a[key], b[key]));
}

type Draft = Record<string, unknown>;

/** The keys whose values differ; null when there are none. Keys of one object alone count as undefined in the other. */
export function changeOf(before: Parts, after: Parts): Change | null {
  const [from, to] = [before as Draft, after as Draft];
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  const change = { before: {} as Draft, after: {} as Draft };
  for (const key of keys) {
    if (sameValue(from[key], to[key])) continue;
    change.before[key] = from[key];
    change.after[key] = to[key];
  }
  return Object.keys(change.after).length > 0 ? change : null;
}

/** Both changes as one; null when the second takes the first back. */
export const joined = (first: Change, second: Change): Change | null =>
  changeOf({ ...second.before, ...first.before }, { ...first.after, ...second.after });

/** Names of the keys that a change touches. */
export const keysOf = ({ after }: Change): readonly (keyof LensState)[] => Object.keys(after) as (keyof LensState)[];

export const touches = (change: Change, ...keys: readonly (keyof LensState)[]): boolean =>
  keys.some((key) => key in change.after);
