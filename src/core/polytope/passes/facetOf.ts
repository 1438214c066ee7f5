import type { Random } from '../../math/random';
import { f64 } from '../../math/typed';
import { addScaled, norm } from '../../math/vectors';
import type { UnitBound } from '../boundList';
import type { Facet } from '../facetTypes';
import { neighbourByPasses } from './across';
import { CLEAR, moved, type NoisyPlace, type PassBody } from './body';

/** Normals nearer than this belong to one hyperplane where both contain a point, to rounding. */
const SAME_NORMAL = 2 ** -36;

/** Boundaries that are compared where several meet at a point. */
const MOST_COMPARED = 24;

/** A point that proves a facet: all constraints in `group` have one hyperplane, which it lies on, and it is clear of all others. */
export interface ProvenPoint {
  readonly group: readonly number[];
  readonly place: NoisyPlace;
  readonly normal: Float64Array<ArrayBuffer>;
  /** Of the first of the group. */
  readonly length: number;
  readonly margin: number;
  readonly residual: number;
}

/** Whether a point where a ray meets constraint i proves a facet; null where it does not. Cost: some six passes; yields between them. */
export function* proofAt(
  body: PassBody,
  i: number,
  point: Float64Array<ArrayBuffer>,
): Generator<undefined, ProvenPoint | null, undefined> {
  const { list, lengths } = body;
  const found = i < list.count ? lengths.gradient(i) : null;
  if (i < list.count && !found) return null;
  const normal = found
    ? found.gradient.map((value) => value / found.length)
    : (body.normal(i) as Float64Array<ArrayBuffer>);
  const length = found?.length ?? 1;
  yield;
  let place = yield* body.place(point);
  yield;
  if (!onHyperplane(place, i)) {
    const polished = point.slice();
    addScaled(polished, f64(place.slacks, i) / length, normal);
    place = yield* body.place(polished);
    yield;
    if (!onHyperplane(place, i)) return null;
  }
  const residual = Math.abs(f64(place.slacks, i));
  const near = yield* body.touching(place, MOST_COMPARED, i, residual);
  if (!near || near.length > MOST_COMPARED) return null;
  const group = [i];
  for (const j of near) {
    if (!sameNormal(body.normal(j), normal)) return null;
    group.push(j);
    yield;
  }
  const { distance } = lengths.nearest(place.slacks, (j) => group.includes(j));
  const sides = place.slacks
    .subarray(list.count)
    .reduce((least, slack, side) => (group.includes(list.count + side) ? least : Math.min(least, slack)), Infinity);
  return { group, place, normal, length, margin: Math.min(distance, sides), residual: residual / length };
}

const onHyperplane = ({ slacks, noise }: NoisyPlace, i: number): boolean =>
  Math.abs(f64(slacks, i)) <= CLEAR * f64(noise, i);

const sameNormal = (a: Float64Array | null, b: Float64Array): boolean =>
  a !== null && norm(a.map((value, k) => value - f64(b, k))) <= SAME_NORMAL;

/** The facet that a point proves, with what lies across it. `input`: the place of the input. Cost: some ten passes; yields between them. */
export function* facetAt(
  body: PassBody,
  { group, place, normal, length, margin, residual }: ProvenPoint,
  input: NoisyPlace,
  options: { readonly neighbours: boolean; readonly random: Random },
): Generator<undefined, Omit<Facet, 'constraint'>, undefined> {
  const [i = 0] = group;
  const units: UnitBound[] = group.filter((j) => j < body.list.count).map((j) => body.list.bound(j));
  const speeds = body.speeds(normal);
  yield;
  const mute = speeds.slice();
  // Those on the same hyperplane are left behind with it.
  for (const j of group) mute[j] = 0;
  const distance = f64(input.slacks, i) / length;
  const foot = input.slacks.every(
    (slack, j) =>
      group.includes(j) || body.isConstant(j) || slack - distance * f64(speeds, j) >= -CLEAR * 2 * f64(input.noise, j),
  );
  const witness = place.x;
  const across = { witness, normal, margin, units };
  const neighbour = options.neighbours
    ? yield* neighbourByPasses(body, across, scaled(normal, length), options.random)
    : null;
  return {
    units,
    normal,
    distance,
    footInside: foot,
    witness,
    margin,
    residual,
    width: body.cast(place.slacks, mute, true).distance,
    neighbour,
  };
}

const scaled = (vector: Float64Array, by: number): Float64Array => moved(new Float64Array(vector.length), vector, by);
