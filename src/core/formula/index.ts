/** Scalar formulas of the inputs: a small language, read and run here, with the same values on every machine. */
export { type Expression, MAX_FORMULA_DEPTH, MAX_FORMULA_LENGTH } from './expression';
export {
  evaluateFormula,
  type Formula,
  type FormulaResult,
  type FormulaValues,
  parseFormula,
  printFormula,
} from './formula';
