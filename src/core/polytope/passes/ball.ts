import { f64 } from '../../math/typed';
import { hasNearest } from '../../network/allGradients';
import { gradientBounds } from '../../network/nearestSearch';
import { SparseGradients } from '../../network/sparseGradients';
import type { NoisyPlace, PassBody } from './body';

/** Lengths that are computed where the nearest boundary is not searched for to the end. */
const MOST_LENGTHS = 12;

/** Lengths in one turn of the search to the end, and in all. */
const [A_TURN, IN_ALL] = [16, 4000];

export interface Ball {
  readonly radius: number;
  /** Whether it is the distance of the nearest constraint; else that of the nearest one of those looked at. */
  readonly exact: boolean;
}

/**
 * The largest ball about a place. Where passes are short the nearest boundary is searched for to the end, by bounds of all
 * gradients; else among those that seem nearest. Yields between lengths.
 */
export function* ballAbout(body: PassBody, { slacks }: NoisyPlace): Generator<undefined, Ball, undefined> {
  const sides = slacks.subarray(body.list.count).reduce((least, slack) => Math.min(least, slack), Infinity);
  const found = hasNearest(body.network) ? yield* toTheEnd(body, slacks) : yield* ofNearest(body, slacks);
  return { radius: Math.min(sides, found.radius), exact: found.exact };
}

function* toTheEnd(body: PassBody, slacks: Float64Array): Generator<undefined, Ball, undefined> {
  const { list, fixed } = body;
  const { network, gates, upTo } = fixed;
  const bounds = gradientBounds(network, gates, upTo);
  const sparse = new SparseGradients(network, gates);
  const lengths = Float64Array.from({ length: list.count }, (_, i) => list.sum(i, bounds));
  const known = new Uint8Array(list.count);
  for (let n = 1; n <= IN_ALL; n++) {
    let [nearest, radius] = [-1, Infinity];
    for (let i = 0; i < list.count; i++) {
      const distance = body.isConstant(i) ? Infinity : f64(slacks, i) / f64(lengths, i);
      if (distance < radius) [nearest, radius] = [i, distance];
    }
    if (nearest < 0 || known[nearest] === 1) return { radius, exact: true };
    known[nearest] = 1;
    lengths[nearest] = sparse.norm(list.bound(nearest));
    if (n % A_TURN === 0) yield;
  }
  return yield* ofNearest(body, slacks);
}

function* ofNearest(body: PassBody, slacks: Float64Array): Generator<undefined, Ball, undefined> {
  const looked = new Set<number>();
  let radius = Infinity;
  while (looked.size < MOST_LENGTHS) {
    const { bound } = body.lengths.nearest(slacks, (i) => looked.has(i));
    if (bound < 0) return { radius, exact: true };
    body.lengths.settle(bound);
    looked.add(bound);
    radius = Math.min(radius, body.lengths.distance(bound, f64(slacks, bound)));
    yield;
  }
  return { radius, exact: false };
}
