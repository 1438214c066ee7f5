import { f64 } from '../../math/typed';

/** A sum that is this much smaller than its terms is rounding. */
const CANCELLED = 2 ** -44;

/**
 * One row of a reduction in the making: three columns and a factor an open unit. What cancels becomes 0, so that two values
 * that are equal stay equal.
 */
export class RowSum {
  readonly columns = new Float64Array(3);
  readonly factors: Float64Array;
  private readonly columnSizes = new Float64Array(3);
  private readonly factorSizes: Float64Array;

  constructor(private readonly units: number) {
    this.factors = new Float64Array(units);
    this.factorSizes = new Float64Array(units);
  }

  clear(): void {
    for (const array of [this.columns, this.factors, this.columnSizes, this.factorSizes]) array.fill(0);
  }

  addColumn(c: number, value: number): void {
    this.columns[c] = f64(this.columns, c) + value;
    this.columnSizes[c] = f64(this.columnSizes, c) + Math.abs(value);
  }

  addFactor(unit: number, value: number): void {
    this.factors[unit] = f64(this.factors, unit) + value;
    this.factorSizes[unit] = f64(this.factorSizes, unit) + Math.abs(value);
  }

  /** Adds `scale` times a row that is done: its first `count` factors, and its columns. */
  addRow(columns: Float64Array, matrix: Float64Array, row: number, count: number, scale: number): void {
    if (scale === 0) return;
    for (let c = 0; c < 3; c++) this.addColumn(c, scale * f64(columns, 3 * row + c));
    for (let w = 0; w < count; w++) {
      const factor = f64(matrix, row * this.units + w);
      if (factor !== 0) this.addFactor(w, scale * factor);
    }
  }

  /** Writes the row. */
  finish(columns: Float64Array, matrix: Float64Array, row: number): void {
    for (let c = 0; c < 3; c++) columns[3 * row + c] = settled(f64(this.columns, c), f64(this.columnSizes, c));
    for (let w = 0; w < this.units; w++)
      matrix[row * this.units + w] = settled(f64(this.factors, w), f64(this.factorSizes, w));
  }
}

const settled = (sum: number, size: number): number => (Math.abs(sum) <= CANCELLED * size ? 0 : sum);
