/** What was checked of a partition, each by another way than it was made. Residuals are relative, see theory. */
export interface Certificate {
  /** V − E + F; must be 1. */
  readonly euler: number;
  /** |Σ areas − domain area| / domain area. */
  readonly areaError: number;
  /** Faces whose code was compared with a forward pass at an interior point. */
  readonly codesChecked: number;
  readonly codeMismatches: number;
  /** Faces at one of whose vertices a unit leaves its piece under the face's own code: a cut is missing. */
  readonly signViolations: number;
  readonly undecided: number;
  readonly merged: number;
  /** Largest jump of the output across an edge, relative to the outputs' scale. */
  readonly continuity: number;
  /** Largest |A x + c − f(x)| / (‖A‖‖x‖ + ‖c‖ + 1) at the faces' interior points. */
  readonly residual: number;
}
