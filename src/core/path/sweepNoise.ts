import { f64 } from '../math/typed';
import { type AffineOp, affineOp } from '../network/affine';
import type { Layer } from '../network/network';
import { EngineError } from '../partition/errors';
import { NOISE_FACTOR } from '../partition/tolerance';

/** Magnitudes above this may overflow on the way. */
const LARGEST = 1e306;

/** Of a number as it comes: rounding of the inputs, relative. */
const INPUT_ERROR = 2 ** -52;

/**
 * Bounds of the rounding of pre-activations along a sweep, as `preActivationNoise` has them for a plane: NOISE_FACTOR × the
 * magnitude of the terms, and what the noise of the layer before adds (as the root of a sum of squares). One bound a unit
 * serves a path; where a line goes on for ever, values grow without end and each knot has bounds of its own.
 */
export class SweepNoise {
  /** One row, or one a knot. */
  rows: Float64Array = new Float64Array(0);
  /** Noise of the change along the segment without end. */
  direction: Float64Array = new Float64Array(0);
  private errors: Float64Array | null = null;
  private directionErrors: Float64Array | null = null;
  private size = 0;
  /** For each unit, the largest |slope| of the pieces that it is on along the sweep. */
  private steepness = new Float64Array(0);

  /** `perKnot`: whether each knot has a row of its own. */
  constructor(private readonly perKnot: boolean) {}

  /** Bound for a unit at a knot. */
  at(knot: number, unit: number): number {
    return f64(this.rows, this.perKnot ? knot * this.size + unit : unit);
  }

  /**
   * The bounds of a layer's pre-activations, from the values before it. Throws an EngineError naming layer and unit where
   * one may overflow.
   */
  enter(layer: Layer, index: number, values: Float64Array, direction: Float64Array | null): void {
    const op = affineOp(layer);
    const n = layer.inputSize;
    const { steepness } = this;
    this.errors = index === 0 ? null : this.rows.map((noise, i) => noise * f64(steepness, i % n));
    this.directionErrors = index === 0 ? null : this.direction.map((noise, i) => noise * f64(steepness, i));
    this.size = layer.outputSize;
    const rows = this.perKnot ? values.length / n : 1;
    this.rows = new Float64Array(rows * this.size);
    for (let row = 0; row < rows; row++) {
      const h = this.perKnot ? values.subarray(row * n, (row + 1) * n).map(Math.abs) : largestOf(values, n);
      const errors = this.errors?.subarray(row * n, (row + 1) * n) ?? null;
      fill(op, h, errors, this.rows.subarray(row * this.size, (row + 1) * this.size), index);
    }
    if (direction) {
      this.direction = new Float64Array(this.size);
      fill(op, direction.map(Math.abs), this.directionErrors, this.direction, index);
    }
    this.steepness = new Float64Array(this.size);
  }

  /** Knots that became two at steps (`doubleKnots`) have the bounds of the one. */
  double(knots: number): void {
    if (!this.perKnot) return;
    const rows = new Float64Array(knots * this.size);
    for (let knot = 0; knot < knots; knot++) {
      const from = ((knot + 1) >> 1) * this.size;
      rows.set(this.rows.subarray(from, from + this.size), knot * this.size);
    }
    this.rows = rows;
  }

  /** Notes the slope of a piece that a unit is on: a unit that never leaves a flat piece passes no rounding on. */
  visit(unit: number, slope: number): void {
    this.steepness[unit] = Math.max(f64(this.steepness, unit), Math.abs(slope));
  }
}

function largestOf(values: Float64Array, size: number): Float64Array {
  const largest = new Float64Array(size);
  for (let i = 0, k = 0; i < values.length; i++, k = k + 1 === size ? 0 : k + 1) {
    const value = Math.abs(f64(values, i));
    if (value > f64(largest, k)) largest[k] = value;
  }
  return largest;
}

/** The bounds of a layer's pre-activations where those of the values before it, |h| ≤ `largest`, are `errors` (null: inputs). */
export function rowNoise(
  op: AffineOp,
  largest: Float64Array,
  errors: Float64Array | null,
  index: number,
): Float64Array {
  const noise = new Float64Array(op.outputSize);
  fill(op, largest, errors, noise, index);
  return noise;
}

function fill(op: AffineOp, h: Float64Array, errors: Float64Array | null, noise: Float64Array, index: number): void {
  op.applyAbsolute(h, noise);
  const unit = noise.findIndex((terms) => !(terms < LARGEST));
  if (unit >= 0)
    throw new EngineError(
      `layer ${index + 1}, unit ${unit}: its weights are too large, the pre-activation overflows float64 on this path`,
    );
  if (!errors) {
    // Inputs that are off by their own rounding: the sum of the terms bounds what arrives.
    for (let j = 0; j < noise.length; j++) noise[j] = (NOISE_FACTOR + INPUT_ERROR) * f64(noise, j);
    return;
  }
  const inherited = new Float64Array(noise.length);
  op.applyErrors(errors, inherited);
  for (let j = 0; j < noise.length; j++) noise[j] = NOISE_FACTOR * f64(noise, j) + f64(inherited, j);
}
