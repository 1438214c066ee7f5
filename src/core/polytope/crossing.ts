/** The way across a facet from a given point: short and straight, where the facet's witness may lie far off. */
import { f64 } from '../math/typed';
import { addScaled, dot } from '../math/vectors';
import { codesEqual, splineCode } from '../network';
import type { Facet, PolytopeFacets } from './facetTypes';
import type { Neighbour } from './neighbour';
import { coordinatesInRegion, directionOfRegion, normalOf, offsetOf, type Region, slacksAt } from './region';
import { footOf } from './seen';

/** Sweeps over all constraints on the way to the nearest point of the facet. */
const SWEEPS = 60;

/** How often the step behind the facet is halved. */
const HALVINGS = 40;

/** Share of the room about the witness that is kept to other boundaries. */
const KEPT_ROOM = 1 / 4;

/** How far a point may lie outside a side of the box, relative to 1 + its distance. */
const SIDE_NOISE = 2 ** -40;

/**
 * A point of the polytope across the facet such that the straight line from x crosses that facet and no other boundary; with
 * rounding in mind it keeps some room to all others. Null where there is none to be had in float64. x must be in the polytope.
 * Found near the foot by Hildreth's projections (1957), which need not be exact: what comes out is checked.
 * Cost: some tens of times constraints × coordinates, and forward passes.
 */
export function wayAcross(found: PolytopeFacets, facet: Facet, x: ArrayLike<number>): Float64Array | null {
  const { region, ball } = found;
  const { neighbour } = facet;
  if (!neighbour || ball.kind !== 'interior') return null;
  const y = coordinatesInRegion(region, x);
  const room = Math.min(KEPT_ROOM * facet.margin, ball.radius);
  const entry = entryNear(region, facet, y, room);
  const normal = normalOf(region, facet.constraint);
  let step = room / 2;
  for (let i = 0; i < HALVINGS; i++, step /= 2) {
    const landing = entry.map((value, k) => value - f64(y, k) + step * f64(normal, k));
    const point = directionOfRegion(region, landing).map((value, k) => value + (x[k] as number));
    if (crossesOnly(found, facet, x, point)) return point;
  }
  return null;
}

/**
 * Whether the straight line from a point of the polytope to one across the facet crosses that facet and no other boundary: it
 * meets the hyperplane where all other constraints of units are slack, and ends with the neighbour's code. (Both polytopes
 * are convex, so that the rest of the line is in them.)
 */
export function crossesOnly(
  { region, passes }: PolytopeFacets,
  { constraint, neighbour }: { readonly constraint: number; readonly neighbour: Pick<Neighbour, 'code'> | null },
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): boolean {
  const [a, b] = [coordinatesInRegion(region, from), coordinatesInRegion(region, to)];
  const [before, behind] = [f64(slacksAt(region, a), constraint), f64(slacksAt(region, b), constraint)];
  if (!neighbour || !(before >= 0 && behind < 0)) return false;
  const t = before / (before - behind);
  const slacks = slacksAt(
    region,
    a.map((value, k) => value + t * (f64(b, k) - value)),
  );
  for (let j = 0; j < region.count; j++) if (j !== constraint && !(f64(slacks, j) > 0)) return false;
  const { network, code } = region.halfSpaces;
  // Not all half-spaces are among the rows: the polytope is asked itself, shortly before.
  const asks = passes !== null && before > 0;
  if (asks && !codesEqual(splineCode(network, pointBetween(from, to, t * SHORTLY_BEFORE)), code)) return false;
  if (passes && !codesEqual(splineCode(network, pointBetween(from, to, t + (1 - t) * SHORTLY_BEHIND)), neighbour.code))
    return false;
  return codesEqual(splineCode(network, to), neighbour.code);
}

/** Shares of the way to a boundary, and of that behind it, at which codes are asked for. */
const [SHORTLY_BEFORE, SHORTLY_BEHIND] = [1 - 2 ** -12, 2 ** -12];

const pointBetween = (from: ArrayLike<number>, to: ArrayLike<number>, t: number): Float64Array =>
  Float64Array.from(from, (value, k) => value + t * ((to[k] as number) - value));

/** What each constraint must be slack by: other units by the room, sides of the box hardly. */
const needOf = (region: Region, j: number, room: number): number =>
  j < region.count ? room : -SIDE_NOISE * (1 + Math.abs(offsetOf(region, j)));

/** A point of the facet near y that keeps about so much room to other units, in the region's coordinates. */
function entryNear(region: Region, { constraint, witness }: Facet, y: Float64Array, room: number): Float64Array {
  const point = projected(region, constraint, y, room);
  const inside = coordinatesInRegion(region, witness);
  const [here, there] = [slacksAt(region, point), slacksAt(region, inside)];
  let share = 0;
  for (let j = 0; j < region.constraints; j++) {
    const need = needOf(region, j, room / 2);
    const [near, far] = [f64(here, j), f64(there, j)];
    if (j !== constraint && near < need && far > near) share = Math.max(share, (need - near) / (far - near));
  }
  const s = Math.min(1, share);
  return point.map((value, k) => value + s * (f64(inside, k) - value));
}

/** About the nearest point to y of the hyperplane within all other constraints, drawn in by the room. */
function projected(region: Region, constraint: number, y: Float64Array, room: number): Float64Array {
  const point = footOf(region, constraint, y);
  const normals = Array.from({ length: region.count }, (_, j) => normalOf(region, j));
  const own = normals[constraint] as Float64Array;
  const multipliers = new Float64Array(region.constraints);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let j = 0; j < region.constraints; j++) {
      if (j === constraint) continue;
      const free = slackOf(region, normals, j, point) - (j < region.count ? room : 0);
      const change = Math.min(f64(multipliers, j), free);
      if (change === 0) continue;
      multipliers[j] = f64(multipliers, j) - change;
      shift(region, normals, j, point, change);
      moved = Math.max(moved, Math.abs(change));
    }
    addScaled(point, offsetOf(region, constraint) - dot(own, point), own);
    if (moved < room / 100) break;
  }
  return point;
}

function slackOf(region: Region, normals: readonly Float64Array[], j: number, point: Float64Array): number {
  const side = j - region.count;
  const along =
    side < 0 ? dot(normals[j] as Float64Array, point) : side % 2 === 1 ? f64(point, side >> 1) : -f64(point, side >> 1);
  return offsetOf(region, j) - along;
}

function shift(region: Region, normals: readonly Float64Array[], j: number, point: Float64Array, by: number): void {
  const side = j - region.count;
  if (side < 0) addScaled(point, by, normals[j] as Float64Array);
  else point[side >> 1] = f64(point, side >> 1) + (side % 2 === 1 ? by : -by);
}
