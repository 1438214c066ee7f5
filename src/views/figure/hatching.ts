/** Parallel lines over a convex polygon, with the part of them that lies in another convex polygon left out. */

type Interval = readonly [from: number, to: number];

/** Where the line a + t·d is inside a convex polygon [x0, y0, …] of either direction, as t; null where it never is. */
function inside(polygon: readonly number[], [ax, ay]: Interval, [dx, dy]: Interval): Interval | null {
  let [from, to] = [-Infinity, Infinity];
  const corners = polygon.length / 2;
  let turn = 0;
  for (let i = 0; i < corners; i++) {
    const j = (i + 1) % corners;
    turn += at(polygon, 2 * i) * at(polygon, 2 * j + 1) - at(polygon, 2 * j) * at(polygon, 2 * i + 1);
  }
  for (let i = 0; i < corners; i++) {
    const j = (i + 1) % corners;
    const [ex, ey] = [at(polygon, 2 * j) - at(polygon, 2 * i), at(polygon, 2 * j + 1) - at(polygon, 2 * i + 1)];
    const sign = Math.sign(turn) || 1;
    // Inside where the cross product with every edge has the polygon's own sign.
    const here = sign * (ex * (ay - at(polygon, 2 * i + 1)) - ey * (ax - at(polygon, 2 * i)));
    const change = sign * (ex * dy - ey * dx);
    if (change === 0) {
      if (here < 0) return null;
    } else if (change > 0) from = Math.max(from, -here / change);
    else to = Math.min(to, -here / change);
  }
  return from < to ? [from, to] : null;
}

const at = (list: ArrayLike<number>, index: number): number => list[index] as number;

/**
 * Segments [x0, y0, x1, y1, …] at 45°, `spacing` apart, over the convex `polygon` but not over the convex `hole`; `shift`
 * moves them across. Empty for polygons of fewer than three corners.
 */
export function hatching(polygon: readonly number[], hole: readonly number[], spacing: number, shift = 0): number[] {
  if (polygon.length < 6) return [];
  const across = polygon.flatMap((x, i) => (i % 2 ? [] : [(x + at(polygon, i + 1)) / Math.SQRT2]));
  const segments: number[] = [];
  const direction = [Math.SQRT1_2, -Math.SQRT1_2] as const;
  const first = Math.ceil((Math.min(...across) - shift) / spacing);
  for (let k = first; k * spacing + shift <= Math.max(...across); k++) {
    const base = (k * spacing + shift) * Math.SQRT1_2;
    const whole = inside(polygon, [base, base], direction);
    const gap = hole.length < 6 ? null : inside(hole, [base, base], direction);
    const add = (from: number, to: number): void => {
      if (to > from) for (const t of [from, to]) segments.push(base + t * direction[0], base + t * direction[1]);
    };
    if (!whole) continue;
    add(whole[0], gap ? Math.min(gap[0], whole[1]) : whole[1]);
    if (gap) add(Math.max(gap[1], whole[0]), whole[1]);
  }
  return segments;
}
