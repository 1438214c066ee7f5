/** Point, network or slice change → inspection in the store, at once and on the main thread. */
import { locateFace } from '../../core/partition';
import type { IntervalComplex } from '../../core/partition/interval';
import type { Context } from '../context';
import { inspectPoint } from '../inspect';
import type { LensStore, PartitionResult, Point2 } from '../types';

const inputs = ({ lens, session }: LensStore) => [session.network, session.slice, lens.point, session.phase] as const;

/** Piece of an interval complex that holds p; −1 outside. */
export function pieceAt({ vertices }: IntervalComplex, p: number): number {
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
function findFace(result: PartitionResult | null, [p, q]: Point2): number {
  if (result?.interval) return pieceAt(result.interval, p);
  return result?.complex ? locateFace(result.complex, p, q) : -1;
}

/** Returns the way to stop. */
export function startInspectionFlow(context: Context): () => void {
  const { store } = context;

  const inspect = (): void => {
    const { lens, session } = store.getState();
    if (session.phase === 'loading') return;
    const face = findFace(session.result, lens.point);
    context.setSession({ inspection: { ...inspectPoint(session.network, session.slice, lens.point), face } });
  };

  const relocate = (result: PartitionResult | null): void => {
    const { lens, session } = store.getState();
    if (!session.inspection) return;
    const face = findFace(result, lens.point);
    if (face !== session.inspection.face) context.setSession({ inspection: { ...session.inspection, face } });
  };

  const stops = [
    store.subscribe(inputs, inspect, { equalityFn: (a, b) => a.every((value, i) => value === b[i]) }),
    store.subscribe(({ session }) => session.result, relocate),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
