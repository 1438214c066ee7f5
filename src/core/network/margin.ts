import { f64, i32 } from '../math/typed';
import type { Slice } from '../slice/slice';
import { slantedLength } from './boundary';
import { boundaryGradient, boundaryValue, type EntrantPair, type UnitRef } from './boundaryGradient';
import { codeOf } from './code';
import { beginsContest } from './contest';
import { contestBoundaries } from './entrants';
import { isHeld } from './held';
import { gatesAt } from './localMap';
import { type CodeLayout, codeLayout, type Network } from './network';
import { rowNorm } from './rows';

/** How far one unit is from its next piece. Infinite where its pre-activation does not change. */
export interface UnitMargin {
  /** The nearest value of z at which the piece changes; 0 for ReLU. */
  readonly threshold: number;
  /** |z − threshold| / ‖∇z‖ in R^d, and with ∇z projected on the slice. */
  readonly distance: number;
  readonly distanceInSlice: number;
}

/**
 * The margin of one gated unit under the input's own code; `z`: its pre-activations. The distance is that of the
 * hyperplane on which the unit would change if no other unit did before. Of a match in a contest it is the nearest of those
 * of all entrants who would meet the winner there; infinite where the winner does not come by. Cost: the weights of the layers up to the
 * unit's, for a match as often as there are such entrants. Throws a RangeError where the unit is not gated.
 */
export function unitMargin(network: Network, z: readonly Float64Array[], unit: UnitRef, slice: Slice): UnitMargin {
  const layout = codeLayout(network);
  const gated = layout.gated.find(({ layer }) => layer === unit.layer);
  const value = z[unit.layer - 1]?.[unit.unit];
  if (!gated || value === undefined || unit.unit >= gated.size)
    throw new RangeError(`invalid unit: layer ${unit.layer} has no unit ${unit.unit}`);
  // A clamped unit keeps its piece everywhere.
  const clamped = isHeld(gated.held, unit.unit);
  const gaps = gated.activation.thresholds.map((threshold) => Math.abs(value - threshold));
  const gap = Math.min(...gaps);
  const threshold = gated.activation.thresholds[gaps.indexOf(gap)] as number;
  const never = { threshold, distance: Infinity, distanceInSlice: Infinity };
  if (clamped) return never;
  if (!gated.contest) return { ...never, ...distances(network, z, unit, gap, slice) };
  return meetings(layout, z, unit).reduce((nearest: UnitMargin, between) => {
    const apart = Math.abs(boundaryValue(z, { ...unit, between }));
    const found = distances(network, z, { ...unit, between }, apart, slice);
    return {
      threshold,
      distance: Math.min(nearest.distance, found.distance),
      distanceInSlice: Math.min(nearest.distanceInSlice, found.distanceInSlice),
    };
  }, never);
}

/** The winner and those whom it would meet at a match. */
function meetings(layout: CodeLayout, z: readonly Float64Array[], { layer, unit }: UnitRef): EntrantPair[] {
  const code = codeOf(layout, z);
  return layout.gated.filter(beginsContest).flatMap((gated) => {
    const { at, winner, other, ...found } = contestBoundaries(layout, gated, code);
    return Array.from(found.layer.keys())
      .filter((i) => i32(found.layer, i) === layer && i32(found.unit, i) === unit)
      .map((i) => ({ at, winner: i32(winner, i), other: i32(other, i) }));
  });
}

function distances(
  network: Network,
  z: readonly Float64Array[],
  boundary: UnitRef & { readonly between?: EntrantPair },
  gap: number,
  slice: Slice,
): Pick<UnitMargin, 'distance' | 'distanceInSlice'> {
  const gradient = boundaryGradient(network, gatesAt(network, z), boundary);
  const norm = rowNorm(gradient, 0, gradient.length);
  const distance = norm > 0 ? gap / norm : Infinity;
  // A network with one input has no plane: its slice is the line.
  if (network.inputSize === 1 || !(norm > 0)) return { distance, distanceInSlice: distance };
  const along = (axis: Float64Array): number => gradient.reduce((sum, entry, i) => sum + entry * f64(axis, i), 0);
  const inSlice = slantedLength(slice)(Float64Array.of(along(slice.e1), along(slice.e2)), 0, 2);
  return { distance, distanceInSlice: inSlice > 0 ? gap / inSlice : Infinity };
}
