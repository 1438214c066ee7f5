import { f64 } from '../../math/typed';
import { hasNearest } from '../../network/allGradients';
import type { Boundary } from '../../network/boundaryGradient';
import { forwardCost, LONG_PASS } from '../../network/forwardCost';
import { gradientBounds } from '../../network/nearestSearch';
import type { Network } from '../../network/network';
import { SparseGradients } from '../../network/sparseGradients';
import { type NoisyPlace, PassBody } from './body';

/** Lengths that are computed where the nearest boundary is not searched for to the end. */
const MOST_LENGTHS = 12;

/** Lengths that the search to the end may take, and its share of the passes that there are: the rest is for rays. */
const [MOST_TO_THE_END, SHARE] = [4000, 0.5];

export interface Ball {
  readonly radius: number;
  /** Whether it is the distance of the nearest constraint; else that of the nearest one of those looked at. */
  readonly exact: boolean;
}

/**
 * The largest ball about a place. Where passes are short the nearest boundary is searched for to the end, by bounds of all
 * gradients; else, and where that would take more than its share of `passes`, among those that seem nearest. Cost: a pass a length;
 * yields between them.
 */
export function* ballAbout(
  body: PassBody,
  { slacks }: NoisyPlace,
  passes: number,
): Generator<undefined, Ball, undefined> {
  const sides = slacks.subarray(body.list.count).reduce((least, slack) => Math.min(least, slack), Infinity);
  const most = Math.min(MOST_TO_THE_END, Math.floor(SHARE * passes) - body.count.taken);
  const found =
    (isShort(body.network) ? yield* toTheEnd(body, slacks, most) : null) ?? (yield* ofNearest(body, slacks));
  return { radius: Math.min(sides, found.radius), exact: found.exact };
}

/** A chain of dense layers is told its nearest boundary however long it is. */
const isShort = (network: Network): boolean => hasNearest(network) && forwardCost(network) <= LONG_PASS;

/** Null where more than so many lengths would be needed. */
function* toTheEnd(body: PassBody, slacks: Float64Array, most: number): Generator<undefined, Ball | null, undefined> {
  const { list, fixed } = body;
  const { network, gates, upTo } = fixed;
  const bounds = gradientBounds(network, gates, upTo);
  body.count.taken++;
  yield;
  const sparse = new SparseGradients(network, gates);
  const lengths = Float64Array.from({ length: list.count }, (_, i) => list.sum(i, bounds));
  const known = new Uint8Array(list.count);
  for (let n = 0; ; n++) {
    let [nearest, radius] = [-1, Infinity];
    for (let i = 0; i < list.count; i++) {
      const distance = body.isConstant(i) ? Infinity : f64(slacks, i) / f64(lengths, i);
      if (distance < radius) [nearest, radius] = [i, distance];
    }
    if (nearest < 0 || known[nearest] === 1) return { radius, exact: true };
    if (n >= most) return null;
    known[nearest] = 1;
    lengths[nearest] = sparse.norm(list.bound(nearest));
    body.count.taken++;
    yield;
  }
}

/** `bound`: whose distance it is; −1: there are no bounds. */
function* ofNearest(
  body: PassBody,
  slacks: Float64Array,
): Generator<undefined, Ball & { readonly bound: number }, undefined> {
  const looked = new Set<number>();
  let [nearest, radius] = [-1, Infinity];
  while (looked.size < MOST_LENGTHS) {
    const { bound } = body.lengths.nearest(slacks, (i) => looked.has(i));
    if (bound < 0) return { radius, exact: true, bound: nearest };
    body.lengths.settle(bound);
    looked.add(bound);
    const distance = body.lengths.distance(bound, f64(slacks, bound));
    if (distance < radius) [nearest, radius] = [bound, distance];
    yield;
  }
  return { radius, exact: false, bound: nearest };
}

/** A boundary of a unit near an input; `exact`: none is nearer. */
export interface NearBoundary extends Boundary {
  readonly exact: boolean;
}

/**
 * The nearest boundary to an input in R^d of those that seem nearest, by their exact distances under the input's own code: the
 * nearest of all is no further, and is this one where `exact`. Null where no unit changes in the input's polytope. Cost: some
 * twenty-five passes; yields between them.
 */
export function* nearestByPasses(
  network: Network,
  input: Float64Array<ArrayBuffer>,
): Generator<undefined, NearBoundary | null, undefined> {
  const body = yield* PassBody.of(network, input, null);
  yield;
  const { slacks } = yield* body.place(input);
  // On a boundary rounding may leave it on the other side.
  const inside = slacks.map((slack) => Math.max(0, slack));
  const { bound, radius: distance, exact } = yield* ofNearest(body, inside);
  if (bound < 0) return null;
  const { step: _, ...unit } = body.list.bound(bound);
  return { ...unit, distance, exact };
}
