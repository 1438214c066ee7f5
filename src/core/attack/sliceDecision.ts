import { f64, i32 } from '../math/typed';
import type { Network } from '../network/network';
import type { CellComplex } from '../partition/complex';
import { walkRay } from '../path/walk';
import { metric, type Slice, type SlicePoint } from '../slice/slice';
import { firstClassChange } from './classChange';

/** The nearest decision boundary within a slice. */
export interface SliceDecision {
  /** In the metric of the slice. */
  readonly distance: number;
  /** Where, in slice coordinates. */
  readonly at: SlicePoint;
  /** The classes on its two sides. */
  readonly classes: readonly [number, number];
  /** False where the border of the domain is nearer: beyond it the boundary may come closer. */
  readonly exact: boolean;
}

/** Coordinates in which distances are Euclidean: G = LLᵀ, (p, q) ↦ Lᵀ(p, q). */
function orthonormal(slice: Slice): (p: number, q: number) => readonly [number, number] {
  const { g11, g12, areaScale } = metric(slice);
  const along = Math.sqrt(g11);
  return (p, q) => [along * p + (g12 / along) * q, (areaScale / along) * q];
}

/**
 * The decision boundary nearest to a point of the domain: the least distance to an edge between faces of different classes. Exact
 * when the complex was cut with `decision`: a straight way to the nearest point of another class meets such an edge first. Null
 * where one class fills the domain. Throws a RangeError for a complex without classes. Cost: edges.
 */
export function sliceDecision(complex: CellComplex, slice: Slice, [p, q]: SlicePoint): SliceDecision | null {
  const { classes, vertices, edgeVertices, edgeFaces } = complex;
  if (!classes) throw new RangeError('the complex has no classes: cut it with `decision`');
  const place = orthonormal(slice);
  const [x, y] = place(p, q);
  const edges = edgeVertices.length / 2;
  let border = Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  let found: Omit<SliceDecision, 'exact' | 'distance'> | null = null;
  for (let e = 0; e < edges; e++) {
    const [left, right] = [i32(edgeFaces, 2 * e), i32(edgeFaces, 2 * e + 1)];
    const inside = left >= 0 && right >= 0;
    if (inside && classes[left] === classes[right]) continue;
    const [a, b] = [2 * i32(edgeVertices, 2 * e), 2 * i32(edgeVertices, 2 * e + 1)];
    const [ax, ay] = place(f64(vertices, a), f64(vertices, a + 1));
    const [bx, by] = place(f64(vertices, b), f64(vertices, b + 1));
    const share = nearestShare(x - ax, y - ay, bx - ax, by - ay);
    const distance = Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y);
    if (!inside) border = Math.min(border, distance);
    else if (distance < least) {
      least = distance;
      const between = (i: number): number =>
        f64(vertices, a + i) + share * (f64(vertices, b + i) - f64(vertices, a + i));
      found = { at: [between(0), between(1)], classes: [i32(classes, left), i32(classes, right)] };
    }
  }
  return found && { ...found, distance: least, exact: least <= border };
}

/** The share of the way along a segment (dx, dy) that is nearest to (x, y), both from its start. */
function nearestShare(x: number, y: number, dx: number, dy: number): number {
  const squared = dx * dx + dy * dy;
  return squared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squared));
}

/** The same for a network with one input, whose slice is the whole line: exact, by a ray either way. */
export function lineDecision(network: Network, { origin, e1 }: Slice, p: number): SliceDecision | null {
  const step = f64(e1, 0);
  const x = Float64Array.of(f64(origin, 0) + p * step);
  let found: SliceDecision | null = null;
  for (const sign of [1, -1]) {
    const change = firstClassChange(walkRay(network, x, Float64Array.of(sign)));
    if (!change || change.t >= (found?.distance ?? Number.POSITIVE_INFINITY)) continue;
    const at: SlicePoint = [p + (sign * change.t) / step, 0];
    found = { distance: change.t, at, classes: [change.from, change.to], exact: true };
  }
  return found;
}
