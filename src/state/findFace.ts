import type { IntervalComplex } from '../core/partition/intervalComplex';
import { locateFace } from '../core/partition/locate';
import type { PartitionResult, Point2 } from './types';

/** Piece of an interval complex that holds p; −1 outside. */
function pieceAt({ vertices }: IntervalComplex, p: number): number {
  const last = vertices.length - 1;
  if (!(p >= (vertices[0] as number) && p <= (vertices[last] as number))) return -1;
  let [lo, hi] = [0, last];
  while (hi - lo > 1) {
    const middle = (lo + hi) >> 1;
    if (p < (vertices[middle] as number)) hi = middle;
    else lo = middle;
  }
  return lo;
}

/** Piece or face that holds a point; −1 outside or where there is no result. */
export function findFace(result: PartitionResult | null, [p, q]: Point2): number {
  if (result?.interval) return pieceAt(result.interval, p);
  return result?.complex ? locateFace(result.complex, p, q) : -1;
}
