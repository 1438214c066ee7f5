import { f64 } from '../math/typed';
import { euclideanNorm, largestMagnitude, rotation, safeScale } from './norms';

/**
 * A singular value counts towards the rank when it is above this share of the largest one, times the longer side:
 * what rounding of the entries alone may make of a zero (the usual convention, 2^−52 × max(rows, cols) × σ₁).
 */
export const RANK_TOLERANCE = 2 ** -52;

/** A = Σ_i values[i] · left_i right_iᵀ, largest first, with m = min(rows, cols) terms. */
export interface SingularValues {
  /** m singular values, falling. */
  readonly values: Float64Array;
  /** m × rows: row i is left_i. Orthonormal as far as the rank goes; on the longer side zero where the value is 0. */
  readonly left: Float64Array;
  /** m × cols: row i is right_i. The same. */
  readonly right: Float64Array;
  /** Values above `tolerance`. */
  readonly rank: number;
  readonly tolerance: number;
}

/**
 * Singular values and vectors of a dense rows × cols matrix, row-major, by one-sided Jacobi rotations of the shorter side
 * (Hestenes 1958), which keeps small values accurate, too. The matrix stays as it is. Cost: about 8 sweeps of shorter² ×
 * longer: a few milliseconds for 10 × 784. Throws a RangeError on a size that does not fit or values that are not finite.
 */
export function singularValues(matrix: Float64Array, rows: number, cols: number): SingularValues {
  if (matrix.length !== rows * cols)
    throw new RangeError(`invalid matrix: ${matrix.length} values, not ${rows}×${cols}`);
  const bad = matrix.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`invalid matrix: entry ${bad} is not finite`);
  const wide = rows <= cols;
  const size = Math.min(rows, cols);
  const long = Math.max(rows, cols);
  const scale = safeScale(largestMagnitude(matrix));
  const vectors = Array.from({ length: size }, (_, i) => {
    return Float64Array.from({ length: long }, (_, k) => scale * f64(matrix, wide ? i * cols + k : k * cols + i));
  });
  const turns = vectors.map((_, i) => Float64Array.from({ length: size }, (_, k) => (k === i ? 1 : 0)));
  orthogonalise(vectors, turns);
  return sorted(vectors, turns, scale, wide);
}

const MAX_SWEEPS = 60;

/** Rotates pairs of vectors until all are orthogonal to rounding; `turns` takes the same rotations. */
function orthogonalise(vectors: readonly Float64Array[], turns: readonly Float64Array[]): void {
  const tolerance = 2 ** -52 * Math.sqrt(vectors[0]?.length ?? 1);
  for (let sweep = 0, rotated = true; rotated && sweep < MAX_SWEEPS; sweep++) {
    rotated = false;
    for (let i = 1; i < vectors.length; i++)
      for (let j = 0; j < i; j++) {
        const [x, y] = [vectors[j] as Float64Array, vectors[i] as Float64Array];
        const [xx, yy, xy] = [dot(x, x), dot(y, y), dot(x, y)];
        if (Math.abs(xy) <= tolerance * Math.sqrt(xx * yy)) continue;
        const { cosine, sine } = rotation(xx, yy, xy);
        turn(x, y, cosine, sine);
        turn(turns[j] as Float64Array, turns[i] as Float64Array, cosine, sine);
        rotated = true;
      }
  }
}

/** Lengths are the values, directions and turns the vectors of the longer and the shorter side. */
function sorted(
  vectors: readonly Float64Array[],
  turns: readonly Float64Array[],
  scale: number,
  wide: boolean,
): SingularValues {
  const size = vectors.length;
  const long = vectors[0]?.length ?? 0;
  const lengths = vectors.map((vector) => euclideanNorm(vector));
  const order = lengths.map((_, i) => i).sort((i, j) => (lengths[j] as number) - (lengths[i] as number));
  const values = Float64Array.from(order, (i) => (lengths[i] as number) / scale);
  const directions = new Float64Array(size * long);
  const combinations = new Float64Array(size * size);
  order.forEach((from, to) => {
    const length = lengths[from] as number;
    if (length > 0)
      directions.set(
        (vectors[from] as Float64Array).map((value) => value / length),
        to * long,
      );
    combinations.set(turns[from] as Float64Array, to * size);
  });
  const tolerance = RANK_TOLERANCE * long * (values[0] ?? 0);
  const rank = values.filter((value) => value > tolerance).length;
  const [left, right] = wide ? [combinations, directions] : [directions, combinations];
  return { values, left, right, rank, tolerance };
}

function turn(x: Float64Array, y: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < x.length; k++) {
    const [a, b] = [f64(x, k), f64(y, k)];
    x[k] = cosine * a - sine * b;
    y[k] = sine * a + cosine * b;
  }
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += f64(x, k) * f64(y, k);
  return sum;
}
