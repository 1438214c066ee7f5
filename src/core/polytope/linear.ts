/** What the geometry asks of a linear-programming solver. Whatever it answers is checked, never believed. */

/** Rows A y ≤ b over variables between bounds; ±Infinity is no bound. */
export interface LinearProblem {
  readonly variables: number;
  readonly rows: number;
  /** Compressed rows: entries starts[i] … starts[i + 1] − 1 belong to row i. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
  readonly upper: Float64Array;
  /** One a variable; both absent for free variables. */
  readonly lowerBounds?: Float64Array;
  readonly upperBounds?: Float64Array;
}

export interface LinearSolution {
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'unknown';
  /** The optimum; empty where there is none. */
  readonly point: Float64Array;
  /** λ ≥ 0, one a row, with Aᵀλ = objective where no bound of a variable is active; empty where there is none. */
  readonly multipliers: Float64Array;
}

/** One problem in the solver's memory. Solving it again after a change may start from the last optimum. */
export interface LinearModel {
  /** Changes one row's right-hand side; Infinity leaves the row out. */
  setUpper(row: number, bound: number): void;
  setBounds(variable: number, lower: number, upper: number): void;
  /** The largest objective · y. */
  maximise(objective: Float64Array): LinearSolution;
  /** Frees its memory. */
  close(): void;
}

export interface LinearSolver {
  open(problem: LinearProblem): LinearModel;
}

/** A dense matrix as compressed rows. */
export function denseRows(
  rows: number,
  variables: number,
  values: Float64Array,
): Pick<LinearProblem, 'rows' | 'variables' | 'starts' | 'columns' | 'values'> {
  return {
    rows,
    variables,
    starts: Int32Array.from({ length: rows + 1 }, (_, i) => i * variables),
    columns: Int32Array.from({ length: rows * variables }, (_, i) => i % variables),
    values,
  };
}
