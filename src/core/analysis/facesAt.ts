import { f64, i32 } from '../math/typed';
import type { CellComplex } from '../partition/complex';
import { loopOf } from '../partition/outputs';
import type { SlicePoint } from '../slice/slice';

/** The faces that meet at a vertex, in rising order. Cost: one walk over the loops. */
export function facesAtVertex(complex: CellComplex, vertex: number): number[] {
  const { faceOffsets, faceVertices } = complex;
  const found: number[] = [];
  for (let f = 0; f + 1 < faceOffsets.length; f++) {
    const [start, end] = loopOf(complex, f);
    if (faceVertices.subarray(start, end).includes(vertex)) found.push(f);
  }
  return found;
}

/**
 * The faces that hold a point, to a distance in slice coordinates: one inside a face, two on an edge, all that meet at a
 * vertex, none outside the domain; in rising order. Cost: one walk over the loops, most of them left after one edge.
 */
export function facesAtPoint(
  complex: CellComplex,
  [p, q]: SlicePoint,
  tolerance = 1e-12 * (Math.abs(p) + Math.abs(q) + 1),
): number[] {
  const found: number[] = [];
  if (!Number.isFinite(p) || !Number.isFinite(q)) return found;
  for (let f = 0; f + 1 < complex.faceOffsets.length; f++) if (isNear(complex, f, p, q, tolerance)) found.push(f);
  return found;
}

/** Whether a point is at most `tolerance` from a face. */
function isNear(complex: CellComplex, face: number, p: number, q: number, tolerance: number): boolean {
  const { faceVertices, vertices } = complex;
  const [start, end] = loopOf(complex, face);
  let inside = true;
  let nearest = Infinity;
  for (let i = start; i < end; i++) {
    const v = 2 * i32(faceVertices, i);
    const w = 2 * i32(faceVertices, i + 1 < end ? i + 1 : start);
    const dx = f64(vertices, w) - f64(vertices, v);
    const dy = f64(vertices, w + 1) - f64(vertices, v + 1);
    const x = p - f64(vertices, v);
    const y = q - f64(vertices, v + 1);
    const length = Math.sqrt(dx * dx + dy * dy);
    const away = dx * y - dy * x;
    // A whole side of this edge's line away: no part of a convex face is nearer.
    if (away < -tolerance * length) return false;
    if (away < 0) inside = false;
    const along = length > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / (length * length))) : 0;
    const [restX, restY] = [x - along * dx, y - along * dy];
    nearest = Math.min(nearest, Math.sqrt(restX * restX + restY * restY));
  }
  return inside || nearest <= tolerance;
}
