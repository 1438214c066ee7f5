import type { BoundaryCut } from '../../../core/soft';

/** Why there is no width, or null. */
export function noWidthWords({ eta, centre, half }: Pick<BoundaryCut, 'eta' | 'centre' | 'half'>): string | null {
  if (eta === Infinity) return 'The gate is hard: the boundary has no width.';
  if (eta === 0) return 'At β = 0 all pieces are alike everywhere: there is no boundary.';
  if (centre === null) return 'The soft network’s z does not reach the threshold along the cut.';
  return half ? null : 'Within reach the entropy does not fall to half.';
}
