import { i32 } from '../../math/typed';

/** A matrix by rows of which few entries differ from 0; those of a reduction's rows are in the order of the columns. */
export interface SparseRows {
  /** Where each row begins, and the end of the last. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float64Array;
}

/** Rows in the making, one after the other. */
export class GrowingRows implements SparseRows {
  readonly starts: Int32Array;
  columns = new Int32Array(256);
  weights = new Float64Array(256);
  private row = 0;
  private count = 0;

  constructor(rows: number) {
    this.starts = new Int32Array(rows + 1);
  }

  /** An entry of the row at hand. */
  add(column: number, weight: number): void {
    if (this.count === this.columns.length) {
      const [columns, weights] = [new Int32Array(2 * this.count), new Float64Array(2 * this.count)];
      columns.set(this.columns);
      weights.set(this.weights);
      [this.columns, this.weights] = [columns, weights];
    }
    this.columns[this.count] = column;
    this.weights[this.count++] = weight;
  }

  /** Ends the row at hand. */
  end(): void {
    this.row++;
    this.starts[this.row] = this.count;
  }
}

/** Entries of a row: [from, to) of `columns` and `weights`. */
export const rowFrom = ({ starts }: SparseRows, row: number): number => i32(starts, row);
export const rowTo = ({ starts }: SparseRows, row: number): number => i32(starts, row + 1);
