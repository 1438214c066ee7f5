import type { Random } from '../math/random';
import { f64 } from '../math/typed';
import { norm } from '../math/vectors';
import { castRay, type Place, placeAt, pointAlong, type Witness, witnessOf } from './rays';
import { along, normalOf, offsetOf, type Region } from './region';

/** Chords that are tried. */
const CHORDS = 12;

/**
 * Moves a witness within its facet to the middles of random chords, as long as it gets farther from all other constraints:
 * points in the thick of a facet survive rounding and are better to look at. A chord without an end counts to `reach`.
 */
export function centredWitness(
  region: Region,
  facet: number,
  witness: Witness,
  reach: number,
  random: Random,
): Witness {
  const normal = normalOf(region, facet);
  let best = witness;
  for (let chord = 0; chord < CHORDS; chord++) {
    const direction = withinFacet(region, facet, normal, random);
    if (!direction) return best;
    const place = placeWithin(region, facet, best.point);
    const ahead = Math.min(castRay(region, place, direction).distance, reach);
    const back = Math.min(
      castRay(
        region,
        place,
        direction.map((value) => -value),
      ).distance,
      reach,
    );
    const moved = pointAlong(place, direction, (ahead - back) / 2);
    const next = witnessOf(region, facet, onHyperplane(region, facet, normal, moved));
    if (next && next.margin > best.margin) best = next;
  }
  return best;
}

/** A random unit direction along the facet; null in one dimension. */
function withinFacet(region: Region, facet: number, normal: Float64Array, random: Random): Float64Array | null {
  if (region.size < 2) return null;
  const direction = normal.map(() => random.normal());
  const share = along(region, facet, direction);
  for (let k = 0; k < direction.length; k++) direction[k] = f64(direction, k) - share * f64(normal, k);
  const length = norm(direction);
  return length > 0 ? direction.map((value) => value / length) : null;
}

/** The facet's own constraint does not stop a ray within it. */
function placeWithin(region: Region, facet: number, point: Float64Array): Place {
  const place = placeAt(region, point);
  place.slacks[facet] = Number.POSITIVE_INFINITY;
  return place;
}

function onHyperplane(region: Region, facet: number, normal: Float64Array, point: Float64Array): Float64Array {
  const off = offsetOf(region, facet) - along(region, facet, point);
  return point.map((value, k) => value + off * f64(normal, k));
}

/** Length of the chord from a witness through the region, straight away from the facet; Infinity where it has no end. */
export function widthAt(region: Region, facet: number, point: Float64Array): number {
  return castRay(
    region,
    placeWithin(region, facet, point),
    normalOf(region, facet).map((value) => -value),
  ).distance;
}
