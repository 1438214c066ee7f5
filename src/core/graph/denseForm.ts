import { type LinearProgram, Program } from '../linear/program';

/** Entries of a matrix at most; more keep their structure. */
const MOST_ENTRIES = 4_000_000;

/** A matrix is as quick as its structure once this share of its entries is not 0. */
const DENSE_SHARE = 0.25;

/** So many columns tell whether they touch much. */
const FIRST = 4;

/** The matrix of a program, outputs × inputs row-major, where it is about as dense as a matrix; else null. */
export function denseForm(program: LinearProgram): Float64Array | null {
  const inputs = program.sizes[0] as number;
  const outputs = program.sizes[program.sizes.length - 1] as number;
  const [only] = program.steps;
  if (program.steps.length === 1 && only?.map.kind === 'dense' && only.map.blocks === 1)
    if (only.map.inputs === inputs && only.map.outputs === outputs) return only.map.weights;
  if (inputs * outputs > MOST_ENTRIES) return null;
  const matrix = new Float64Array(inputs * outputs);
  const made = new Program(program);
  const one = new Float64Array(inputs);
  const whole = new Float64Array(outputs);
  let entries = 0;
  for (let k = 0; k < inputs; k++) {
    // A column that touches much is quicker through the structure.
    if (k >= FIRST && entries > DENSE_SHARE * outputs * k) {
      one[k] = 1;
      made.forward(one, 0, whole, 0);
      one[k] = 0;
      for (let j = 0; j < outputs; j++) {
        const value = whole[j] as number;
        if (value === 0) continue;
        matrix[j * inputs + k] = value;
        entries++;
      }
      continue;
    }
    const column = made.column(k);
    entries += column.count;
    for (let i = 0; i < column.count; i++) {
      const at = column.touched[i] as number;
      matrix[at * inputs + k] = column.values[at] as number;
    }
    column.clear();
    // Structure shows early: a picture's first places have as few entries as its others.
    if (k === 63 && entries < (DENSE_SHARE / 4) * outputs * 64) return null;
  }
  return entries >= DENSE_SHARE * inputs * outputs ? matrix : null;
}
