/** How large the pane is in which a store's slice is seen: fields are computed at each of its pixels. */

export interface PaneSource {
  /** Width and height in device pixels. */
  readonly size: () => readonly [number, number];
  /** Calls back when the size has changed. Returns the way to stop. */
  readonly watch: (onChange: () => void) => () => void;
}

const sources = new WeakMap<object, PaneSource>();
const waiting = new WeakMap<object, Set<(source: PaneSource) => void>>();

/** The pane of a store; the newest one counts. */
export function providePane(store: object, source: PaneSource): void {
  sources.set(store, source);
  for (const tell of waiting.get(store) ?? []) tell(source);
}

/** The size in device pixels; null while there is no pane. */
export const paneOf = (store: object): readonly [number, number] | null => sources.get(store)?.size() ?? null;

/** Calls back when there is a pane, and whenever its size has changed. Returns the way to stop. */
export function watchPane(store: object, onChange: () => void): () => void {
  let stop = sources.get(store)?.watch(onChange);
  const listeners = waiting.get(store) ?? new Set();
  waiting.set(store, listeners);
  const tell = (source: PaneSource): void => {
    stop?.();
    stop = source.watch(onChange);
    onChange();
  };
  listeners.add(tell);
  return () => {
    listeners.delete(tell);
    stop?.();
  };
}
