import type { Polygon, SlicePoint } from '../slice/slice';
import { EngineError } from './errors';

/** Twice the signed area of a polygon. */
export function doubleArea(polygon: Polygon): number {
  let sum = 0;
  const [ox, oy] = polygon[0] as SlicePoint;
  for (let i = 1; i + 1 < polygon.length; i++) {
    const [ax, ay] = polygon[i] as SlicePoint;
    const [bx, by] = polygon[i + 1] as SlicePoint;
    sum += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return sum;
}

/** Why a polygon cannot be a domain, or null. A domain is finite, convex, counter-clockwise and has an area. */
export function domainFault(polygon: Polygon): string | null {
  if (polygon.length < 3) return `a domain needs at least 3 corners, this one has ${polygon.length}`;
  for (let i = 0; i < polygon.length; i++) {
    const corner = polygon[i] as SlicePoint;
    if (!Number.isFinite(corner[0]) || !Number.isFinite(corner[1])) return `domain[${i}] is not finite`;
  }
  const area = doubleArea(polygon);
  if (!Number.isFinite(area) || area === 0) return 'the domain has no area';
  if (area < 0) return 'the domain is clockwise; list its corners counter-clockwise';
  let turns = 0;
  for (let i = 0; i < polygon.length; i++) {
    const [ax, ay] = polygon[i] as SlicePoint;
    const [bx, by] = polygon[(i + 1) % polygon.length] as SlicePoint;
    const [cx, cy] = polygon[(i + 2) % polygon.length] as SlicePoint;
    const cross = (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
    if (cross < -1e-12 * area) return `the domain is not convex at domain[${(i + 1) % polygon.length}]`;
    turns += Math.atan2(cross, (bx - ax) * (cx - bx) + (by - ay) * (cy - by));
  }
  return Math.abs(turns - 2 * Math.PI) < 0.01 ? null : 'the domain winds around more than once';
}

/** The domain about a centre, for arithmetic that stays sharp in small domains far from 0. */
export interface LocalDomain {
  /** Corners less the centre, [x0, y0, …]. */
  readonly polygon: Float64Array;
  readonly centre: SlicePoint;
  /** Largest distance between two corners' coordinates. */
  readonly diameter: number;
}

/** Throws an EngineError where the polygon cannot be a domain. */
export function localDomain(polygon: Polygon): LocalDomain {
  const fault = domainFault(polygon);
  if (fault) throw new EngineError(fault);
  const ps = polygon.map((corner) => corner[0]);
  const qs = polygon.map((corner) => corner[1]);
  const [p0, p1, q0, q1] = [Math.min(...ps), Math.max(...ps), Math.min(...qs), Math.max(...qs)];
  const centre: SlicePoint = [p0 + (p1 - p0) / 2, q0 + (q1 - q0) / 2];
  const local = polygon.flatMap((corner) => [corner[0] - centre[0], corner[1] - centre[1]]);
  return { polygon: Float64Array.from(local), centre, diameter: Math.max(p1 - p0, q1 - q0) };
}
