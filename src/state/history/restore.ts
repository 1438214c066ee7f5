/** What the history asks of the store when it goes back or forth. */
import type { Charts } from './charts';
import type { Parts } from './parts';

export type Direction = 'undo' | 'redo';

/** What came of putting parts of an earlier state in force. Stale: something else happened before it was done. */
export type Restored = 'done' | 'stale' | { readonly fault: string };

/** What restoring takes from the history. */
export interface Restoring {
  /** The charts of trainings that are over. */
  readonly charts: Charts;
  /** Runs what changes the state: it is no new step. */
  put<T>(change: () => T): T;
}

/** Puts parts of an earlier state in force: at once, unless something must be made that takes long. */
export type Restore = (parts: Parts, restoring: Restoring) => Restored | Promise<Restored>;
