/** Which part of the domain a detail covers, and when another is needed. */
import { domainFault } from '../../core/partition/domain';
import type { Polygon, SlicePoint } from '../../core/slice/slice';
import { covers, type Rectangle } from '../detail';
import type { LensState } from '../types';

type Viewport = LensState['viewport'];

/**
 * The window reaches so many spans from the middle of the pane to each side: panes of up to five to one are covered, and
 * half as much again may be panned before the next cut.
 */
const REACH = 4;
const NEEDED = 2.5;
/** Where the window has become so many times too large, it is cut anew: its merge tolerance goes with its size. */
const COARSE = 16;

function around([p, q]: SlicePoint, half: number): Rectangle {
  return { p0: p - half, q0: q - half, p1: p + half, q1: q + half };
}

export const windowFor = ({ centre, span }: Viewport): Rectangle => around(centre, REACH * span);

/** Whether a window still serves a viewport. */
export function serves(window: Rectangle, { centre, span }: Viewport): boolean {
  return covers(window, around(centre, NEEDED * span)) && window.p1 - window.p0 <= 2 * REACH * COARSE * span;
}

/** One side of the rectangle: `sign`·(coordinate − limit) ≤ 0 is kept. */
function clipSide(polygon: Polygon, axis: 0 | 1, limit: number, sign: 1 | -1): SlicePoint[] {
  const kept: SlicePoint[] = [];
  polygon.forEach((here, i) => {
    const next = polygon[(i + 1) % polygon.length] as SlicePoint;
    const a = sign * (here[axis] - limit);
    const b = sign * (next[axis] - limit);
    if (a <= 0) kept.push(here);
    if (a * b >= 0) return;
    const t = a / (a - b);
    const other = here[1 - axis] as number;
    const cut = other + t * ((next[1 - axis] as number) - other);
    kept.push(axis === 0 ? [limit, cut] : [cut, limit]);
  });
  return kept;
}

/** Corners nearer than this share of the window to the one before are one: rounding made two of it. */
const CLOSE = 1e-6;

function distinct(polygon: readonly SlicePoint[], size: number): SlicePoint[] {
  return polygon.filter((corner, i) => {
    const before = polygon.at(i - 1) as SlicePoint;
    return Math.max(Math.abs(corner[0] - before[0]), Math.abs(corner[1] - before[1])) > CLOSE * size;
  });
}

/** The part of a domain inside a window, counter-clockwise; null where there is none that can be cut. */
export function partOfDomain(domain: Polygon, { p0, q0, p1, q1 }: Rectangle): Polygon | null {
  let part = clipSide(domain, 0, p0, -1);
  part = clipSide(part, 0, p1, 1);
  part = clipSide(part, 1, q0, -1);
  part = distinct(clipSide(part, 1, q1, 1), p1 - p0);
  return domainFault(part) === null ? part : null;
}
