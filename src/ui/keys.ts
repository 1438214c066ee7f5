/**
 * Keys written as text: “Mod+Shift+z”, “?”, “ArrowLeft”. Mod is Ctrl, or ⌘ on a Mac. Single characters are told by what
 * they write, whatever Shift does on a keyboard; with Mod, Shift counts, and a letter is found by its place where the
 * keyboard writes no Latin one.
 */

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export const onMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** Modifiers and key of a text. The plus sign is a key where it stands last. */
function partsOf(text: string): { readonly modifiers: readonly string[]; readonly key: string } {
  const parts = text.endsWith('+') ? [...text.slice(0, -1).split('+').filter(Boolean), '+'] : text.split('+');
  return { modifiers: parts.slice(0, -1), key: parts.at(-1) ?? '' };
}

const isLatin = (key: string): boolean => /^[a-z]$/i.test(key);

function writes(event: KeyPress, key: string, mod: boolean): boolean {
  if (event.key.toLowerCase() === key.toLowerCase()) return true;
  return mod && isLatin(key) && !isLatin(event.key) && event.code === `Key${key.toUpperCase()}`;
}

/** Whether a press is the key that `text` names, with its modifiers and no others. */
export function matchesKey(text: string, event: KeyPress): boolean {
  const { modifiers, key } = partsOf(text);
  const mod = modifiers.includes('Mod');
  const shiftCounts = mod || key.length > 1 || key === ' ' || isLatin(key);
  return (
    writes(event, key, mod) &&
    (event.ctrlKey || event.metaKey) === mod &&
    event.altKey === modifiers.includes('Alt') &&
    (!shiftCounts || event.shiftKey === modifiers.includes('Shift'))
  );
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
  '-': '−',
};
const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };

const named = (key: string): string => NAMES[key] ?? (isLatin(key) ? key.toUpperCase() : key);

/** A key as people read it, in its parts: “Ctrl”, “Shift”, “Z”. A single letter alone is written as it is typed. */
export function keyParts(text: string, mac = onMac()): readonly string[] {
  const { modifiers, key } = partsOf(text);
  // On a Mac ⌘ comes last, next to the key.
  const ordered = mac ? [...modifiers].sort((a, b) => Number(a === 'Mod') - Number(b === 'Mod')) : modifiers;
  const before = ordered.map((modifier) => (mac ? MAC[modifier] : null) ?? (modifier === 'Mod' ? 'Ctrl' : modifier));
  return [...before, modifiers.length === 0 && isLatin(key) ? key : named(key)];
}

/** The same in one piece: “Ctrl+Shift+Z”, “⇧⌘Z”. */
export function keyText(text: string, mac = onMac()): string {
  return keyParts(text, mac).join(mac ? '' : '+');
}

/** For `aria-keyshortcuts`: “Control+Shift+Z”. */
export const ariaKeys = (texts: readonly string[]): string =>
  texts.map((text) => text.replace('Mod', onMac() ? 'Meta' : 'Control')).join(' ');

const NO_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Whether keys go into a text there: they are then no shortcuts. */
export function isTextBox(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NO_TEXT.includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
