/** What is found bit by bit. */

export interface Found<T> {
  /** Of the work, from 0 to 1. */
  readonly share: number;
  /** All that is known so far, where there is more than before; else null. */
  readonly found: T | null;
}

/** Work that can be left at any step, which costs a pass or two through the network. */
export type Finding<T> = Generator<Found<T>, void, undefined>;

/** Takes all steps at once: what was found last. Throws an Error where nothing was. */
export function allFound<T>(finding: Finding<T>): T {
  let last: T | null = null;
  for (const { found } of finding) last = found ?? last;
  if (last === null) throw new Error('nothing was found');
  return last;
}
