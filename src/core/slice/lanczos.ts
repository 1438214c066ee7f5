import { createRandom } from '../math/random';
import { f64 } from '../math/typed';
import { addScaled, dot, norm, normalise, orthogonalise } from '../math/vectors';
import { type Eigen, symmetricEigen } from './jacobi';

/** Residuals that count as converged, relative to the largest eigenvalue: far below what a picture or a code could show. */
const CONVERGED = 1e-11;

/** A remainder below this share of the largest eigenvalue means that the Krylov space is exhausted. */
const EXHAUSTED = 1e-13;

/** Steps between two looks at the eigenvalues so far, and the most there are. */
const LOOK_EVERY = 16;
const MOST_STEPS = 320;

interface Tridiagonal {
  readonly alpha: readonly number[];
  readonly beta: readonly number[];
}

/**
 * Leading eigenvectors of a symmetric positive semi-definite operator of size n (`multiply` writes C x to y): `most` of them
 * unless n is smaller, with their eigenvalues, largest first. Every step keeps the whole basis orthogonal; where the space is
 * exhausted it goes on from a new seeded vector, so that equal eigenvalues are found, too. One `yield` a step.
 */
export function* lanczos(
  multiply: (x: Float64Array, y: Float64Array) => void,
  n: number,
  most: number,
): Generator<undefined, { directions: Float64Array[]; variances: number[] }, undefined> {
  const { normal } = createRandom(1);
  const basis: Float64Array[] = [];
  const alpha: number[] = [];
  const beta: number[] = [];
  const next = new Float64Array(n);
  let scale = 0;
  let rest: Float64Array | null = null;
  while (basis.length < Math.min(n, MOST_STEPS)) {
    const vector: Float64Array = rest ?? fresh(n, normal, basis);
    basis.push(vector);
    multiply(vector, next);
    alpha.push(dot(next, vector));
    scale = Math.max(scale, norm(next));
    orthogonalise(next, basis);
    const length = norm(next);
    const exhausted = length <= EXHAUSTED * scale;
    beta.push(exhausted ? 0 : length);
    rest = exhausted ? null : next.map((value) => value / length);
    yield;
    if (basis.length % LOOK_EVERY === 0 && converged({ alpha, beta }, most)) break;
  }
  return ritz(basis, { alpha, beta }, most);
}

/** A seeded unit vector at right angles to the basis. */
function fresh(n: number, normal: () => number, basis: readonly Float64Array[]): Float64Array {
  const vector = Float64Array.from({ length: n }, normal);
  orthogonalise(vector, basis);
  normalise(vector);
  return vector;
}

function eigenOf({ alpha, beta }: Tridiagonal): Eigen {
  const m = alpha.length;
  const matrix = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    matrix[i * m + i] = alpha[i] as number;
    if (i + 1 < m) {
      matrix[i * m + i + 1] = beta[i] as number;
      matrix[(i + 1) * m + i] = beta[i] as number;
    }
  }
  return symmetricEigen(matrix, m);
}

/** The residual of a Ritz pair is the last remainder times the last entry of its eigenvector. */
function converged(tridiagonal: Tridiagonal, most: number): boolean {
  const m = tridiagonal.alpha.length;
  if (m < 2 * most) return false;
  const { values, vectors } = eigenOf(tridiagonal);
  const last = tridiagonal.beta[m - 1] as number;
  for (let k = 0; k < most; k++)
    if (last * Math.abs(f64(vectors, k * m + m - 1)) > CONVERGED * f64(values, 0)) return false;
  return true;
}

function ritz(
  basis: readonly Float64Array[],
  tridiagonal: Tridiagonal,
  most: number,
): { directions: Float64Array[]; variances: number[] } {
  const { values, vectors } = eigenOf(tridiagonal);
  const m = basis.length;
  const directions: Float64Array[] = [];
  for (let k = 0; k < Math.min(most, m); k++) {
    const direction = new Float64Array((basis[0] as Float64Array).length);
    basis.forEach((vector, i) => {
      addScaled(direction, f64(vectors, k * m + i), vector);
    });
    normalise(direction);
    orthogonalise(direction, directions);
    normalise(direction);
    directions.push(direction);
  }
  return { directions, variances: Array.from(values.subarray(0, directions.length)) };
}
