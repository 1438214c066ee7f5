/** What a boundary is, and what is 0 on it. */
import { f64 } from '../math/typed';
import { affineOp } from './affine';
import type { Gates } from './localMap';
import type { Layer, Network } from './network';

/** A unit by layer (from 1) and index in it (from 0). */
export interface UnitRef {
  readonly layer: number;
  readonly unit: number;
}

/** The hyperplane z = threshold of a unit, and its distance from the point asked about. */
export interface Boundary extends UnitRef {
  readonly threshold: number;
  readonly distance: number;
  /** Of a match in a contest: the two whose values are equal there (`entrants.ts`). */
  readonly between?: EntrantPair;
}

/** Two units of a layer (from 1) that are compared: the winner of a contest, and another one. */
export interface EntrantPair {
  readonly at: number;
  readonly winner: number;
  readonly other: number;
}

/** What is equal to the threshold on a boundary: z of its unit, or what an entrant of a contest is below the winner. */
export const boundaryValue = (
  z: readonly Float64Array[],
  { layer, unit, between }: UnitRef & Pick<Boundary, 'between'>,
): number => {
  if (!between) return f64(z[layer - 1] as Float64Array, unit);
  const values = z[between.at - 1] as Float64Array;
  return f64(values, between.winner) - f64(values, between.other);
};

/** Its gradient in R^d, from the unit back to the inputs. Cost: the weights of the layers up to it. */
export function boundaryGradient(
  network: Network,
  gates: readonly Gates[],
  { layer, unit, between }: UnitRef & Pick<Boundary, 'between'>,
): Float64Array {
  const at = between?.at ?? layer;
  const chosen = new Float64Array((network.layers[at - 1] as Layer).outputSize);
  chosen[between?.winner ?? unit] = 1;
  if (between) chosen[between.other] = -1;
  return gradientOfSum(network, gates, at, chosen);
}

/** ∇z of one unit in R^d. */
export function gradientOf(network: Network, gates: readonly Gates[], { layer, unit }: UnitRef): Float64Array {
  return boundaryGradient(network, gates, { layer, unit });
}

/** ∇ Σ_j chosen_j z_j for the units of one layer (from 1). */
function gradientOfSum(network: Network, gates: readonly Gates[], layer: number, chosen: Float64Array): Float64Array {
  let row = new Float64Array((network.layers[layer - 1] as Layer).inputSize);
  affineOp(network.layers[layer - 1] as Layer).applyTransposed(chosen, row);
  for (let l = layer - 2; l >= 0; l--) {
    const below = network.layers[l] as Layer;
    const { slopes } = gates[l] as Gates;
    const next = new Float64Array(below.inputSize);
    affineOp(below).applyTransposed(
      row.map((value, j) => value * f64(slopes, j)),
      next,
    );
    row = next;
  }
  return row;
}
