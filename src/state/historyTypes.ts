/** Undo and redo: part of the shape of the store (`types.ts`). */

/** What undo and redo would do next, in words; null where there is nothing. */
export interface HistoryStatus {
  readonly undo: string | null;
  readonly redo: string | null;
  /** What was undone or done again just now, to be read out. */
  readonly said: string;
}

export interface HistoryActions {
  /** Takes the newest step back, or the gesture under way. Without one nothing happens. */
  undo(): void;
  redo(): void;
  /** What changes from here to `commitGesture` is one step, called `name` or by what it did. */
  beginGesture(name?: string): void;
  commitGesture(): void;
  /** Takes a gesture back, as if it had not begun. */
  cancelGesture(): void;
}
