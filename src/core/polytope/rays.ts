/** Which constraint a ray from an interior point meets first. */
import { f64 } from '../math/typed';
import { norm } from '../math/vectors';
import { along, type Region, slackNoise, slacksAt } from './region';

/** The first constraint along a ray, −1 where it goes on for ever; `distance` in lengths of the direction. */
export interface Hit {
  readonly constraint: number;
  readonly distance: number;
  /** Where the next one is met. */
  readonly next: number;
}

/** A place to shoot from: a point of the interior and its distances to all constraints. */
export interface Place {
  readonly point: Float64Array;
  readonly slacks: Float64Array;
}

export const placeAt = (region: Region, point: Float64Array): Place => ({ point, slacks: slacksAt(region, point) });

/** Casts the ray point + t·direction, t > 0. Cost: one product with all normals. */
export function castRay(region: Region, { slacks }: Place, direction: Float64Array): Hit {
  let constraint = -1;
  let distance = Number.POSITIVE_INFINITY;
  let next = Number.POSITIVE_INFINITY;
  for (let i = 0; i < slacks.length; i++) {
    const speed = along(region, i, direction);
    if (!(speed > 0)) continue;
    const t = f64(slacks, i) / speed;
    if (t < distance) {
      next = distance;
      distance = t;
      constraint = i;
    } else if (t < next) next = t;
  }
  return { constraint, distance, next };
}

export const pointAlong = ({ point }: Place, direction: Float64Array, t: number): Float64Array =>
  point.map((value, k) => value + t * f64(direction, k));

/**
 * The proof of a facet: a point on its hyperplane, to `residual`, from which every other constraint is at least `margin`
 * away, and by more than rounding can make of 0.
 */
export interface Witness {
  readonly point: Float64Array;
  readonly residual: number;
  readonly margin: number;
}

/** Whether `point` proves that constraint i is a facet; null where it does not. Cost: one product with all normals. */
export function witnessOf(region: Region, i: number, point: Float64Array): Witness | null {
  const slacks = slacksAt(region, point);
  const length = norm(point);
  const residual = Math.abs(f64(slacks, i));
  if (residual > 4 * slackNoise(region, i, length)) return null;
  let margin = Number.POSITIVE_INFINITY;
  for (let j = 0; j < slacks.length; j++) {
    if (j === i) continue;
    const slack = f64(slacks, j);
    if (slack < margin) margin = slack;
    // Twice: as far off as both hyperplanes can be.
    if (!(slack > 4 * (slackNoise(region, j, length) + residual))) return null;
  }
  return { point, residual, margin };
}
