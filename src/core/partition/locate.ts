import Flatbush from 'flatbush';
import { f64, i32 } from '../math/typed';
import type { CellComplex } from './complex';
import { loopOf } from './outputs';

/** Finds the face that holds a point; −1 outside the domain. */
export type Locator = (p: number, q: number) => number;

/**
 * An index of the faces' boxes, then a test against each candidate's loop: of those whose box holds the point, the face
 * in which it lies deepest. A point on an edge is in one of the two faces.
 */
export function createLocator(complex: CellComplex): Locator {
  const faces = complex.areas.length;
  const index = new Flatbush(faces);
  for (let f = 0; f < faces; f++) index.add(...boxOf(complex, f));
  index.finish();
  return (p, q) => {
    if (!Number.isFinite(p) || !Number.isFinite(q)) return -1;
    let best = -1;
    let deepest = -Infinity;
    for (const f of index.search(p, q, p, q)) {
      const depth = depthIn(complex, f, p, q);
      if (depth > deepest) [best, deepest] = [f, depth];
    }
    // On an edge rounding may leave the point outside both faces by a little.
    return deepest >= -1e-12 * (Math.abs(p) + Math.abs(q) + 1) ? best : -1;
  };
}

/** The same by a walk over all faces: for one question a complex, quicker than making an index. */
export function locateFace(complex: CellComplex, p: number, q: number): number {
  let best = -1;
  let deepest = -1e-12 * (Math.abs(p) + Math.abs(q) + 1);
  for (let f = 0; f < complex.areas.length; f++) {
    const depth = depthIn(complex, f, p, q, deepest);
    if (depth > deepest) {
      best = f;
      deepest = depth;
    }
  }
  return best;
}

function boxOf(complex: CellComplex, face: number): [number, number, number, number] {
  const [start, end] = loopOf(complex, face);
  let [p0, q0, p1, q1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = start; i < end; i++) {
    const v = i32(complex.faceVertices, i);
    const p = f64(complex.vertices, 2 * v);
    const q = f64(complex.vertices, 2 * v + 1);
    p0 = Math.min(p0, p);
    q0 = Math.min(q0, q);
    p1 = Math.max(p1, p);
    q1 = Math.max(q1, q);
  }
  return [p0, q0, p1, q1];
}

/** Smallest distance to the left of the loop's edges, negative outside; not pursued below `least`. */
function depthIn(complex: CellComplex, face: number, p: number, q: number, least = -Infinity): number {
  const [start, end] = loopOf(complex, face);
  let depth = Infinity;
  for (let i = start; i < end && depth > least; i++) {
    const v = i32(complex.faceVertices, i);
    const w = i32(complex.faceVertices, i + 1 < end ? i + 1 : start);
    const ax = f64(complex.vertices, 2 * v);
    const ay = f64(complex.vertices, 2 * v + 1);
    const dx = f64(complex.vertices, 2 * w) - ax;
    const dy = f64(complex.vertices, 2 * w + 1) - ay;
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length > 0) depth = Math.min(depth, (dx * (q - ay) - dy * (p - ax)) / length);
  }
  return depth;
}
