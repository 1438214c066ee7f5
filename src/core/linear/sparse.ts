import { f64, i32 } from '../math/typed';
import { addScaled, allZero } from './many';
import { type Entries, type Kernel, type SparseMap, takeEntries } from './types';

type MatrixRows = Required<Pick<SparseMap, 'rows' | 'columns' | 'weights'>>;

/** Products with a sparse matrix, row by row; its columns are made when they are first asked for. */
export class SparseKernel implements Kernel {
  readonly inputs: number;
  readonly outputs: number;
  private byColumn: MatrixRows | null = null;

  constructor(private readonly map: SparseMap) {
    this.inputs = map.inputs;
    this.outputs = map.outputs;
  }

  forward(x: Float64Array, xStart: number, y: Float64Array, yStart: number): void {
    const { rows, columns, weights } = this.map;
    let i = 0;
    for (let j = 0; j < this.outputs; j++) {
      const end = i32(rows, j + 1);
      let sum = 0;
      if (weights) for (; i < end; i++) sum += f64(weights, i) * f64(x, xStart + i32(columns, i));
      else for (; i < end; i++) sum += f64(x, xStart + i32(columns, i));
      y[yStart + j] = f64(y, yStart + j) + sum;
    }
  }

  forwardMany(x: Float64Array, xStart: number, y: Float64Array, yStart: number, columns: number): void {
    const { rows, columns: at, weights } = this.map;
    let i = 0;
    for (let j = 0; j < this.outputs; j++) {
      const end = i32(rows, j + 1);
      for (; i < end; i++)
        addScaled(
          weights ? f64(weights, i) : 1,
          x,
          (xStart + i32(at, i)) * columns,
          y,
          (yStart + j) * columns,
          columns,
        );
    }
  }

  transposed(y: Float64Array, yStart: number, x: Float64Array, xStart: number): void {
    const { rows, columns, weights } = this.map;
    let i = 0;
    for (let j = 0; j < this.outputs; j++) {
      const end = i32(rows, j + 1);
      const value = f64(y, yStart + j);
      if (value === 0) {
        i = end;
        continue;
      }
      for (; i < end; i++) {
        const at = xStart + i32(columns, i);
        x[at] = f64(x, at) + (weights ? f64(weights, i) * value : value);
      }
    }
  }

  transposedMany(y: Float64Array, yStart: number, x: Float64Array, xStart: number, columns: number): void {
    const { rows, columns: at, weights } = this.map;
    for (let j = 0; j < this.outputs; j++) {
      const from = (yStart + j) * columns;
      if (allZero(y, from, columns)) continue;
      const end = i32(rows, j + 1);
      for (let i = i32(rows, j); i < end; i++)
        addScaled(weights ? f64(weights, i) : 1, y, from, x, (xStart + i32(at, i)) * columns, columns);
    }
  }

  magnitude(x: Float64Array, xStart: number, y: Float64Array, yStart: number, power: 1 | 2): void {
    const { rows, columns, weights } = this.map;
    let i = 0;
    for (let j = 0; j < this.outputs; j++) {
      const end = i32(rows, j + 1);
      let sum = 0;
      for (; i < end; i++) {
        const weight = weights ? Math.abs(f64(weights, i)) : 1;
        sum += (power === 1 ? weight : weight * weight) * f64(x, xStart + i32(columns, i));
      }
      y[yStart + j] = f64(y, yStart + j) + sum;
    }
  }

  column(input: number, entries: Entries): void {
    this.byColumn ??= transposedRows(this.map);
    const { rows, columns, weights } = this.byColumn;
    takeEntries(entries, columns, weights, i32(rows, input), i32(rows, input + 1));
  }

  row(output: number, entries: Entries): void {
    const { rows, columns, weights } = this.map;
    takeEntries(entries, columns, weights, i32(rows, output), i32(rows, output + 1));
  }
}

/** Rows of the transpose. */
export function transposedRows({ inputs, outputs, rows, columns, weights }: SparseMap): MatrixRows {
  const starts = new Int32Array(inputs + 1);
  for (const column of columns) starts[column + 1] = i32(starts, column + 1) + 1;
  for (let k = 0; k < inputs; k++) starts[k + 1] = i32(starts, k + 1) + i32(starts, k);
  const next = starts.slice();
  const turned = new Int32Array(columns.length);
  const turnedWeights = new Float64Array(columns.length);
  for (let j = 0; j < outputs; j++)
    for (let i = i32(rows, j); i < i32(rows, j + 1); i++) {
      const column = i32(columns, i);
      const at = i32(next, column);
      next[column] = at + 1;
      turned[at] = j;
      turnedWeights[at] = weights ? f64(weights, i) : 1;
    }
  return { rows: starts, columns: turned, weights: turnedWeights };
}
