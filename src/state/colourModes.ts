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
  /** Density maps, which vary inside a polytope: Humayun's local complexity, boundaries within a disc, distance. */
  'complexity',
  'crossings',
  'distance',
  /** Soft codes, which vary inside a polytope, too: entropy, probability of the likeliest, expected active units, map distance. */
  'softEntropy',
  'softLikeliest',
  'softActive',
  'softDistance',
] as const;

export type ColourMode = (typeof COLOUR_MODES)[number];

/** The modes that go by the partition's result alone. */
export type PlainMode = 'code' | 'class' | 'output';

/** Whether a mode is drawn from the result. All others need a `Colouring`. */
export const isPlainMode = (mode: ColourMode): mode is PlainMode =>
  mode === 'code' || mode === 'class' || mode === 'output';

export type DensityMode = 'complexity' | 'crossings' | 'distance';

/** Whether a mode varies inside a polytope: a face has the value at its centroid, and a field lies over the faces. */
export const isDensityMode = (mode: ColourMode): mode is DensityMode =>
  mode === 'complexity' || mode === 'crossings' || mode === 'distance';

export type SoftMode = 'softEntropy' | 'softLikeliest' | 'softActive' | 'softDistance';

/** Whether a mode shows soft codes: a face has the value at its centroid, and where the codes are soft a field lies over it. */
export const isSoftMode = (mode: ColourMode): mode is SoftMode =>
  mode === 'softEntropy' || mode === 'softLikeliest' || mode === 'softActive' || mode === 'softDistance';

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
