/** What a person chose last, kept in this browser under the page's own names. */

const PREFIX = 'polytope-lens-';

/** The remembered value, as plain JSON that may be anything; null where there is none or storage is forbidden. */
export function readRemembered(name: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(PREFIX + name) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps a value for the next visit. Where storage is forbidden or full nothing is kept. */
export function remember(name: string, value: unknown): void {
  try {
    window.localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // The choice holds until the page closes.
  }
}
