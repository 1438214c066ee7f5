/** What the parts of a trace hand each other. */
import type { ChangeList } from './changes';
import type { Events } from './events';

/** What a stretch may hold at most: with more it is too long. */
export interface StretchLimits {
  /** Changes that one layer makes by itself. */
  readonly cuts: number;
  /** Changes of all layers. */
  readonly changes: number;
  /** Changes of the slopes that one layer hands on: 16 bytes each. */
  readonly entries: number;
}

/** What a stretch of a line has in common for all layers. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Cuts nearer than this to where a value bends are put there. */
  readonly gap: number;
  readonly changes: ChangeList;
  readonly most: StretchLimits;
  merged: number;
  undecided: number;
  /** The longest list of changes of slopes that a layer has handed on so far. */
  entries: number;
  /** Share that is done, from 0 to 1, by the layers. */
  done: number;
}

/** The values that a layer gives along a stretch: at its start, their slopes there, and how these change. */
export interface Traced {
  readonly values: Float64Array;
  readonly slopes: Float64Array;
  readonly events: Events;
  /** Bounds of |value|. */
  readonly largest: Float64Array;
  /** Bounds of their rounding; null: inputs as they come. */
  readonly errors: Float64Array | null;
}

/** How a path is traced that takes long: stretches with some changes each, so that there soon is a part, and no code a piece. */
export interface LongTrace {
  /** Changes of all layers along the first stretch, and along a later one. */
  readonly firstChanges: number;
  readonly mostChanges: number;
  /** How long the first stretch is tried: a part of a leg, or all of it. */
  readonly firstLength: number;
  /** The trace ends with the stretch that leads to more pieces. */
  readonly mostPieces: number;
  /** Crossings are counted: no piece, output or place of them is kept. */
  readonly countsOnly: boolean;
}

/** The outputs along a stretch. */
export interface OutputStretch {
  readonly start: number;
  readonly end: number;
  readonly outputs: Traced;
}

/** Crossings of a path as they are found. */
export interface TracedCrossings {
  readonly t: number[];
  readonly layer: number[];
  readonly unit: number[];
  readonly before: number[];
  readonly after: number[];
}
