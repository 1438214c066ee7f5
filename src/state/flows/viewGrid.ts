/** Where a field over the plane is sampled. */
import type { Grid } from '../../core/density';
import type { LensState } from '../types';

/** The part of the domain's box that is in view reaches so many spans from the middle: panes of up to four to one. */
const REACH = 2;

/** The samples of the domain's box in view, or of the whole of it where it is no larger; null where nothing is in view. */
export function gridFor(
  { domain, viewport: { centre, span } }: Pick<LensState, 'domain' | 'viewport'>,
  samples: number,
): Grid | null {
  const side = (axis: 0 | 1): readonly [number, number] => {
    const along = domain.map((corner) => corner[axis]);
    return [
      Math.max(Math.min(...along), centre[axis] - REACH * span),
      Math.min(Math.max(...along), centre[axis] + REACH * span),
    ];
  };
  const [[p0, p1], [q0, q1]] = [side(0), side(1)];
  const longer = Math.max(p1 - p0, q1 - q0);
  if (!(p1 > p0 && q1 > q0)) return null;
  const count = (length: number): number => Math.max(1, Math.round((samples * length) / longer));
  return { from: [p0, q0], to: [p1, q1], width: count(p1 - p0), height: count(q1 - q0) };
}
