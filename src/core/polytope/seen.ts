/** Facets as another point of the same polytope sees them: cheap, since the normals are known. */
import { f64 } from '../math/typed';
import { addScaled, norm } from '../math/vectors';
import type { Facet, PolytopeFacets } from './facetTypes';
import { along, coordinatesInRegion, normalOf, offsetOf, type Region, slackNoise, slacksAt } from './region';

export interface SeenFacet {
  readonly facet: Facet;
  /** From the point to the facet's hyperplane; negative outside. */
  readonly distance: number;
  /** Whether the hyperplane's nearest point belongs to the facet; null where a search by passes leaves that open for this point. */
  readonly footInside: boolean | null;
}

/** All facets, the nearest hyperplane first, from a point of the polytope. Cost: facets × constraints × coordinates. */
export function facetsSeenFrom(found: PolytopeFacets, x: ArrayLike<number>): readonly SeenFacet[] {
  const { region, facets } = found;
  const y = coordinatesInRegion(region, x);
  const slacks = slacksAt(region, y);
  return facets
    .map((facet) => ({
      facet,
      distance: f64(slacks, facet.constraint),
      footInside: found.passes ? footByPasses(region, facet, y) : isFootInside(region, facet.constraint, y),
    }))
    .sort((a, b) => a.distance - b.distance || a.facet.constraint - b.facet.constraint);
}

/** Known at the input; elsewhere outside where it is outside another facet, else open. */
function footByPasses(region: Region, facet: Facet, y: Float64Array): boolean | null {
  if (y.every((value) => value === 0)) return facet.footInside;
  return isFootInside(region, facet.constraint, y) ? null : false;
}

/** The point of hyperplane i that is nearest to y, in the region's coordinates. */
export function footOf(region: Region, i: number, y: Float64Array): Float64Array {
  const foot = y.slice();
  addScaled(foot, offsetOf(region, i) - along(region, i, y), normalOf(region, i));
  return foot;
}

/** Whether the point of hyperplane i that is nearest to y meets all other constraints, to rounding. */
export function isFootInside(region: Region, i: number, y: Float64Array): boolean {
  const foot = footOf(region, i, y);
  const length = norm(foot);
  return slacksAt(region, foot).every((slack, j) => j === i || slack >= -4 * slackNoise(region, j, length));
}
