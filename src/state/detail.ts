/** The part of the domain that is in sight at a deep zoom, cut once more by itself. Where it is in force, and what it knows. */

import type { CellComplex } from '../core/partition/complex';
import { locateFace } from '../core/partition/locate';
import type { Polygon } from '../core/slice/slice';
import type { LensState, LensStore, PartitionResult, Point2, SessionState } from './types';

/** An upright rectangle of the slice. */
export interface Rectangle {
  readonly p0: number;
  readonly q0: number;
  readonly p1: number;
  readonly q1: number;
}

/** A result of its own beside the domain's, of which it is a part. */
export interface Detail {
  /** Generation of the domain's result. */
  readonly of: number;
  /** What was cut is the part of the domain in here. */
  readonly window: Rectangle;
  readonly result: PartitionResult & { readonly complex: CellComplex };
  /** For each of its faces the domain's face with the same code and class; −1 where the domain has none (merged). */
  readonly domainFaces: Int32Array;
  /** For each of its faces 1 where the window cuts nothing off it, else 0. */
  readonly whole: Uint8Array;
}

/**
 * A span below this share of the domain's diameter is deep. The domain's own cut is exact to 1e-13 of its diameter, so that
 * nothing is missed above; and a part so small has few polytopes, so that to cut it takes milliseconds.
 */
const DEEP = 1e-3;

/** Largest extent of a domain along an axis. */
function extentOf(domain: Polygon): number {
  const extent = (axis: 0 | 1): number => {
    const values = domain.map((corner) => corner[axis]);
    return Math.max(...values) - Math.min(...values);
  };
  return Math.max(extent(0), extent(1));
}

export const isDeep = ({ viewport, domain }: Pick<LensState, 'viewport' | 'domain'>): boolean =>
  viewport.span < DEEP * extentOf(domain);

/** The detail, if it belongs to the very result that is shown; else null. */
export function detailInForce({ result, detail }: Pick<SessionState, 'result' | 'detail'>): Detail | null {
  if (!result || detail?.of !== result.generation) return null;
  return detail.result.network === result.network && detail.result.slice === result.slice ? detail : null;
}

/** Whether a window holds a rectangle. */
export const covers = (window: Rectangle, { p0, q0, p1, q1 }: Rectangle): boolean =>
  window.p0 <= p0 && window.q0 <= q0 && window.p1 >= p1 && window.q1 >= q1;

/** The detail's face that holds a point; −1 outside its window. */
export function faceInDetail({ window: { p0, q0, p1, q1 }, result }: Detail, [p, q]: Point2): number {
  return p >= p0 && p <= p1 && q >= q0 && q <= q1 ? locateFace(result.complex, p, q) : -1;
}

/** A polytope: the result that knows it best, and its face there; −1 outside the domain. */
export interface Cell {
  readonly result: PartitionResult | null;
  readonly face: number;
  /** The detail whose result it is; null: it is the domain's. */
  readonly detail: Detail | null;
}

/** The selected point's polytope: the detail's where it has all of it, else the domain's. */
export function selectedCell({ lens, session }: Pick<LensStore, 'lens' | 'session'>): Cell {
  const { result, inspection } = session;
  const detail = detailInForce(session);
  const face = detail ? faceInDetail(detail, lens.point) : -1;
  return detail && detail.whole[face] === 1
    ? { result: detail.result, face, detail }
    : { result, face: inspection?.face ?? -1, detail: null };
}
