import type { Notice } from './types';

/** More than these would hide the page; the oldest go. */
const MOST = 5;
const LONGEST = 400;

/** Adds a notice as the newest. The same words are shown once. */
export function addNotice(notices: readonly Notice[], kind: Notice['kind'], text: string): readonly Notice[] {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const newest = notices.reduce((id, notice) => Math.max(id, notice.id), 0) + 1;
  const others = notices.filter((notice) => notice.text !== short);
  return [...others, { id: newest, kind, text: short }].slice(-MOST);
}
