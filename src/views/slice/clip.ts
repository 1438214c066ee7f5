/** Clipping to a rectangle in float64, before anything is rounded to float32 or handed to SVG. */
import type { Rectangle } from './viewport';

/**
 * Clips the segment (ax, ay)–(bx, by) to a rectangle (Liang–Barsky). Writes the four coordinates of what is left to `out`
 * and returns true, or returns false when nothing is.
 */
export function clipSegment(r: Rectangle, ax: number, ay: number, bx: number, by: number, out: Float64Array): boolean {
  let from = 0;
  let to = 1;
  const dx = bx - ax;
  const dy = by - ay;
  const cut = (direction: number, distance: number): boolean => {
    if (direction === 0) return distance >= 0;
    const t = distance / direction;
    if (direction < 0) from = Math.max(from, t);
    else to = Math.min(to, t);
    return from <= to;
  };
  if (!cut(-dx, ax - r.p0) || !cut(dx, r.p1 - ax) || !cut(-dy, ay - r.q0) || !cut(dy, r.q1 - ay)) return false;
  out[0] = from > 0 ? ax + from * dx : ax;
  out[1] = from > 0 ? ay + from * dy : ay;
  out[2] = to < 1 ? ax + to * dx : bx;
  out[3] = to < 1 ? ay + to * dy : by;
  return true;
}

/** Clips by one side, where `sign·(coordinate − limit) ≤ 0` is kept. Coordinate 0 is p, 1 is q. */
function clipSide(points: readonly number[], axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
  const kept: number[] = [];
  const n = points.length;
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n;
    const here = sign * ((points[i + axis] as number) - limit);
    const next = sign * ((points[j + axis] as number) - limit);
    if (here <= 0) kept.push(points[i] as number, points[i + 1] as number);
    if (here < 0 !== next < 0 && here !== 0 && next !== 0) {
      const t = here / (here - next);
      const p = (points[i] as number) + t * ((points[j] as number) - (points[i] as number));
      const q = (points[i + 1] as number) + t * ((points[j + 1] as number) - (points[i + 1] as number));
      kept.push(p, q);
    }
  }
  return kept;
}

/** Clips a convex polygon [p0, q0, p1, q1, …] to a rectangle (Sutherland–Hodgman). Empty when nothing is left. */
export function clipPolygon(points: readonly number[], r: Rectangle): number[] {
  let kept = clipSide(points, 0, r.p0, -1);
  kept = clipSide(kept, 0, r.p1, 1);
  kept = clipSide(kept, 1, r.q0, -1);
  return clipSide(kept, 1, r.q1, 1);
}
