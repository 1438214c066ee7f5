import { f64, i32 } from '../math/typed';

/**
 * out[start + i] += Σ scales[u] · rows[units[u] · n + i] over the first `count` units, for i < n: a weighted sum of rows
 * of a matrix with n columns. The terms of each sum are added in the order of the units, so that the result is that of
 * adding one row after another; four are read at once, so that each sum is loaded and stored once for four.
 */
export function addRows(
  rows: Float64Array,
  n: number,
  { units, scales, count }: RowSum,
  out: Float64Array,
  start = 0,
): void {
  let u = 0;
  for (; u + 4 <= count; u += 4) {
    const [a, b, c, d] = [i32(units, u) * n, i32(units, u + 1) * n, i32(units, u + 2) * n, i32(units, u + 3) * n];
    const [s, t, v, w] = [f64(scales, u), f64(scales, u + 1), f64(scales, u + 2), f64(scales, u + 3)];
    for (let i = 0; i < n; i++)
      out[start + i] =
        f64(out, start + i) + s * f64(rows, a + i) + t * f64(rows, b + i) + v * f64(rows, c + i) + w * f64(rows, d + i);
  }
  for (; u < count; u++) {
    const row = i32(units, u) * n;
    const scale = f64(scales, u);
    for (let i = 0; i < n; i++) out[start + i] = f64(out, start + i) + scale * f64(rows, row + i);
  }
}

/** Which rows are summed, and with what factors. */
export interface RowSum {
  readonly units: Int32Array;
  readonly scales: Float64Array;
  count: number;
}

/** Room for a sum of up to `most` rows. */
export const rowSum = (most: number): RowSum => ({
  units: new Int32Array(most),
  scales: new Float64Array(most),
  count: 0,
});

/** The rows with a factor that is not zero; factors are `values`, times `slopes` where they are given. */
export function gather(sum: RowSum, values: Float64Array, start: number, slopes?: Float64Array): RowSum {
  const { units, scales } = sum;
  let count = 0;
  for (let j = 0; j < units.length; j++) {
    const scale = slopes ? f64(values, start + j) * f64(slopes, j) : f64(values, start + j);
    if (scale === 0) continue;
    units[count] = j;
    scales[count++] = scale;
  }
  sum.count = count;
  return sum;
}

/** ‖row‖ of a matrix with n columns, without overflow for huge entries. */
export function rowNorm(rows: Float64Array, start: number, n: number): number {
  let sum = 0;
  for (let i = start; i < start + n; i++) sum += f64(rows, i) * f64(rows, i);
  // Squares that are neither too large nor too small to be added as they are: nearly always.
  if (sum > 1e-200 && sum < 1e200) return Math.sqrt(sum);
  return scaledNorm(rows, start, n);
}

function scaledNorm(rows: Float64Array, start: number, n: number): number {
  let largest = 0;
  for (let i = start; i < start + n; i++) largest = Math.max(largest, Math.abs(f64(rows, i)));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = start; i < start + n; i++) sum += (f64(rows, i) / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Columns of a row-major matrix, one after the other. */
export function transpose(a: Float64Array, rows: number, cols: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = f64(a, i * cols + j);
  return out;
}
