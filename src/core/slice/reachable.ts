import type { Polygon, Slice, SlicePoint } from './slice';

/**
 * A unit's activation counts as within its range when it leaves it by less than this share of the unit's largest one over
 * the domain: on a plane through activations of which one is always 0, rounding must not take everything away.
 */
const TOLERANCE = 2 ** -40;

/**
 * The part of a slice of activation space, within the domain, where every coordinate lies in the activation's range
 * [least, most] (`activationRange`): a convex polygon, exact to rounding, empty where there is none. Activations outside of
 * it come from no input. The condition is necessary, not sufficient: the layers before may reach less. Cost: units × corners.
 */
export function reachablePart(slice: Slice, [least, most]: readonly [number, number], domain: Polygon): Polygon {
  let part = domain;
  for (let j = 0; j < slice.origin.length; j++) {
    const [o, a, b] = [slice.origin[j], slice.e1[j], slice.e2[j]] as [number, number, number];
    const value = ([p, q]: SlicePoint): number => o + p * a + q * b;
    const slack = TOLERANCE * Math.max(Math.abs(o), ...domain.map((corner) => Math.abs(value(corner))));
    if (least > Number.NEGATIVE_INFINITY) part = clip(part, (point) => value(point) - least, slack);
    if (most < Number.POSITIVE_INFINITY) part = clip(part, (point) => most - value(point), slack);
  }
  return part.length < 3 ? [] : part;
}

/** What of a convex polygon has height ≥ −slack, with new corners where the height is 0 (Sutherland–Hodgman). */
function clip(polygon: Polygon, height: (point: SlicePoint) => number, slack: number): Polygon {
  const heights = polygon.map(height);
  if (heights.every((h) => h >= -slack)) return polygon;
  const kept: SlicePoint[] = [];
  polygon.forEach((here, i) => {
    const there = polygon[(i + 1) % polygon.length] as SlicePoint;
    const [h, g] = [heights[i], heights[(i + 1) % polygon.length]] as [number, number];
    if (h >= 0) kept.push(here);
    if (h > 0 === g > 0 || h === 0 || g === 0) return;
    const t = h / (h - g);
    kept.push([here[0] + t * (there[0] - here[0]), here[1] + t * (there[1] - here[1])]);
  });
  return kept.length < 3 ? [] : kept;
}
