/** The syntax tree of a formula, and the words that a formula may use. */

/** Longest text that is read, in characters. */
export const MAX_FORMULA_LENGTH = 1000;

/** Deepest nesting that is read: brackets, calls, signs and right-hand sides each count one. */
export const MAX_FORMULA_DEPTH = 64;

export type Operator = '+' | '-' | '*' | '/' | '^' | '<' | '>' | '<=' | '>=';

/** A part of a formula. Numbers are finite and not negative: a minus is a `negate`. Inputs count from 0. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'constant'; readonly name: ConstantName }
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly operands: readonly Expression[] };

export const constants = { pi: Math.PI, e: Math.E } as const;
export type ConstantName = keyof typeof constants;
export const isConstant = (name: string): name is ConstantName => Object.hasOwn(constants, name);

/** Functions, and the fewest and the most values that they take. */
export const functions = {
  sin: [1, 1],
  cos: [1, 1],
  tan: [1, 1],
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  abs: [1, 1],
  min: [2, 16],
  max: [2, 16],
  sign: [1, 1],
  step: [1, 1],
  relu: [1, 1],
  floor: [1, 1],
  round: [1, 1],
} as const;
export type FunctionName = keyof typeof functions;
export const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name);

/** How tightly operators bind. A sign binds looser than a power (−x² is −(x²)) and tighter than a product. */
export const binding: Readonly<Record<Operator, number>> = {
  '<': 1,
  '>': 1,
  '<=': 1,
  '>=': 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  '^': 5,
};
export const SIGN_BINDING = 4;
export const COMPARISON_BINDING = 1;
export const isOperator = (text: string): text is Operator => Object.hasOwn(binding, text);

/** Name of input `index` (from 0): x and y where there are at most two inputs, else x1, x2, … */
export const inputName = (index: number, inputSize: number): string =>
  inputSize <= 2 ? (['x', 'y'][index] as string) : `x${index + 1}`;
