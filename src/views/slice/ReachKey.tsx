import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { type Reach, reachOf } from './reach';
import { useSlowly } from './useSlowly';

/** What an activation out of its range would be, in words. */
export const outOfRange = ([least, most]: Reach['range']): string =>
  most < Number.POSITIVE_INFINITY
    ? `an activation would lie outside [${least}, ${most}]`
    : least === 0
      ? 'an activation would be negative'
      : `an activation would be below ${least}`;

/** Key of the hatching over what no input reaches. */
export function ReachKey({ store }: { store: StoreApi<LensStore> }): ReactElement | null {
  const reach = useSlowly(store, reachOf);
  if (!reach || reach.share >= 1 - 1e-12) return null;
  return (
    <div
      className="slice-chip slice-legend"
      title={`No input gives these: ${outOfRange(reach.range)}. What is not hatched may be out of reach, too.`}
    >
      <svg className="slice-hatch-sample" width="18" height="12" aria-hidden="true">
        <rect width="18" height="12" fill="url(#slice-hatch-pattern)" />
      </svg>
      no input gives these
    </div>
  );
}
