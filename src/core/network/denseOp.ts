import type { SparseVector } from '../linear/sparseVector';
import { f64, i32 } from '../math/typed';
import type { AffineOp } from './affine';
import { addRows, gather, type RowSum, rowSum, transpose } from './rows';

/** Products with a matrix, outputs × inputs row-major. */
export class DenseOp implements AffineOp {
  private transposed: Float64Array | null = null;
  private sum: RowSum | null = null;

  constructor(
    private readonly weights: Float64Array,
    private readonly bias: Float64Array,
    readonly inputSize: number,
    readonly outputSize: number,
  ) {}

  apply(x: Float64Array, y: Float64Array, columns: number): void {
    let c = 0;
    for (; c + 3 <= columns; c += 3) this.applyThree(x, c * this.inputSize, y, c * this.outputSize);
    for (; c < columns; c++) this.applyOne(x, c * this.inputSize, y, c * this.outputSize);
    this.addBias(y, (columns - 1) * this.outputSize);
  }

  applyUnits(units: Int32Array, count: number, values: Float64Array, y: Float64Array): void {
    threeColumns(this.weights, this.inputSize, units, count, values, y);
    this.addBias(y, 2 * this.outputSize);
  }

  private addBias(y: Float64Array, start: number): void {
    for (let j = 0; j < this.outputSize; j++) y[start + j] = f64(y, start + j) + f64(this.bias, j);
  }

  /** Two outputs at once: each input is read once for both. An odd last output is computed twice. */
  private applyOne(x: Float64Array, xStart: number, y: Float64Array, yStart: number): void {
    const { weights, inputSize: n, outputSize: m } = this;
    for (let j = 0; j < m; j += 2) {
      const first = j * n;
      const second = j + 1 < m ? first + n : first;
      let a = 0;
      let b = 0;
      for (let k = 0; k < n; k++) {
        const value = f64(x, xStart + k);
        a += f64(weights, first + k) * value;
        b += f64(weights, second + k) * value;
      }
      y[yStart + j] = a;
      if (j + 1 < m) y[yStart + j + 1] = b;
    }
  }

  /** Three columns at once: each weight is read once, and three sums hide the adder's latency. */
  private applyThree(x: Float64Array, xStart: number, y: Float64Array, yStart: number): void {
    const { weights, inputSize: n, outputSize: m } = this;
    for (let j = 0, w = 0; j < m; j++) {
      let a = 0;
      let b = 0;
      let c = 0;
      for (let k = xStart; k < xStart + n; k++, w++) {
        const weight = f64(weights, w);
        a += weight * f64(x, k);
        b += weight * f64(x, k + n);
        c += weight * f64(x, k + 2 * n);
      }
      y[yStart + j] = a;
      y[yStart + m + j] = b;
      y[yStart + 2 * m + j] = c;
    }
  }

