import type { LensState } from '../types';

/** A state while it is being read: plain values that the schema has not seen yet. */
export type Draft = { -readonly [K in keyof LensState]: LensState[K] };

export interface Field {
  /** Empty for null; equal texts mean equal parts. */
  write(state: LensState): string;
  read(text: string, draft: Draft): void;
}

/** A key and its field. */
export type Entry = readonly [key: string, field: Field];

export const field = (write: Field['write'], read: Field['read']): Field => ({ write, read });
