import { i32 } from '../math/typed';
import type { Network } from '../network/network';
import type { Slice } from '../slice/slice';
import { sliceBends } from './bends';
import { bendTerms } from './bendTerms';
import { type Cells, cellCount } from './cells';
import { DisjointSets, type Grouping } from './disjointSets';

/**
 * An edge counts as flat when its bend is at most this share of the terms that the bend is summed from. Rounding leaves
 * about 2^−53 for each number on the way, so 2^−42 clears networks of some two thousand units, and copies of a unit whose
 * factor float64 cannot hold exactly. A true bend as small as that beside its own terms is not told from none.
 */
export const FLAT_TOLERANCE = 2 ** -42;

/** 1 for every edge inside the domain across which the map does not change, to `FLAT_TOLERANCE`; 0 for all others. */
export function flatEdges(
  network: Network,
  slice: Slice,
  cells: Cells,
  bends = sliceBends(network, slice, cells),
): Uint8Array {
  const terms = bendTerms(network, slice, cells);
  const flat = (bend: number, edge: number): boolean =>
    bend === 0 ||
    // The bound is at hand, and nearly always enough to see that the edge bends.
    (bend <= FLAT_TOLERANCE * terms.boundAt(edge) && bend <= FLAT_TOLERANCE * terms.at(edge));
  return Uint8Array.from(bends, (bend, edge) => (flat(bend, edge) ? 1 : 0));
}

/**
 * The affine pieces of f on the slice: faces of different codes joined where f has no bend between them (units that
 * nothing listens to, copies that cancel, decision boundaries). Two pieces that do not touch along an edge are two, even
 * when they have the same map. Of a face that the complex counts as `undecided` the map may be another's, and the join
 * with it. `bends`: `sliceBends` of the same cells, where it is at hand. Cost: that of `sliceBends` once more for edges
 * that hardly bend.
 */
export function affinePieces(network: Network, slice: Slice, cells: Cells, bends?: Float64Array): Grouping {
  return joinedAcross(cells, flatEdges(network, slice, cells, bends));
}

/** Faces joined across the edges that are marked; edges of the border join nothing. */
export function joinedAcross(cells: Cells, marked: Uint8Array): Grouping {
  const sets = new DisjointSets(cellCount(cells));
  const { edgeFaces } = cells;
  for (let e = 0; e < marked.length; e++) {
    const left = i32(edgeFaces, 2 * e);
    const right = i32(edgeFaces, 2 * e + 1);
    if (marked[e] && left >= 0 && right >= 0) sets.join(left, right);
  }
  return sets.grouping();
}
