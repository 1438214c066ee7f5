import type { SparseVector } from '../linear/sparseVector';
import { DenseOp } from './denseOp';
import type { Layer, ProgramLayer } from './network';

/**
 * What the engine needs of an affine operation z = W h + b. Columns are contiguous: column c of x starts at c·inputSize.
 * Convolutions, pooling and sums are `ProgramOp`'s; nothing above asks what kind of layer it is.
 */
export interface AffineOp {
  readonly inputSize: number;
  readonly outputSize: number;
  /** y_c = W x_c for `columns` columns; the bias is added to the last one. */
  apply(x: Float64Array, y: Float64Array, columns: number): void;
  /**
   * The same for three columns of which only the first `count` of `units` are not zero: `values` holds three numbers for
   * each of these, one a column. The hot product of the engine.
   */
  applyUnits(units: Int32Array, count: number, values: Float64Array, y: Float64Array): void;
  /** y = W v for one column without the bias; v is `values[i]` at the first `count` of `units`, else 0. */
  applyColumn(units: Int32Array, count: number, values: Float64Array, y: Float64Array): void;
  /** y += W x without the bias, by the columns of what is touched in x. */
  push(x: SparseVector, y: SparseVector): void;
  /** y = W[:, unit]. */
  unitColumn(unit: number, y: Float64Array): void;
  /** y_c += scale_c · W[:, unit] for columns c = 0, 1, 2: what one changed unit does to three columns. */
  addUnit(unit: number, scale0: number, scale1: number, scale2: number, y: Float64Array): void;
  /** x = Wᵀ y for one row vector y. */
  applyTransposed(y: Float64Array, x: Float64Array): void;
  /** The same for `columns` row vectors side by side: entry j of row c is at j·columns + c. */
  applyTransposedMany(y: Float64Array, x: Float64Array, columns: number): void;
  /** z_c += |W_c·|·h summed: bound Σ_k |W_jk| h_k + |b_j| for h ≥ 0, written to y. Where maps are composed it may be more. */
  applyAbsolute(h: Float64Array, y: Float64Array): void;
  /** The same without |b|. */
  applyMagnitudes(h: Float64Array, y: Float64Array): void;
  /**
   * Rows of `columns` numbers: out_j = Σ_k W_jk factor_k rows_k, where `rows` is inputSize × columns and `out` outputSize ×
   * columns, row-major. Without factors they are 1.
   */
  applyRows(rows: Float64Array, columns: number, factors: Float64Array | null, out: Float64Array): void;
  /** √Σ_k (W_jk e_k)², written to y: how independent errors e of the inputs arrive. */
  applyErrors(e: Float64Array, y: Float64Array): void;
}

/** W[unit, :], one row of the layer's matrix. */
export function weightRow(op: AffineOp, unit: number): Float64Array {
  const row = new Float64Array(op.inputSize);
  const one = new Float64Array(op.outputSize);
  one[unit] = 1;
  op.applyTransposed(one, row);
  return row;
}

/** W v, without the bias. Entries that are 0 cost nothing. */
export function applyDirection(op: AffineOp, v: Float64Array): Float64Array {
  const units = Int32Array.from(v.keys()).filter((k) => v[k] !== 0);
  const y = new Float64Array(op.outputSize);
  op.applyColumn(
    units,
    units.length,
    Float64Array.from(units, (k) => v[k] as number),
    y,
  );
  return y;
}

const cache = new WeakMap<Layer, AffineOp>();

type ProgramOpMaker = (layer: ProgramLayer) => AffineOp;

let makeProgramOp: ProgramOpMaker | null = null;

/**
 * Says how operations of programs are made. `programOp` does it when it is loaded: networks of dense layers alone, which
 * are what the page opens with, do without its code.
 */
export function provideProgramOp(make: ProgramOpMaker): void {
  makeProgramOp = make;
}

function programOpOf(layer: ProgramLayer): AffineOp {
  if (!makeProgramOp) throw new Error('the code of composed layers (network/programOp) is not loaded');
  return makeProgramOp(layer);
}

/**
 * The operation of a layer; made once a layer object. Throws an Error for a program where `network/programOp` is not loaded:
 * whoever lowers a graph has loaded it, whoever receives a network from elsewhere must.
 */
export function affineOp(layer: Layer): AffineOp {
  let op = cache.get(layer);
  if (!op) {
    op =
      layer.kind === 'dense'
        ? new DenseOp(layer.weights, layer.bias, layer.inputSize, layer.outputSize)
        : programOpOf(layer);
    cache.set(layer, op);
  }
  return op;
}