  /** Four outputs at once, so that four sums hide the adder's latency; what is left over is computed twice. */
  applyColumn(units: Int32Array, count: number, values: Float64Array, y: Float64Array): void {
    const { weights, inputSize: n, outputSize: m } = this;
    for (let from = 0; from < m; from += 4) {
      const j = Math.max(0, Math.min(from, m - 4));
      const first = j * n;
      const second = m > 1 ? first + n : first;
      const third = m > 2 ? second + n : second;
      const fourth = m > 3 ? third + n : third;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let i = 0; i < count; i++) {
        const k = i32(units, i);
        const v = f64(values, i);
        a += f64(weights, first + k) * v;
        b += f64(weights, second + k) * v;
        c += f64(weights, third + k) * v;
        d += f64(weights, fourth + k) * v;
      }
      y[j] = a;
      if (m > 1) y[j + 1] = b;
      if (m > 2) y[j + 2] = c;
      if (m > 3) y[j + 3] = d;
    }
  }

  unitColumn(unit: number, y: Float64Array): void {
    this.transposed ??= transpose(this.weights, this.outputSize, this.inputSize);
    const start = unit * this.outputSize;
    for (let j = 0; j < this.outputSize; j++) y[j] = f64(this.transposed, start + j);
  }

  push(x: SparseVector, y: SparseVector): void {
    this.transposed ??= transpose(this.weights, this.outputSize, this.inputSize);
    for (let t = 0; t < x.count; t++) {
      const unit = i32(x.touched, t);
      const value = f64(x.values, unit);
      if (value === 0) continue;
      const start = unit * this.outputSize;
      for (let j = 0; j < this.outputSize; j++) y.add(j, f64(this.transposed, start + j) * value);
    }
  }

  addUnit(unit: number, scale0: number, scale1: number, scale2: number, y: Float64Array): void {
    this.transposed ??= transpose(this.weights, this.outputSize, this.inputSize);
    const { transposed, outputSize: m } = this;
    const start = unit * m;
    for (let j = 0; j < m; j++) {
      const w = f64(transposed, start + j);
      y[j] = f64(y, j) + w * scale0;
      y[m + j] = f64(y, m + j) + w * scale1;
      y[2 * m + j] = f64(y, 2 * m + j) + w * scale2;
    }
  }

  applyTransposed(y: Float64Array, x: Float64Array): void {
    this.sum ??= rowSum(this.outputSize);
    x.fill(0);
    addRows(this.weights, this.inputSize, gather(this.sum, y, 0), x);
  }

  applyTransposedMany(y: Float64Array, x: Float64Array, columns: number): void {
    const { weights, inputSize: n } = this;
    this.sum ??= rowSum(this.outputSize);
    const [row, before] = [new Float64Array(this.outputSize), new Float64Array(n)];
    for (let c = 0; c < columns; c++) {
      for (let j = 0; j < row.length; j++) row[j] = f64(y, j * columns + c);
      before.fill(0);
      addRows(weights, n, gather(this.sum, row, 0), before);
      for (let k = 0; k < n; k++) x[k * columns + c] = f64(before, k);
    }
  }

  applyAbsolute(h: Float64Array, y: Float64Array): void {
    this.applyMagnitudes(h, y);
    for (let j = 0; j < this.outputSize; j++) y[j] = f64(y, j) + Math.abs(f64(this.bias, j));
  }

  applyRows(rows: Float64Array, columns: number, factors: Float64Array | null, out: Float64Array): void {
    const { weights, inputSize: n } = this;
    const sum = rowSum(n);
    out.fill(0);
    for (let j = 0; j < this.outputSize; j++)
      addRows(rows, columns, gather(sum, weights, j * n, factors ?? undefined), out, j * columns);
  }

  applyMagnitudes(h: Float64Array, y: Float64Array): void {
    const { weights, inputSize: n } = this;
    const units = Int32Array.from(h.keys()).filter((k) => f64(h, k) !== 0);
    for (let j = 0; j < this.outputSize; j++) {
      const row = j * n;
      let sum = 0;
      for (let i = 0; i < units.length; i++) {
        const k = i32(units, i);
        sum += Math.abs(f64(weights, row + k)) * f64(h, k);
      }
      y[j] = sum;
    }
  }

  applyErrors(e: Float64Array, y: Float64Array): void {
    const { weights, inputSize: n } = this;
    for (let j = 0; j < this.outputSize; j++) {
      const row = j * n;
      let sum = 0;
      for (let k = 0; k < n; k++) {
        const term = f64(weights, row + k) * f64(e, k);
        sum += term * term;
      }
      y[j] = sum > 2 ** -900 && sum < Infinity ? Math.sqrt(sum) : this.scaledErrors(row, e);
    }
  }

  /** The same for one row, scaled, so that squares of huge or tiny weights neither overflow nor vanish. */
  private scaledErrors(row: number, e: Float64Array): number {
    const { weights, inputSize: n } = this;
    let largest = 0;
    for (let k = 0; k < n; k++) {
      const term = Math.abs(f64(weights, row + k) * f64(e, k));
      if (term > largest) largest = term;
    }
    if (largest === 0) return 0;
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const share = (f64(weights, row + k) * f64(e, k)) / largest;
      sum += share * share;
    }
    return largest * Math.sqrt(sum);
  }
}

/**
 * y_c = W x_c for three columns. Two outputs at once: each input is loaded once for both, and six sums hide the
 * adder's latency. An odd last output is computed twice.
 */
function threeColumns(
  weights: Float64Array,
  n: number,
  units: Int32Array,
  count: number,
  values: Float64Array,
  y: Float64Array,
): void {
  const m = y.length / 3;
  for (let j = 0; j < m; j += 2) {
    const first = j * n;
    const second = j + 1 < m ? first + n : first;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    for (let i = 0, g = 0; i < count; i++, g += 3) {
      const k = i32(units, i);
      const v = f64(weights, first + k);
      const w = f64(weights, second + k);
      const x0 = f64(values, g);
      const x1 = f64(values, g + 1);
      const x2 = f64(values, g + 2);
      a0 += v * x0;
      a1 += v * x1;
      a2 += v * x2;
      b0 += w * x0;
      b1 += w * x1;
      b2 += w * x2;
    }
    const other = second === first ? j : j + 1;
    y[j] = a0;
    y[other] = b0;
    y[m + j] = a1;
    y[m + other] = b1;
    y[2 * m + j] = a2;
    y[2 * m + other] = b2;
  }
}
