/**
 * Piecewise-linear activations as data: piece r of a unit is z ↦ slopes[r]·z + offsets[r] between thresholds[r − 1] and
 * thresholds[r]. Source: Balestriero & Baraniuk, "A Spline Theory of Deep Networks".
 */
export type HardActivationName = 'identity' | 'relu' | 'leakyRelu' | 'abs' | 'hardTanh' | 'relu6' | 'table';

/** Smooth activations whose gate is defined (`core/soft/gate.ts`). The engine takes the splines that they soften. */
export type SmoothActivationName = 'gelu' | 'swish' | 'softplus' | 'sigmoid' | 'tanh';

export type ActivationName = HardActivationName | SmoothActivationName;

/**
 * What a network names for a layer; `alpha` is leaky ReLU's slope below zero (0.01 when absent), `eta` the slope of the gate
 * of swish (SiLU at 1) and of softplus, 1 when absent.
 */
export interface ActivationSpec {
  readonly name: ActivationName;
  readonly alpha?: number;
  readonly eta?: number;
  /** Of `table`. */
  readonly table?: PieceTable;
}

/** Any piecewise-linear function as data: clip, hard sigmoid, a threshold. Pieces are half-open. */
export interface PieceTable {
  /** What it is called where it is shown. */
  readonly label: string;
  readonly slopes: readonly number[];
  readonly offsets: readonly number[];
  /** Ascending; one fewer than pieces. */
  readonly thresholds: readonly number[];
  /** As in `PiecewiseLinear`; `above` when absent. */
  readonly atThreshold?: 'below' | 'above';
}

/**
 * A piecewise-linear function of one variable, continuous but for the steps that sigmoid and tanh soften. `slopes` and
 * `offsets` have R entries, `thresholds` R − 1.
 */
export interface PiecewiseLinear {
  readonly slopes: readonly number[];
  readonly offsets: readonly number[];
  readonly thresholds: readonly number[];
  /** Which piece z = threshold belongs to: ReLU's code is 1[z > 0], so `below`; all others are half-open [t_r, t_{r+1}). */
  readonly atThreshold: 'below' | 'above';
}

const IDENTITY_TABLE: PieceTable = { label: 'identity', slopes: [1], offsets: [0], thresholds: [] };

/**
 * Pieces of an activation; of a smooth one those of the spline that it softens: GELU, swish and softplus are soft ReLUs,
 * sigmoid and tanh are the codes of a soft ReLU and a soft abs, whose hard limits are steps (Balestriero & Baraniuk, "From
 * Hard to Soft"). Throws only for a name that the types exclude.
 */
export function piecewiseLinear(spec: ActivationSpec): PiecewiseLinear {
  switch (spec.name) {
    case 'identity':
      return { slopes: [1], offsets: [0], thresholds: [], atThreshold: 'above' };
    case 'relu':
    case 'gelu':
    case 'swish':
    case 'softplus':
      return { slopes: [0, 1], offsets: [0, 0], thresholds: [0], atThreshold: 'below' };
    case 'leakyRelu':
      return { slopes: [spec.alpha ?? 0.01, 1], offsets: [0, 0], thresholds: [0], atThreshold: 'above' };
    case 'abs':
      return { slopes: [-1, 1], offsets: [0, 0], thresholds: [0], atThreshold: 'above' };
    case 'hardTanh':
      return { slopes: [0, 1, 0], offsets: [-1, 0, 1], thresholds: [-1, 1], atThreshold: 'above' };
    case 'relu6':
      return { slopes: [0, 1, 0], offsets: [0, 0, 6], thresholds: [0, 6], atThreshold: 'above' };
    case 'table': {
      const { slopes, offsets, thresholds, atThreshold = 'above' } = spec.table ?? IDENTITY_TABLE;
      return { slopes, offsets, thresholds, atThreshold };
    }
    case 'sigmoid':
      return { slopes: [0, 0], offsets: [0, 1], thresholds: [0], atThreshold: 'above' };
    case 'tanh':
      return { slopes: [0, 0], offsets: [-1, 1], thresholds: [0], atThreshold: 'above' };
  }
}

/** Whether an activation is smooth: what the engine takes is then its hard limit. */
export const isSmooth = ({ name }: ActivationSpec): boolean =>
  name === 'gelu' || name === 'swish' || name === 'softplus' || name === 'sigmoid' || name === 'tanh';

/** Whether the pieces meet at their thresholds: all do but the steps that sigmoid and tanh soften. */
export const isContinuous = ({ slopes, offsets, thresholds }: PiecewiseLinear): boolean =>
  thresholds.every((t, r) => {
    const before = (slopes[r] as number) * t + (offsets[r] as number);
    return before === (slopes[r + 1] as number) * t + (offsets[r + 1] as number);
  });

/** Index of the piece that z falls in, thresholds decided by `atThreshold`. NaN falls in piece 0. */
export function pieceOf(f: PiecewiseLinear, z: number): number {
  const { thresholds } = f;
  let piece = 0;
  if (f.atThreshold === 'below') while (piece < thresholds.length && z > (thresholds[piece] as number)) piece++;
  else while (piece < thresholds.length && z >= (thresholds[piece] as number)) piece++;
  return piece;
}
