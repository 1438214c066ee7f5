/** Half-spaces with equal ones merged, and a box if there is one: what the facets are facets of. */
import { f64 } from '../math/typed';
import type { UnitBound } from './boundList';
import type { HalfSpaces } from './halfSpaces';

/** Lower and upper bounds of the inputs, one each an input, lower < upper. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Normals nearer than this, and offsets relative to their size, belong to one hyperplane. */
const SAME_HYPERPLANE = 2 ** -40;

/**
 * Constraints of the region: 0 … count − 1 are (merged) half-spaces of units, then for each coordinate k its lower side
 * count + 2k and its upper side count + 2k + 1, where there is a box.
 */
export interface Region {
  readonly halfSpaces: HalfSpaces;
  readonly size: number;
  readonly count: number;
  /** Constraints in all, sides of the box included. */
  readonly constraints: number;
  readonly normals: Float64Array;
  readonly offsets: Float64Array;
  readonly normalNoise: Float64Array;
  readonly offsetNoise: Float64Array;
  /** The unit bounds on each constraint's hyperplane: one or more for half-spaces, as a rule none for sides of the box. */
  readonly units: readonly (readonly UnitBound[])[];
  /** The box about the origin, or null. */
  readonly box: Box | null;
}

/**
 * Merges half-spaces that are the same to rounding, also with a side of the box, which then keeps its place. With a box the half-spaces must be in the coordinates of R^d. Throws a
 * RangeError on a box of another size or without an interior. Cost: count² comparisons, nearly all of one number.
 */
export function regionOf(halfSpaces: HalfSpaces, box: Box | null = null): Region {
  if (box) checkBox(halfSpaces, box);
  const { size, origin } = halfSpaces;
  const about = box && {
    lower: box.lower.map((value, k) => value - f64(origin, k)),
    upper: box.upper.map((value, k) => value - f64(origin, k)),
  };
  const { first, units, sideUnits } = grouped(halfSpaces, about);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(first, (i) => f64(values, i));
  const normals = new Float64Array(first.length * size);
  first.forEach((i, group) => {
    normals.set(halfSpaces.normals.subarray(i * size, (i + 1) * size), group * size);
  });
  return {
    halfSpaces,
    size,
    count: first.length,
    constraints: first.length + (box ? 2 * size : 0),
    normals,
    offsets: pick(halfSpaces.offsets),
    normalNoise: pick(halfSpaces.normalNoise),
    offsetNoise: pick(halfSpaces.offsetNoise),
    units: [...units, ...sideUnits],
    box: about,
  };
}

interface Groups {
  /** The first half-space of each group. */
  readonly first: readonly number[];
  readonly units: readonly (readonly UnitBound[])[];
  readonly sideUnits: readonly (readonly UnitBound[])[];
}

function grouped(halfSpaces: HalfSpaces, box: Box | null): Groups {
  const first: number[] = [];
  const units: UnitBound[][] = [];
  const sideUnits = Array.from({ length: box ? 2 * halfSpaces.size : 0 }, (): UnitBound[] => []);
  for (let i = 0; i < halfSpaces.count; i++) {
    const bound = halfSpaces.bounds[i] as UnitBound;
    const side = box ? sideOf(halfSpaces, i, box) : -1;
    const group = first.findIndex((j) => sameHyperplane(halfSpaces, i, j));
    if (side >= 0) (sideUnits[side] as UnitBound[]).push(bound);
    else if (group >= 0) (units[group] as UnitBound[]).push(bound);
    else {
      first.push(i);
      units.push([bound]);
    }
  }
  return { first, units, sideUnits };
}

/** The side of the box (2k lower, 2k + 1 upper) that is half-space i, to rounding; −1 if there is none. */
function sideOf({ normals, offsets, size }: HalfSpaces, i: number, { lower, upper }: Box): number {
  let axis = -1;
  for (let k = 0; k < size; k++) {
    if (Math.abs(f64(normals, i * size + k)) <= SAME_HYPERPLANE) continue;
    if (axis >= 0) return -1;
    axis = k;
  }
  if (axis < 0) return -1;
  const up = f64(normals, i * size + axis) > 0;
  const [own, side] = [f64(offsets, i), up ? f64(upper, axis) : -f64(lower, axis)];
  if (Math.abs(own - side) > SAME_HYPERPLANE * Math.max(Math.abs(own), Math.abs(side))) return -1;
  return 2 * axis + (up ? 1 : 0);
}

