import { f64 } from '../math/typed';

export interface Eigen {
  /** Largest first. */
  readonly values: Float64Array;
  /** Vector k is row k: n × n, row-major, orthonormal. */
  readonly vectors: Float64Array;
}

/** An entry off the diagonal is nothing below this share of its diagonal entries (a sixteenth of it, of the largest one). */
const NOTHING = 2 ** -54;

/** Sweeps after which rotations end in any case; a dozen are enough for float64. */
const MOST_SWEEPS = 60;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix (n × n, row-major) by cyclic Jacobi rotations, in a fixed order of
 * + − × ÷ √ alone. Equal eigenvalues keep the order of their columns. Cost: about 60 n³. Source: Golub & Van Loan,
 * "Matrix Computations", §8.5.
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    v[i * n + i] = 1;
    largest = Math.max(largest, Math.abs(f64(a, i * n + i)));
  }
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) rotated = rotate(a, v, n, p, q, NOTHING * largest) || rotated;
    if (!rotated) break;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => f64(a, j * n + j) - f64(a, i * n + i) || i - j);
  const values = Float64Array.from(order, (i) => f64(a, i * n + i));
  const vectors = new Float64Array(n * n);
  order.forEach((from, k) => {
    vectors.set(v.subarray(from * n, (from + 1) * n), k * n);
  });
  return { values, vectors };
}

/** Makes entry (p, q) zero by a rotation; false when it is nothing (`least`, or beside its diagonal). Row k of v is vector k. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number, least: number): boolean {
  const apq = f64(a, p * n + q);
  const app = f64(a, p * n + p);
  const aqq = f64(a, q * n + q);
  const size = Math.abs(apq);
  if (size <= 0.0625 * least || size <= NOTHING * Math.sqrt(Math.abs(app) * Math.abs(aqq))) return false;
  const tau = (aqq - app) / (2 * apq);
  const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    if (k === p || k === q) continue;
    const akp = f64(a, k * n + p);
    const akq = f64(a, k * n + q);
    const x = c * akp - s * akq;
    const y = s * akp + c * akq;
    a[k * n + p] = x;
    a[p * n + k] = x;
    a[k * n + q] = y;
    a[q * n + k] = y;
  }
  a[p * n + p] = app - t * apq;
  a[q * n + q] = aqq + t * apq;
  a[p * n + q] = 0;
  a[q * n + p] = 0;
  for (let k = 0, i = p * n, j = q * n; k < n; k++, i++, j++) {
    const vp = f64(v, i);
    const vq = f64(v, j);
    v[i] = c * vp - s * vq;
    v[j] = s * vp + c * vq;
  }
  return true;
}
