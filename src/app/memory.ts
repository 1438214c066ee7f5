/** Choices that outlive the page. Storage throws where it is forbidden (private windows, sandboxed frames): they then last as long as the page. */
const here = new Map<string, string>();

export function remembered(key: string): string | null {
  try {
    return window.localStorage.getItem(key) ?? here.get(key) ?? null;
  } catch {
    return here.get(key) ?? null;
  }
}

export function remember(key: string, value: string): void {
  here.set(key, value);
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // In force until the page closes.
  }
}
