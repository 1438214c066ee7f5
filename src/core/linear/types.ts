/**
 * Linear maps of flat vectors as plain data (structured-cloneable), kept in the form that their structure gives: a convolution
 * never becomes a matrix. `kernelOf` makes what computes with them.
 */
export type LinearMap = SparseMap | DenseMap | ConvMap;

interface MapBase {
  readonly inputs: number;
  readonly outputs: number;
}

/** Rows of indices, and of weights where these are not all 1: row j has entries rows[j] … rows[j + 1] − 1. */
export interface SparseMap extends MapBase {
  readonly kind: 'sparse';
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Absent: every weight is 1. */
  readonly weights?: Float64Array;
}

/** The same matrix (units × features, row-major) on each of `blocks` stretches of the input. */
export interface DenseMap extends MapBase {
  readonly kind: 'dense';
  readonly blocks: number;
  readonly units: number;
  readonly features: number;
  readonly weights: Float64Array;
}

/**
 * A cross-correlation over two axes (one axis is one row), or its transpose. The wide side has `channels` × `height` × `width`
 * places, the narrow side `filters` × `rows` × `columns`; the map goes from the wide to the narrow side, transposed from
 * the narrow to the wide. `weights`: filters × channels/groups × kernelHeight × kernelWidth.
 */
export interface ConvMap extends MapBase {
  readonly kind: 'conv';
  readonly transposed: boolean;
  readonly channelAxis: 'first' | 'last';
  readonly groups: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly filters: number;
  readonly rows: number;
  readonly columns: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  /** Places before the first row and the first column. */
  readonly pads: readonly [number, number];
  readonly weights: Float64Array;
}

/** Entries of one column (or row) of a map; valid until the next call that fills it. */
export interface Entries {
  count: number;
  index: Int32Array;
  weight: Float64Array;
}

/** What computes with a linear map M. */
export interface Kernel {
  readonly inputs: number;
  readonly outputs: number;
  /** y += M x; x and y begin at the given places. */
  forward(x: Float64Array, xStart: number, y: Float64Array, yStart: number): void;
  /** y += M x for vectors side by side: entry i of vector c of `columns` is at (start + i)·columns + c. */
  forwardMany(x: Float64Array, xStart: number, y: Float64Array, yStart: number, columns: number): void;
  /** x += Mᵀ y. */
  transposed(y: Float64Array, yStart: number, x: Float64Array, xStart: number): void;
  /** The same for vectors side by side, as in `forwardMany`. */
  transposedMany(y: Float64Array, yStart: number, x: Float64Array, xStart: number, columns: number): void;
  /** y += |M| x, with every weight's absolute value to the power 1 or 2. */
  magnitude(x: Float64Array, xStart: number, y: Float64Array, yStart: number, power: 1 | 2): void;
  /** Entries of the column of one input. An index may come twice: they add up. */
  column(input: number, entries: Entries): void;
  /** Entries of the row of one output, as for a column. */
  row(output: number, entries: Entries): void;
}

/** Takes over the entries from `start` to `end` − 1 of a sparse matrix; without weights they are 1. */
export function takeEntries(
  entries: Entries,
  index: Int32Array,
  weights: Float64Array | undefined,
  start: number,
  end: number,
): void {
  reserve(entries, end - start);
  entries.count = end - start;
  for (let i = start; i < end; i++) {
    entries.index[i - start] = index[i] as number;
    entries.weight[i - start] = weights ? (weights[i] as number) : 1;
  }
}

export const newEntries = (): Entries => ({ count: 0, index: new Int32Array(64), weight: new Float64Array(64) });

/** Room for `count` entries; what is there may be lost. */
export function reserve(entries: Entries, count: number): void {
  if (entries.index.length >= count) return;
  entries.index = new Int32Array(2 * count);
  entries.weight = new Float64Array(2 * count);
}

/** The identity on n values. */
export const identityMap = (n: number): SparseMap =>
  gatherMap(
    n,
    Int32Array.from({ length: n }, (_, i) => i),
  );

/** Output i is the input at columns[i]; −1: 0. */
export function gatherMap(inputs: number, from: Int32Array): SparseMap {
  const rows = new Int32Array(from.length + 1);
  let count = 0;
  const columns = new Int32Array(from.length);
  for (let i = 0; i < from.length; i++) {
    if ((from[i] as number) >= 0) columns[count++] = from[i] as number;
    rows[i + 1] = count;
  }
  return { kind: 'sparse', inputs, outputs: from.length, rows, columns: columns.slice(0, count) };
}
