/** How what was found stands to the selected input. */
import { codesEqual } from '../../core/network';
import { MOST_VOLUME_INPUTS } from '../../core/polytope';
import type { FacetBox, FacetsRequest, FoundFacets, LensState, SessionState, TrailStep } from '../types';

/** The state in force, as far as it is asked. */
export interface InForce {
  readonly lens: Pick<LensState, 'facets'>;
  readonly session: Pick<SessionState, 'network' | 'inspection' | 'inspecting'>;
}

/**
 * `here`: of the polytope that the point is in; `left`: of another one; `changed`: of another network; `otherwise`: within
 * another box than the one that the state now asks for, or with or without the volume against what it asks; `waiting`: which
 * polytope the point is in is being computed.
 */
export type Standing = 'here' | 'left' | 'changed' | 'otherwise' | 'waiting';

export function standingOf({ network, facets, request }: FoundFacets, { lens, session }: InForce): Standing {
  if (network !== session.network) return 'changed';
  const code = session.inspection?.code;
  if (!code && session.inspecting) return 'waiting';
  if (!code || !codesEqual(code, facets.region.halfSpaces.code)) return 'left';
  return sameRequest(request, lens.facets, network.inputSize) ? 'here' : 'otherwise';
}

const sameBox = (a: FacetBox, b: FacetBox): boolean =>
  a.kind === 'range' && b.kind === 'range' ? a.lower === b.lower && a.upper === b.upper : a.kind === b.kind;

/** Whether two requests lead to the same search: the volume needs a box and few inputs. */
function sameRequest(a: FacetsRequest, b: FacetsRequest, inputs: number): boolean {
  if (!sameBox(a.box, b.box)) return false;
  return a.volume === b.volume || a.box.kind === 'none' || inputs > MOST_VOLUME_INPUTS;
}

/** How many steps of the trail lead to the polytope of the selected input; −1: it is on none of them; null: not known yet. */
export function placeOfPoint(
  trail: readonly TrailStep[],
  { inspection, inspecting }: Pick<SessionState, 'inspection' | 'inspecting'>,
): number | null {
  if (inspection) return placeOnTrail(trail, inspection.code);
  return inspecting ? null : -1;
}

/** How many steps of the trail lead to the polytope that the point is in; −1 where it is on none of them. */
export function placeOnTrail(trail: readonly TrailStep[], code: Uint32Array): number {
  for (let i = trail.length - 1; i >= 0; i--) if (codesEqual((trail[i] as TrailStep).codes[1], code)) return i + 1;
  const first = trail[0];
  return first && codesEqual(first.codes[0], code) ? 0 : -1;
}
