/** The keys that fields and boxes hear for themselves. The table of all keys, `views/shortcuts.ts`, takes them from here. */
import { matchesKey } from './keys';

export const COMMON_KEYS = {
  /** Uses what is typed. */
  apply: ['Enter'],
  /** Takes back what is typed or held. */
  restore: ['Escape'],
  /** Leaves what is open. */
  leave: ['Escape'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Whether a press is the key of that name. */
export const isCommonKey = (name: keyof typeof COMMON_KEYS, event: KeyboardEvent): boolean =>
  COMMON_KEYS[name].some((text) => matchesKey(text, event));
