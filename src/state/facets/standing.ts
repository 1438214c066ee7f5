/** How what was found stands to the selected input. */
import { codesEqual } from '../../core/network';
import type { FoundFacets, SessionState, TrailStep } from '../types';

type Here = Pick<SessionState, 'network' | 'inspection'>;

/** `here`: of the polytope that the point is in; `left`: of another one; `changed`: of another network. */
export type Standing = 'here' | 'left' | 'changed';

export function standingOf({ network, facets }: FoundFacets, session: Here): Standing {
  if (network !== session.network) return 'changed';
  const code = session.inspection?.code;
  return code && codesEqual(code, facets.region.halfSpaces.code) ? 'here' : 'left';
}

/** How many steps of the trail lead to the polytope that the point is in; −1 where it is on none of them. */
export function placeOnTrail(trail: readonly TrailStep[], code: Uint32Array): number {
  for (let i = trail.length - 1; i >= 0; i--) if (codesEqual((trail[i] as TrailStep).codes[1], code)) return i + 1;
  const first = trail[0];
  return first && codesEqual(first.codes[0], code) ? 0 : -1;
}
