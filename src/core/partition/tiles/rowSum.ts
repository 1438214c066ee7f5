import { SparseVector } from '../../linear/sparseVector';
import { f64, i32 } from '../../math/typed';
import { type GrowingRows, rowFrom, rowTo, type SparseRows } from './sparseRows';

/** A sum that is this much smaller than its terms is rounding. */
const CANCELLED = 2 ** -44;

/**
 * One row of a reduction in the making: three columns and factors of the open units. What cancels becomes 0, so that two values
 * that are equal stay equal. Cost: linear in the terms.
 */
export class RowSum {
  private readonly columns = new Float64Array(3);
  private readonly columnSizes = new Float64Array(3);
  private readonly factors: SparseVector;
  private readonly factorSizes: Float64Array;

  constructor(units: number) {
    this.factors = new SparseVector(units);
    this.factorSizes = new Float64Array(units);
  }

  addColumn(c: number, value: number): void {
    this.columns[c] = f64(this.columns, c) + value;
    this.columnSizes[c] = f64(this.columnSizes, c) + Math.abs(value);
  }

  addFactor(unit: number, value: number): void {
    this.factors.add(unit, value);
    this.factorSizes[unit] = f64(this.factorSizes, unit) + Math.abs(value);
  }

  /** Adds `scale` times a row that is done: its factors, and its columns (3 a row). */
  addRow(columns: Float64Array, rows: SparseRows, row: number, scale: number): void {
    if (scale === 0) return;
    for (let c = 0; c < 3; c++) this.addColumn(c, scale * f64(columns, 3 * row + c));
    const to = rowTo(rows, row);
    for (let e = rowFrom(rows, row); e < to; e++) this.addFactor(i32(rows.columns, e), scale * f64(rows.weights, e));
  }

  /** Writes the columns to place `row`, and the factors as the next row of `rows`; then the sum is empty. */
  finish(columns: Float64Array, row: number, rows: GrowingRows): void {
    const { factors, factorSizes } = this;
    for (let c = 0; c < 3; c++) columns[3 * row + c] = settled(f64(this.columns, c), f64(this.columnSizes, c));
    // In order, so that equal rows are summed alike wherever they stand.
    factors.touched.subarray(0, factors.count).sort();
    for (let t = 0; t < factors.count; t++) {
      const unit = i32(factors.touched, t);
      const value = settled(f64(factors.values, unit), f64(factorSizes, unit));
      if (value !== 0) rows.add(unit, value);
      factorSizes[unit] = 0;
    }
    rows.end();
    factors.clear();
    this.columns.fill(0);
    this.columnSizes.fill(0);
  }
}

const settled = (sum: number, size: number): number => (Math.abs(sum) <= CANCELLED * size ? 0 : sum);
