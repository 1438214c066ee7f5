import { f64 } from '../math/typed';

/** Fourth powers of magnitudes within 2^±200 neither overflow nor vanish. */
const SAFE = 2 ** 200;

/** A power of two for values of this largest magnitude to be multiplied by before they are squared; 1 as a rule. */
export function safeScale(largest: number): number {
  if (largest === 0 || (largest <= SAFE && largest >= 1 / SAFE)) return 1;
  return 2 ** -Math.max(-1000, Math.min(1000, Math.floor(Math.log2(largest))));
}

/** Largest magnitude of the values; 0 of none. NaN counts for nothing. */
export function largestMagnitude(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(f64(values, i)) > largest) largest = Math.abs(f64(values, i));
  return largest;
}

/** √Σ v², also where the squares would overflow or vanish. Of a matrix: its Frobenius norm. */
export function euclideanNorm(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += f64(values, i) * f64(values, i);
  if (sum > 2 ** -900 && sum < Infinity) return Math.sqrt(sum);
  const scale = safeScale(largestMagnitude(values));
  sum = 0;
  for (let i = 0; i < values.length; i++) sum += (f64(values, i) * scale) ** 2;
  return Math.sqrt(sum) / scale;
}

/**
 * A function that gives the spectral norm (largest singular value) of rows × cols matrices, row-major: the root of the
 * largest eigenvalue of the Gram matrix of the shorter side, which keeps full relative accuracy for the largest one.
 * Cost: shorter² × longer, and shorter³ for the eigenvalue where the shorter side is above 2.
 */
export function spectralNormOf(rows: number, cols: number): (matrix: Float64Array) => number {
  const size = Math.min(rows, cols);
  if (size === 1) return euclideanNorm;
  const gram = new Float64Array(size * size);
  return (matrix) => {
    const scale = safeScale(largestMagnitude(matrix));
    fillGram(gram, matrix, scale, rows, cols);
    return Math.sqrt(largestEigenvalue(gram, size)) / scale;
  };
}

/** Inner products of the rows, or of the columns where these are fewer, of scale × matrix. */
function fillGram(gram: Float64Array, matrix: Float64Array, scale: number, rows: number, cols: number): void {
  const size = Math.min(rows, cols);
  const length = Math.max(rows, cols);
  const [stride, step] = rows <= cols ? [cols, 1] : [1, cols];
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0, a = i * stride, b = j * stride; k < length; k++, a += step, b += step)
        sum += f64(matrix, a) * scale * (f64(matrix, b) * scale);
      gram[i * size + j] = sum;
      gram[j * size + i] = sum;
    }
}

/** Off-diagonal entries below this share of the trace are left: they move the eigenvalues by less than their rounding. */
const OFF_DIAGONAL = 2 ** -54;
const MAX_SWEEPS = 40;

/** Largest eigenvalue of a symmetric matrix that has no negative ones; overwrites it (cyclic Jacobi rotations). */
export function largestEigenvalue(matrix: Float64Array, size: number): number {
  if (size === 2) {
    const half = (f64(matrix, 0) - f64(matrix, 3)) / 2;
    return (f64(matrix, 0) + f64(matrix, 3)) / 2 + Math.sqrt(half * half + f64(matrix, 1) ** 2);
  }
  let trace = 0;
  for (let i = 0; i < size; i++) trace += f64(matrix, i * size + i);
  const least = OFF_DIAGONAL * trace;
  for (let sweep = 0, rotated = true; rotated && sweep < MAX_SWEEPS; sweep++) {
    rotated = false;
    for (let i = 1; i < size; i++)
      for (let j = 0; j < i; j++)
        if (Math.abs(f64(matrix, i * size + j)) > least) {
          rotate(matrix, size, i, j);
          rotated = true;
        }
  }
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, f64(matrix, i * size + i));
  return largest;
}

/** Makes entry (i, j) zero by a rotation of rows and columns i and j. */
function rotate(matrix: Float64Array, size: number, i: number, j: number): void {
  const { cosine: c, sine: s } = rotation(
    f64(matrix, j * size + j),
    f64(matrix, i * size + i),
    f64(matrix, i * size + j),
  );
  const first = j * size;
  const second = i * size;
  for (let k = 0; k < size; k++) {
    const a = f64(matrix, first + k);
    const b = f64(matrix, second + k);
    matrix[first + k] = c * a - s * b;
    matrix[second + k] = s * a + c * b;
  }
  for (let k = 0; k < size * size; k += size) {
    const a = f64(matrix, k + j);
    const b = f64(matrix, k + i);
    matrix[k + j] = c * a - s * b;
    matrix[k + i] = s * a + c * b;
  }
}

/** The rotation (x, y) ↦ (cx − sy, sx + cy) by at most 45° that makes the off-diagonal entry of [[xx, xy], [xy, yy]] zero. */
export function rotation(xx: number, yy: number, xy: number): { readonly cosine: number; readonly sine: number } {
  const ratio = (yy - xx) / (2 * xy);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  return { cosine, sine: tangent * cosine };
}
