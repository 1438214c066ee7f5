/**
 * Principal components of data in float64, the same bits on every machine: fixed order of + − × ÷ √, seeded starts, a
 * sign convention. Where inputs or points are few, all eigenvectors of the smaller Gram matrix (Jacobi); else the leading
 * ones by Lanczos' method with full reorthogonalisation (Golub & Van Loan, "Matrix Computations", §10.1–10.3), which only
 * multiplies the data by vectors.
 */
import type { DataSet } from '../data/dataSet';
import { f32, f64 } from '../math/typed';
import { addScaled, dot, normalise, orthogonalise } from '../math/vectors';
import { symmetricEigen } from './jacobi';
import { lanczos } from './lanczos';
import { meanOf, variancesOf } from './spread';

type Inputs = Pick<DataSet, 'inputs' | 'count' | 'inputSize'>;

export interface PrincipalAxes {
  readonly mean: Float64Array;
  /**
   * Orthonormal, by the variance along them, largest first; at most as many as were asked for and as the data vary along.
   * The entry of largest size is positive (the first of equal ones).
   */
  readonly directions: readonly Float64Array[];
  /** Variance of the data along each (divided by the number of points). */
  readonly variances: readonly number[];
  /** Sum of the variances of all inputs. */
  readonly total: number;
}

/** Smaller sides up to this are solved whole. */
const WHOLE = 128;

/** A direction counts as one along which the data vary above this share of the largest variance. */
const FLAT = 2 ** -40;

/** Operations of `principalSteps`, about; what takes more than some milliseconds wants to be done in steps. */
export function principalCost({ count, inputSize }: Inputs): number {
  const side = Math.min(count, inputSize);
  return side <= WHOLE ? count * inputSize * side + 60 * side ** 3 : 200 * count * inputSize;
}

/**
 * The `most` leading components, step by step: between two steps nothing takes longer than about two passes over the data.
 * Data that are equal or none give no direction.
 */
export function* principalSteps(data: Inputs, most: number): Generator<undefined, PrincipalAxes, undefined> {
  const mean = meanOf(data);
  const total = variancesOf(data, mean).reduce((sum, variance) => sum + variance, 0);
  if (!(total > 0)) return { mean, directions: [], variances: [], total };
  yield;
  const side = Math.min(data.count, data.inputSize);
  const found =
    side > WHOLE
      ? yield* lanczos((x, y) => covarianceTimes(data, mean, x, y), data.inputSize, most)
      : data.inputSize <= data.count
        ? yield* byInputs(data, mean)
        : yield* byPoints(data, mean);
  return { mean, ...kept(found, most), total };
}

/** The same at once. */
export function principalAxes(data: Inputs, most: number): PrincipalAxes {
  const steps = principalSteps(data, most);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Directions with variances, largest first. */
export interface Found {
  readonly directions: readonly Float64Array[];
  readonly variances: readonly number[];
}

function kept({ directions, variances }: Found, most: number): Found {
  const enough = FLAT * (variances[0] ?? 0);
  const count = Math.min(most, variances.filter((variance) => variance > enough).length);
  return { directions: directions.slice(0, count).map(signed), variances: variances.slice(0, count) };
}

function signed(direction: Float64Array): Float64Array {
  let at = 0;
  for (let i = 1; i < direction.length; i++) if (Math.abs(f64(direction, i)) > Math.abs(f64(direction, at))) at = i;
  return f64(direction, at) < 0 ? direction.map((value) => -value) : direction;
}

/**
 * y = C x with C the covariance: the centred data's products with x, and the data's sum weighted by them. Four points at
 * once, so that four sums hide the adder's latency; what is left over is taken with weight 0.
 */
function covarianceTimes(
  { inputs, count, inputSize: d }: Inputs,
  mean: Float64Array,
  x: Float64Array,
  y: Float64Array,
): void {
  const middle = dot(mean, x);
  y.fill(0);
  let sum = 0;
  for (let i = 0; i < count; i += 4) {
    const first = i * d;
    const second = i + 1 < count ? first + d : first;
    const third = i + 2 < count ? first + 2 * d : first;
    const fourth = i + 3 < count ? first + 3 * d : first;
    let [a, b, c, e] = [-middle, -middle, -middle, -middle];
    for (let k = 0; k < d; k++) {
      const value = f64(x, k);
      a += f32(inputs, first + k) * value;
      b += f32(inputs, second + k) * value;
      c += f32(inputs, third + k) * value;
      e += f32(inputs, fourth + k) * value;
    }
    if (second === first) b = 0;
    if (third === first) c = 0;
    if (fourth === first) e = 0;
    sum += a + b + c + e;
    for (let k = 0; k < d; k++)
      y[k] =
        f64(y, k) +
        (a * f32(inputs, first + k) +
          b * f32(inputs, second + k) +
          c * f32(inputs, third + k) +
          e * f32(inputs, fourth + k));
  }
  addScaled(y, -sum, mean);
  for (let k = 0; k < d; k++) y[k] = f64(y, k) / count;
}

/** Eigenvectors of the covariance of the inputs. */
function* byInputs(
  { inputs, count, inputSize: d }: Inputs,
  mean: Float64Array,
): Generator<undefined, Found, undefined> {
  const matrix = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < d; k++) centred[k] = (inputs[i * d + k] as number) - f64(mean, k);
    for (let j = 0; j < d; j++)
      for (let k = j; k < d; k++) matrix[j * d + k] = f64(matrix, j * d + k) + f64(centred, j) * f64(centred, k);
    if (i % 256 === 255) yield;
  }
  for (let j = 0; j < d; j++)
    for (let k = j; k < d; k++) {
      const value = f64(matrix, j * d + k) / count;
      matrix[j * d + k] = value;
      matrix[k * d + j] = value;
    }
  const { values, vectors } = symmetricEigen(matrix, d);
  const directions = Array.from({ length: d }, (_, k) => vectors.slice(k * d, (k + 1) * d));
  return { directions, variances: Array.from(values) };
}

/** Eigenvectors of the points' Gram matrix, brought back to the inputs. */
function* byPoints(data: Inputs, mean: Float64Array): Generator<undefined, Found, undefined> {
  const { inputs, count: n, inputSize: d } = data;
  const rows = Array.from({ length: n }, (_, i) =>
    Float64Array.from(inputs.subarray(i * d, (i + 1) * d), (value, k) => value - f64(mean, k)),
  );
  const matrix = new Float64Array(n * n);
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j <= i; j++) {
      const value = dot(row, rows[j] as Float64Array) / n;
      matrix[i * n + j] = value;
      matrix[j * n + i] = value;
    }
    yield;
  }
  const { values, vectors } = symmetricEigen(matrix, n);
  const directions: Float64Array[] = [];
  // The mean was taken off: at most n − 1 directions, and none beyond those along which the data vary.
  const varying = values.filter((value) => value > FLAT * f64(values, 0)).length;
  for (let k = 0; k < Math.min(varying, n - 1, d); k++) {
    const direction = new Float64Array(d);
    rows.forEach((row, i) => {
      addScaled(direction, f64(vectors, k * n + i), row);
    });
    normalise(direction);
    orthogonalise(direction, directions);
    normalise(direction);
    directions.push(direction);
  }
  return { directions, variances: Array.from(values.subarray(0, directions.length)) };
}
