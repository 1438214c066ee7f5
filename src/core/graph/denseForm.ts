import { type LinearProgram, Program } from '../linear/program';
import { SparseVector } from '../linear/sparseVector';
import { f64 } from '../math/typed';

/** Entries of a matrix at most; more keep their structure. */
const MOST_ENTRIES = 4_000_000;

/** A matrix is as quick as its structure once this share of its entries is not 0. */
const DENSE_SHARE = 0.25;

/** So many rows or columns tell whether they touch much. */
const FIRST = 4;

/** After so many it is known whether the rest is worth it: a picture's first places have as few entries as its others. */
const EARLY = 64;

/**
 * The matrix of a program, outputs × inputs row-major, where it is about as dense as a matrix; else null. Cost: a pass through the
 * structure for each row or each column, whichever are fewer.
 */
export function denseForm(program: LinearProgram): Float64Array | null {
  const inputs = program.sizes[0] as number;
  const outputs = program.sizes[program.sizes.length - 1] as number;
  const [only] = program.steps;
  if (program.steps.length === 1 && only?.map.kind === 'dense' && only.map.blocks === 1)
    if (only.map.inputs === inputs && only.map.outputs === outputs) return only.map.weights;
  if (inputs * outputs > MOST_ENTRIES) return null;
  const made = new Program(program);
  return outputs < inputs ? byRows(made) : byColumns(made);
}

/** Whether what touched `entries` of `size` entries in each of `done` lines is quicker as a whole than by what it touches. */
const isFull = (entries: number, size: number, done: number): boolean =>
  done >= FIRST && entries > DENSE_SHARE * size * done;

const isHopeless = (entries: number, size: number, done: number): boolean =>
  done === EARLY && entries < (DENSE_SHARE / 4) * size * EARLY;

function nonZeros(values: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (f64(values, i) !== 0) count++;
  return count;
}

function byRows(made: Program): Float64Array | null {
  const { inputs, outputs } = made;
  const matrix = new Float64Array(inputs * outputs);
  const one = new Float64Array(outputs);
  const touched = [new SparseVector(outputs), new SparseVector(inputs)] as const;
  let entries = 0;
  for (let j = 0; j < outputs; j++) {
    const row = matrix.subarray(j * inputs, (j + 1) * inputs);
    if (isFull(entries, inputs, j)) {
      one[j] = 1;
      made.transposed(one, row);
      one[j] = 0;
    } else {
      const [y, x] = touched;
      y.add(j, 1);
      made.pull(y, x);
      row.set(x.values);
      for (const vector of touched) vector.clear();
    }
    entries += nonZeros(row);
    if (isHopeless(entries, inputs, j + 1)) return null;
  }
  return entries >= DENSE_SHARE * inputs * outputs ? matrix : null;
}

function byColumns(made: Program): Float64Array | null {
  const { inputs, outputs } = made;
  const matrix = new Float64Array(inputs * outputs);
  const one = new Float64Array(inputs);
  const whole = new Float64Array(outputs);
  let entries = 0;
  for (let k = 0; k < inputs; k++) {
    if (isFull(entries, outputs, k)) {
      one[k] = 1;
      made.forward(one, 0, whole, 0);
      one[k] = 0;
    } else {
      const column = made.column(k);
      whole.set(column.values);
      column.clear();
    }
    entries += nonZeros(whole);
    for (let j = 0; j < outputs; j++) matrix[j * inputs + k] = f64(whole, j);
    if (isHopeless(entries, outputs, k + 1)) return null;
  }
  return entries >= DENSE_SHARE * inputs * outputs ? matrix : null;
}
