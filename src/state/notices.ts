import type { Notice } from './types';

/** More than these would hide the page. */
const MOST = 3;
const LONGEST = 400;

/** The one to go: the oldest that is no error, else the oldest. The newest always stays. */
function leastNeeded(notices: readonly Notice[]): Notice | undefined {
  const older = notices.slice(0, -1);
  return older.find(({ kind }) => kind !== 'error') ?? older[0];
}

/** Adds a notice as the newest. The same words of the same kind are one notice, with how often they were said. */
export function addNotice(
  notices: readonly Notice[],
  kind: Notice['kind'],
  text: string,
  ofOpening = false,
): readonly Notice[] {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const id = notices.reduce((newest, notice) => Math.max(newest, notice.id), 0) + 1;
  const same = notices.find((notice) => notice.text === short);
  const count = same?.kind === kind ? same.count + 1 : 1;
  const all = [...notices.filter((notice) => notice !== same), { id, kind, text: short, count, ofOpening }];
  if (all.length <= MOST) return all;
  const leaving = leastNeeded(all);
  return all.filter((notice) => notice !== leaving);
}

/** What is left to say once something was opened: those in `before`, told before it was asked for, are of openings that are over. */
export const afterOpening = (notices: readonly Notice[], before: readonly Notice[]): readonly Notice[] =>
  notices.filter((notice) => !(notice.ofOpening && before.includes(notice)));
