import { type LinearProgram, Program } from '../linear/program';
import { transposedRows } from '../linear/sparse';
import type { SparseVector } from '../linear/sparseVector';
import { f64, i32 } from '../math/typed';
import { type AffineOp, provideProgramOp } from './affine';
import './graphBoundaries';

/** Entries of a matrix that are written out by columns; a program of more keeps to its structure. */
const MOST_ENTRIES = 2_000_000;
/** The same of its columns: to make one takes some ten microseconds where maps are composed. */
const MOST_COLUMNS = 1 << 13;
/** With more than this share of a vector's places touched its product goes through the structure: that costs less than their columns. */
const WHOLE_SHARE = 0.02;

interface ColumnMatrix {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Float64Array;
}

/**
 * The affine operation of a program. Products with whole vectors go through its structure; what single units do goes by
 * columns: written out where they are few enough, else made as they are asked for.
 */
export class ProgramOp implements AffineOp {
  readonly inputSize: number;
  readonly outputSize: number;
  private readonly program: Program;
  private matrix: ColumnMatrix | null | undefined;
  private three: Float64Array | null = null;
  private whole: Float64Array | null = null;

  constructor(
    private readonly plain: LinearProgram,
    private readonly bias: Float64Array,
  ) {
    this.program = new Program(plain);
    this.inputSize = this.program.inputs;
    this.outputSize = this.program.outputs;
  }

  apply(x: Float64Array, y: Float64Array, columns: number): void {
    for (let c = 0; c < columns; c++) this.program.forward(x, c * this.inputSize, y, c * this.outputSize);
    this.addBias(y, (columns - 1) * this.outputSize);
  }

  private addBias(y: Float64Array, start: number): void {
    for (let j = 0; j < this.outputSize; j++) y[start + j] = f64(y, start + j) + f64(this.bias, j);
  }

  applyUnits(units: Int32Array, count: number, values: Float64Array, y: Float64Array): void {
    const matrix = this.columns();
    if (matrix) {
      y.fill(0);
      for (let i = 0; i < count; i++)
        addColumn(matrix, i32(units, i), f64(values, 3 * i), f64(values, 3 * i + 1), f64(values, 3 * i + 2), y);
    } else {
      const n = this.inputSize;
      this.three ??= new Float64Array(3 * n);
      this.three.fill(0);
      for (let i = 0; i < count; i++)
        for (let c = 0; c < 3; c++) this.three[c * n + i32(units, i)] = f64(values, 3 * i + c);
      for (let c = 0; c < 3; c++) this.program.forward(this.three, c * n, y, c * this.outputSize);
    }
    this.addBias(y, 2 * this.outputSize);
  }

  applyColumn(units: Int32Array, count: number, values: Float64Array, y: Float64Array): void {
    const matrix = this.columns();
    if (matrix) {
      const { starts, rows, weights } = matrix;
      y.fill(0);
      for (let i = 0; i < count; i++) {
        const unit = i32(units, i);
        const value = f64(values, i);
        const end = i32(starts, unit + 1);
        for (let e = i32(starts, unit); e < end; e++) y[i32(rows, e)] = f64(y, i32(rows, e)) + f64(weights, e) * value;
      }
      return;
    }
    const x = new Float64Array(this.inputSize);
    for (let i = 0; i < count; i++) x[i32(units, i)] = f64(values, i);
    this.program.forward(x, 0, y, 0);
  }

  unitColumn(unit: number, y: Float64Array): void {
    y.fill(0);
    const matrix = this.columns();
    if (!matrix) {
      const column = this.program.column(unit);
      for (let i = 0; i < column.count; i++) y[i32(column.touched, i)] = f64(column.values, i32(column.touched, i));
      column.clear();
      return;
    }
    const end = i32(matrix.starts, unit + 1);
    for (let e = i32(matrix.starts, unit); e < end; e++) y[i32(matrix.rows, e)] = f64(matrix.weights, e);
  }

  addUnit(unit: number, scale0: number, scale1: number, scale2: number, y: Float64Array): void {
    const matrix = this.columns();
    if (matrix) {
      addColumn(matrix, unit, scale0, scale1, scale2, y);
      return;
    }
    const m = this.outputSize;
    const column = this.program.column(unit);
    for (let i = 0; i < column.count; i++) {
      const at = i32(column.touched, i);
      const weight = f64(column.values, at);
      y[at] = f64(y, at) + weight * scale0;
      y[m + at] = f64(y, m + at) + weight * scale1;
      y[2 * m + at] = f64(y, 2 * m + at) + weight * scale2;
    }
    column.clear();
  }

  push(x: SparseVector, y: SparseVector): void {
    const matrix = this.columns();
    if (!matrix) {
      if (x.count < WHOLE_SHARE * this.inputSize) this.program.push(x, y);
      else this.pushWhole(x, y);
      return;
    }
    const { starts, rows, weights } = matrix;
    for (let t = 0; t < x.count; t++) {
      const at = i32(x.touched, t);
      const value = f64(x.values, at);
      if (value === 0) continue;
      const end = i32(starts, at + 1);
      for (let e = i32(starts, at); e < end; e++) y.add(i32(rows, e), f64(weights, e) * value);
    }
  }

