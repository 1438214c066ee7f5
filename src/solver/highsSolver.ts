/** HiGHS (wasm) behind the core's `LinearSolver`. */
import type { Highs, Model } from 'highs';
import type { LinearModel, LinearProblem, LinearSolution, LinearSolver } from '../core/polytope';

/** As exact as HiGHS allows: its own checks and pivots. What comes out is checked again by the caller. */
const OPTIONS = {
  output_flag: false,
  presolve: 'off',
  small_matrix_value: 1e-12,
  solver: 'simplex',
  primal_feasibility_tolerance: 1e-10,
  dual_feasibility_tolerance: 1e-10,
} as const;

const NOTHING = { point: new Float64Array(0), multipliers: new Float64Array(0) };

/** The solver of a loaded HiGHS. Models keep their last basis, so that the next `maximise` starts from it. */
export function highsSolver(highs: Highs): LinearSolver {
  return { open: (problem) => new HighsModel(highs, problem) };
}

class HighsModel implements LinearModel {
  private readonly model: Model;
  private readonly variables: number;

  constructor(
    private readonly highs: Highs,
    problem: LinearProblem,
  ) {
    const { variables, rows, starts, columns, values, upper } = problem;
    this.variables = variables;
    this.model = highs.createModel({
      numCols: variables,
      numRows: rows,
      colCost: new Float64Array(variables),
      colLower: problem.lowerBounds ?? new Float64Array(variables).fill(-highs.infinity),
      colUpper: problem.upperBounds ?? new Float64Array(variables).fill(highs.infinity),
      rowLower: new Float64Array(rows).fill(-highs.infinity),
      rowUpper: upper,
      matrix: { format: 'csr', numRows: rows, numCols: variables, starts, indices: columns, values },
    });
    this.model.options.set(OPTIONS);
  }

  setUpper(row: number, bound: number): void {
    this.model.changeRowBounds(row, -this.highs.infinity, bound);
  }

  setBounds(variable: number, lower: number, upper: number): void {
    this.model.changeColBounds(variable, lower, upper);
  }

  maximise(objective: Float64Array): LinearSolution {
    // Minimising −c: multipliers of upper bounds then come with a minus sign.
    this.model.changeColsCost(
      { kind: 'range', from: 0, to: this.variables - 1 },
      objective.map((c) => -c),
    );
    try {
      this.model.run();
    } catch (error) {
      if (error instanceof this.highs.errors.HighsError) return { status: 'unknown', ...NOTHING };
      throw error;
    }
    return this.solution();
  }

  private solution(): LinearSolution {
    const { modelStatus } = this.highs.constants;
    switch (this.model.getModelStatus()) {
      case modelStatus.optimal: {
        const { colValue, rowDual } = this.model.getSolution();
        return { status: 'optimal', point: colValue, multipliers: rowDual.map((dual) => Math.max(0, -dual)) };
      }
      case modelStatus.infeasible:
        return { status: 'infeasible', ...NOTHING };
      case modelStatus.unbounded:
      case modelStatus.unboundedOrInfeasible:
        return { status: 'unbounded', ...NOTHING };
      default:
        return { status: 'unknown', ...NOTHING };
    }
  }

  close(): void {
    this.model.dispose();
  }
}
