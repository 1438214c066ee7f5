import { causeText } from './cause';
import type { Expression } from './expression';
import { treeOf } from './parse';
import { printExpression } from './print';
import { compile, type Program, run } from './program';
import { FormulaFault } from './tokens';

/** A scalar function of the inputs, ready to run. Plain data (structured-cloneable). */
export interface Formula {
  /** As it was written. */
  readonly text: string;
  readonly inputSize: number;
  readonly tree: Expression;
  readonly program: Program;
}

export type FormulaResult =
  | { readonly ok: true; readonly formula: Formula }
  /** `at`: characters before the fault, 0 … text.length, where a caret belongs. The message counts from 1. */
  | { readonly ok: false; readonly message: string; readonly at: number };

/**
 * Reads a formula of x1 … xd (d = `inputSize`; x and y are x1 and x2): numbers, + − * / ^, signs, brackets, < > <= >=
 * (1 or 0), pi, e and the functions sin cos tan exp log sqrt abs min max sign step relu floor round. A product is always
 * written with *. `step(u)` is 1 for u > 0, else 0; `round` takes halves up. Names may be in upper case. Text longer
 * than MAX_FORMULA_LENGTH or nested deeper than MAX_FORMULA_DEPTH is refused. Never throws on any text; a RangeError
 * for an `inputSize` that is no whole number from 1.
 */
export function parseFormula(text: string, inputSize: number): FormulaResult {
  if (!(Number.isInteger(inputSize) && inputSize >= 1)) throw new RangeError(`invalid number of inputs: ${inputSize}`);
  try {
    const tree = treeOf(text, inputSize);
    return { ok: true, formula: { text, inputSize, tree, program: compile(tree) } };
  } catch (error) {
    if (error instanceof FormulaFault) return { ok: false, message: error.message, at: error.at };
    throw error;
  }
}

/** The formula in its plainest writing: parsing it gives the same tree. */
export const printFormula = ({ tree, inputSize }: Formula): string => printExpression(tree, inputSize);

export type FormulaValues =
  | { readonly ok: true; readonly values: Float64Array }
  | {
      readonly ok: false;
      /** Names the first point without a finite value, and the part of the formula that has none there. */
      readonly message: string;
      /** That point, from 0. */
      readonly point: number;
      /** How many points have no finite value. */
      readonly notFinite: number;
      /** All values, NaN and infinities among them. */
      readonly values: Float64Array;
    };

/**
 * Values of a formula at the points in `inputs` (point after point, inputSize coordinates each), in float64: the same
 * bits on every machine. A caller that needs float32 rounds them and looks after its range. Not `ok` when a value is
 * NaN or infinite; a comparison with NaN is NaN. sin, cos and tan of more than MAX_ANGLE in size are NaN. Cost: length
 * of the formula × points. Throws a RangeError when `inputs` is not a whole number of points.
 */
export function evaluateFormula(
  { program, tree, inputSize }: Formula,
  inputs: Float32Array | Float64Array,
): FormulaValues {
  const count = inputs.length / inputSize;
  if (!Number.isInteger(count)) throw new RangeError(`invalid inputs: ${inputs.length} numbers, ${inputSize} a point`);
  const values = new Float64Array(count);
  run(program, inputs, inputSize, values, count);
  const notFinite = values.reduce((sum, value) => (Number.isFinite(value) ? sum : sum + 1), 0);
  if (notFinite === 0) return { ok: true, values };
  const point = values.findIndex((value) => !Number.isFinite(value));
  const cause = causeText(tree, inputs.subarray(point * inputSize, (point + 1) * inputSize), point);
  const others = notFinite === 1 ? '' : `; ${notFinite} of ${count} points have no finite value`;
  return { ok: false, message: `${cause}${others}`, point, notFinite, values };
}