function checkBox({ size, basis }: HalfSpaces, { lower, upper }: Box): void {
  if (basis) throw new RangeError('a box needs half-spaces in the coordinates of the inputs');
  checkBounds(size, { lower, upper });
}

/** Throws a RangeError on a box of another size or without an interior. */
export function checkBounds(size: number, { lower, upper }: Box): void {
  if (lower.length !== size || upper.length !== size)
    throw new RangeError(`invalid box: ${lower.length} and ${upper.length} bounds for ${size} inputs`);
  const flat = lower.findIndex((value, k) => !(value < f64(upper, k)));
  if (flat >= 0) throw new RangeError(`invalid box: input ${flat} has no room between its bounds`);
}

function sameHyperplane({ normals, offsets, size }: HalfSpaces, i: number, j: number): boolean {
  const [a, b] = [f64(offsets, i), f64(offsets, j)];
  if (Math.abs(a - b) > SAME_HYPERPLANE * Math.max(Math.abs(a), Math.abs(b))) return false;
  for (let k = 0; k < size; k++)
    if (Math.abs(f64(normals, i * size + k) - f64(normals, j * size + k)) > SAME_HYPERPLANE) return false;
  return true;
}

/** n_i · v; for a side of the box ∓v_k. */
export function along({ normals, size, count }: Region, i: number, v: Float64Array): number {
  if (i >= count) {
    const side = i - count;
    return side % 2 === 1 ? f64(v, side >> 1) : -f64(v, side >> 1);
  }
  let sum = 0;
  for (let k = 0, at = i * size; k < size; k++, at++) sum += f64(normals, at) * f64(v, k);
  return sum;
}

/** b_i: how far the origin lies inside of constraint i. */
export function offsetOf({ offsets, count, box }: Region, i: number): number {
  if (i < count) return f64(offsets, i);
  if (!box) throw new RangeError(`invalid constraint: ${i} of ${count}`);
  const side = i - count;
  return side % 2 === 1 ? f64(box.upper, side >> 1) : -f64(box.lower, side >> 1);
}

/** Distances b_i − n_i · y to all constraints; negative outside. */
export function slacksAt(region: Region, y: Float64Array): Float64Array {
  const out = new Float64Array(region.constraints);
  for (let i = 0; i < out.length; i++) out[i] = offsetOf(region, i) - along(region, i, y);
  return out;
}

/** The unit normal of a constraint, a new array. */
export function normalOf({ normals, size, count }: Region, i: number): Float64Array {
  if (i < count) return normals.slice(i * size, (i + 1) * size);
  const normal = new Float64Array(size);
  normal[(i - count) >> 1] = (i - count) % 2 === 1 ? 1 : -1;
  return normal;
}

/** What rounding may make of a distance to constraint i at a point y with ‖y‖ = `length`. */
export function slackNoise(region: Region, i: number, length: number): number {
  const own = 2 ** -48 * (length + Math.abs(offsetOf(region, i)));
  if (i >= region.count) return own;
  return own + f64(region.normalNoise, i) * length + f64(region.offsetNoise, i);
}

/** The point of R^d at coordinates y. */
export function pointOfRegion({ halfSpaces: { origin, basis, size } }: Region, y: Float64Array): Float64Array {
  if (!basis) return origin.map((value, k) => value + f64(y, k));
  const d = origin.length;
  return origin.map((value, k) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += f64(basis, i * d + k) * f64(y, i);
    return value + sum;
  });
}

/** A direction of R^d from one in the region's coordinates. */
export function directionOfRegion(region: Region, v: Float64Array): Float64Array {
  const { origin } = region.halfSpaces;
  return pointOfRegion({ ...region, halfSpaces: { ...region.halfSpaces, origin: new Float64Array(origin.length) } }, v);
}

/** Coordinates of the point of R^d (of its projection, where the region has fewer). */
export function coordinatesInRegion(
  { halfSpaces: { origin, basis, size } }: Region,
  x: ArrayLike<number>,
): Float64Array {
  const from = origin.map((value, k) => (x[k] as number) - value);
  if (!basis) return from;
  const d = origin.length;
  return Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += f64(basis, i * d + k) * f64(from, k);
    return sum;
  });
}
