/**
 * Small choices that outlive the page, in localStorage. It throws where it is forbidden (private windows, sandboxed
 * frames): then nothing is remembered, and everything else works.
 */
const PREFIX = 'polytope-lens-';

/** What was remembered under a key; null when nothing was, or may not be read. */
export function recall(key: string): string | null {
  try {
    return window.localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Remembers a text under a key, where that is allowed. */
export function remember(key: string, text: string): void {
  try {
    window.localStorage.setItem(PREFIX + key, text);
  } catch {
    // In force until the page closes.
  }
}

/** What was remembered as JSON; null where nothing, or something else, is kept under the key. */
export function recallJson(key: string): unknown {
  try {
    return JSON.parse(recall(key) ?? 'null');
  } catch {
    return null;
  }
}

/** A remembered list of words; empty where nothing, or something else, is kept under the key. */
export function recallWords(key: string): readonly string[] {
  const words = recallJson(key);
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
}

/** Adds a word to a remembered list, or takes it away. */
export function rememberWord(key: string, word: string, kept: boolean): void {
  const others = recallWords(key).filter((known) => known !== word);
  remember(key, JSON.stringify(kept ? [...others, word] : others));
}
