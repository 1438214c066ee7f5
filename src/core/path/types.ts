import type { CodeLayout } from '../network/network';

/**
 * Changes of a unit's piece along a path, one entry each in every array, by parameter, then layer, then unit. A touch without
 * a change is none; m units at one parameter are m. One change of the winner of a contest is one, of the match at which the
 * old and the new winner meet, though the winner's way there is another one (`separates`).
 */
export interface Crossings {
  readonly t: Float64Array;
  /** From 1, in the network that was walked. */
  readonly layer: Int32Array;
  /** In its layer, from 0. */
  readonly unit: Int32Array;
  /** Its piece before and after (ReLU: 0 or 1). */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * A network along a polyline of R^d with vertices x_0 … x_m: x(t) = x_i + (t − i)(x_{i+1} − x_i) for t in [i, i + 1]. A
 * segment is the case m = 1. Cut into pieces: the longest stretches of one leg inside one polytope. On a piece f is affine.
 */
export interface PathWalk {
  readonly layout: CodeLayout;
  readonly outputSize: number;
  /** ‖x_{i+1} − x_i‖ of the m legs. */
  readonly legLengths: Float64Array;
  /** Pieces + 1: where each piece starts, and the path's end. */
  readonly knots: Float64Array;
  /** The leg of each piece. */
  readonly legs: Int32Array;
  /** Pieces × layout.words. */
  readonly codes: Uint32Array;
  /** (Pieces + 1) × outputs: f at the knots. */
  readonly values: Float64Array;
  /** Pieces × outputs: change of f per unit of t. Empty where they were not asked for. */
  readonly slopes: Float64Array;
  readonly crossings: Crossings;
  /** Pieces + 1: crossings at the start of piece p are those from entry p to entry p + 1, which is how many there were so far. */
  readonly crossingOffsets: Uint32Array;
  /** Crossings nearer to a knot than the merge tolerance (10⁻¹³ of the path), which were put there. */
  readonly merged: number;
  /** Units that stayed within rounding of a threshold along a stretch, and were taken to lie on it. */
  readonly undecided: number;
}

/**
 * What is kept of a walk whose codes would take too much: no code a piece, and it may end before the path does.
 */
export interface LongWalk extends Omit<PathWalk, 'codes'> {
  /** Where the walk ends: the last knot. The number of legs where it is whole. */
  readonly reached: number;
  /** The codes of the first and of the last piece. */
  readonly ends: readonly [Uint32Array, Uint32Array];
  /** One a piece: units on another piece than at the start, as `layerDistance` counts them. */
  readonly distances: Int32Array;
}

/** What a unit's change is in a ray: as in `PathWalk`, with the parameter in lengths of the direction. */
export interface RayWalk {
  readonly layout: CodeLayout;
  readonly outputSize: number;
  /** One a piece: where it starts; the first is 0, the last piece has no end. */
  readonly knots: Float64Array;
  readonly codes: Uint32Array;
  /** Pieces × outputs: f where each piece starts. */
  readonly values: Float64Array;
  /** Outputs: change of f per unit of the parameter behind the last crossing. */
  readonly slope: Float64Array;
  /** Bounds of its rounding. */
  readonly slopeNoise: Float64Array;
  readonly crossings: Crossings;
  readonly crossingOffsets: Uint32Array;
  readonly merged: number;
  readonly undecided: number;
}
