/** What can colour the polytopes. Links name these, so they never change; new ones join. */
export const COLOUR_MODES = [
  'code',
  'class',
  'output',
  /** Probability of the winning class. */
  'confidence',
  /** One output (`colourOutput`). */
  'logit',
  /** Number of active units. */
  'active',
  /** Hamming distance of the code to that of the selected point. */
  'hamming',
  /** Piece that one unit (`colourUnit`) is in. */
  'unitState',
  'preActivation',
  'area',
  /** Layer of the last cut. */
  'lastCut',
  /** ‖A‖₂ in R^d: the local Lipschitz constant. */
  'inputNorm',
  /** ‖A‖₂ along the slice. */
  'sliceNorm',
  /** ‖ΔA‖_F across each edge, along the slice. Colours the edges. */
  'bend',
] as const;

export type ColourMode = (typeof COLOUR_MODES)[number];

/** Modes that are drawn from the partition's result alone. All others need a `Colouring`. */
export const isPlainMode = (mode: ColourMode): mode is 'code' | 'class' | 'output' =>
  mode === 'code' || mode === 'class' || mode === 'output';

/** One number a face of a result (a piece, for one input), or one an edge where the mode is `bend`. */
export interface Colouring {
  /** Of the result that it belongs to. */
  readonly generation: number;
  /** The mode with its unit or output (`colouringKey`): a colouring for another one is stale. */
  readonly key: string;
  /** Null while they are being computed, or where there is a problem. */
  readonly values: ArrayLike<number> | null;
  /** Share that is done, once that takes long. */
  readonly progress: number | null;
  /** Why there are no values, in words. */
  readonly problem: string | null;
}
