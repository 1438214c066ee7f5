/**
 * A network on a part of a slice, with all units that keep one piece there folded away. With δ_v what open unit v gives
 * beyond its piece 0, every open unit's pre-activation and every output is affine in (p, q) and in the δ of the open units before it:
 * row_u = columns_u · (p, q, 1) + Σ_v matrix_uv δ_v. So any network is a small one there, whatever its layers are made of.
 */
import type { PiecewiseLinear } from '../../network/activation';
import type { SparseRows } from './sparseRows';

/** An axis-parallel box of slice coordinates about the domain's centre. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly halfX: number;
  readonly halfY: number;
}

export interface Reduced {
  /** Open units, in the order of the network. */
  readonly units: readonly OpenUnit[];
  readonly outputs: number;
  /** (units + outputs) × 3, row-major: ∂/∂p, ∂/∂q and the value at the domain's centre. */
  readonly columns: Float64Array;
  /** (units + outputs) × units; row u is 0 from u on. */
  readonly matrix: SparseRows;
  /** Rounding noise of each row. */
  readonly noise: Float64Array;
  /** The whole network's code with all settled entries; 0 where a unit is open. */
  readonly code: Uint32Array;
}

export interface OpenUnit {
  /** Layer, from 0, and unit in it. */
  readonly layer: number;
  readonly unit: number;
  /** Index among all gated units of the network. */
  readonly index: number;
  readonly firstBit: number;
  readonly bits: number;
  readonly activation: PiecewiseLinear;
}

/** How many pieces' slope and offset lie beyond those of piece 0. */
export const beyondFirst = (
  { slopes, offsets }: PiecewiseLinear,
  piece: number,
): readonly [slope: number, offset: number] => [
  (slopes[piece] as number) - (slopes[0] as number),
  (offsets[piece] as number) - (offsets[0] as number),
];
