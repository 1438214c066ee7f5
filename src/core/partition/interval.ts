import type { CodeLayout } from '../network/network';

/** A network on an interval of a line: the pieces of f. With V vertices and E pieces, V − E = 1. */
export interface IntervalComplex {
  /** E + 1 increasing positions, the ends included. */
  readonly vertices: Float64Array;
  /** E × layout.words codes. */
  readonly codes: Uint32Array;
  readonly layout: CodeLayout;
  /** E winning classes, when asked for. */
  readonly classes: Int32Array | null;
  /** outputs × (E + 1), row-major: f at the vertices. */
  readonly values: Float64Array;
  readonly merged: number;
  readonly undecided: number;
}