  private pushWhole(x: SparseVector, y: SparseVector): void {
    this.whole ??= new Float64Array(this.outputSize);
    this.program.forward(x.values, 0, this.whole, 0);
    for (let j = 0; j < this.outputSize; j++) if (f64(this.whole, j) !== 0) y.add(j, f64(this.whole, j));
  }

  /** x += Wᵀ y, by the rows of what is touched in y. */
  pull(y: SparseVector, x: SparseVector): void {
    this.program.pull(y, x);
  }

  applyTransposed(y: Float64Array, x: Float64Array): void {
    this.program.transposed(y, x);
  }

  applyTransposedMany(y: Float64Array, x: Float64Array, columns: number): void {
    this.program.transposedMany(y, x, columns);
  }

  applyMagnitudes(h: Float64Array, y: Float64Array): void {
    this.program.magnitude(h, y, 1);
  }

  applyRows(rows: Float64Array, columns: number, factors: Float64Array | null, out: Float64Array): void {
    const scaled = factors ? new Float64Array(rows.length) : rows;
    for (let k = 0, at = 0; factors && k < this.inputSize; k++)
      for (let c = 0; c < columns; c++, at++) scaled[at] = f64(rows, at) * f64(factors, k);
    if (columns === 1) this.program.forward(scaled, 0, out, 0);
    else this.program.forwardMany(scaled, out, columns);
  }

  applyAbsolute(h: Float64Array, y: Float64Array): void {
    this.applyMagnitudes(h, y);
    for (let j = 0; j < y.length; j++) y[j] = f64(y, j) + Math.abs(f64(this.bias, j));
  }

  /** Errors are scaled before they are squared, so that tiny ones do not vanish. */
  applyErrors(e: Float64Array, y: Float64Array): void {
    let largest = 0;
    for (let k = 0; k < e.length; k++) largest = Math.max(largest, Math.abs(f64(e, k)));
    if (largest === 0) {
      y.fill(0);
      return;
    }
    this.program.magnitude(
      e.map((value) => (value / largest) ** 2),
      y,
      2,
    );
    for (let j = 0; j < y.length; j++) y[j] = largest * Math.sqrt(f64(y, j));
  }

  /** The matrix by columns, or null where it has too many entries. */
  private columns(): ColumnMatrix | null {
    if (this.matrix === undefined) this.matrix = singleMatrix(this.plain) ?? writtenOut(this.program);
    return this.matrix;
  }
}

function addColumn(
  { starts, rows, weights }: ColumnMatrix,
  unit: number,
  s0: number,
  s1: number,
  s2: number,
  y: Float64Array,
): void {
  const m = y.length / 3;
  const end = i32(starts, unit + 1);
  for (let e = i32(starts, unit); e < end; e++) {
    const at = i32(rows, e);
    const weight = f64(weights, e);
    y[at] = f64(y, at) + weight * s0;
    y[m + at] = f64(y, m + at) + weight * s1;
    y[2 * m + at] = f64(y, 2 * m + at) + weight * s2;
  }
}

/** The matrix of a program that is one sparse matrix, whose entries need no search. */
function singleMatrix({ sizes, steps: [step, ...others] }: LinearProgram): ColumnMatrix | null {
  if (!step || others.length > 0 || step.map.kind !== 'sparse' || step.map.columns.length > MOST_ENTRIES) return null;
  if (step.map.inputs !== sizes[0] || step.map.outputs !== sizes[1]) return null;
  const { rows, columns, weights } = transposedRows(step.map);
  return { starts: rows, rows: columns, weights };
}

function writtenOut(program: Program): ColumnMatrix | null {
  if (program.inputs > MOST_COLUMNS) return null;
  const starts = new Int32Array(program.inputs + 1);
  let rows = new Int32Array(1024);
  let weights = new Float64Array(1024);
  let count = 0;
  for (let unit = 0; unit < program.inputs; unit++) {
    const column = program.column(unit);
    if (count + column.count > MOST_ENTRIES) {
      column.clear();
      return null;
    }
    while (count + column.count > rows.length) {
      const [moreRows, moreWeights] = [new Int32Array(2 * rows.length), new Float64Array(2 * rows.length)];
      moreRows.set(rows);
      moreWeights.set(weights);
      [rows, weights] = [moreRows, moreWeights];
    }
    for (let i = 0; i < column.count; i++) {
      const at = i32(column.touched, i);
      rows[count] = at;
      weights[count++] = f64(column.values, at);
    }
    column.clear();
    starts[unit + 1] = count;
  }
  return { starts, rows: rows.slice(0, count), weights: weights.slice(0, count) };
}

provideProgramOp(({ program, bias }) => new ProgramOp(program, bias));
