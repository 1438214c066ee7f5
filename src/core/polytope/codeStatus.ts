import type { Network } from '../network/network';
import type { UnitBound } from './boundList';
import { halfSpacesOf } from './halfSpaces';
import { inscribedBall, type NoInterior } from './inscribed';
import type { LinearSolver } from './linear';
import { type Box, pointOfRegion, type Region, regionOf } from './region';

/** What a spline code names: a polytope with an interior point, the empty set, or something without an interior. */
export type CodeStatus =
  | { readonly kind: 'realised'; readonly point: Float64Array; readonly radius: number }
  /** Empty, by units that are constant on the wrong side, or by multipliers (`NoInterior`). */
  | {
      readonly kind: 'empty';
      readonly broken: readonly UnitBound[];
      readonly proof: NoInterior | null;
      readonly region: Region;
    }
  /** No ball of a radius that float64 can tell from 0: at most the border of other polytopes. */
  | { readonly kind: 'flat' | 'undecided'; readonly region: Region };

/**
 * Whether any input has this code (within the box, if there is one), by one linear program and with a proof: a point of the
 * interior, or Farkas multipliers. Cost: the half-spaces of the code and the program.
 */
export function codeStatus(
  network: Network,
  code: Uint32Array,
  solver: LinearSolver,
  options: { readonly box?: Box | null; readonly origin?: ArrayLike<number> } = {},
): CodeStatus {
  const { box = null, origin } = options;
  const from = origin ?? (box ? box.lower.map((value, k) => (value + (box.upper[k] as number)) / 2) : undefined);
  const halfSpaces = halfSpacesOf(network, code, { reduced: !box, ...(from ? { origin: from } : {}) });
  const region = regionOf(halfSpaces, box);
  if (halfSpaces.broken.length > 0) return { kind: 'empty', broken: halfSpaces.broken, proof: null, region };
  const ball = inscribedBall(region, solver);
  if (ball.kind === 'interior')
    return { kind: 'realised', point: pointOfRegion(region, ball.centre), radius: ball.radius };
  if (ball.kind === 'empty') return { kind: 'empty', broken: [], proof: ball, region };
  return { kind: ball.kind, region };
}
