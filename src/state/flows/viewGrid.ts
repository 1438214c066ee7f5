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

/** A field has no more places, however sharp the screen is. */
const MOST_PLACES = 2 ** 20;

/** A place at the centre of each pixel of a pane (its size in pixels) that may show the domain; null where none does. */
export function pixelGrid(
  { domain, viewport: { centre, span } }: Pick<LensState, 'domain' | 'viewport'>,
  pane: readonly [number, number],
): Grid | null {
  const k = Math.max(1, Math.min(...pane)) / span;
  const [p, q] = ([0, 1] as const).map((axis) => {
    const along = domain.map((corner) => corner[axis]);
    const middle = (pane[axis] as number) / 2;
    const first = Math.max(0, Math.floor(middle + (Math.min(...along) - (centre[axis] as number)) * k));
    const end = Math.min(pane[axis] as number, Math.ceil(middle + (Math.max(...along) - (centre[axis] as number)) * k));
    const at = (pixel: number): number => (centre[axis] as number) + (pixel - middle) / k;
    return { from: at(first), to: at(end), count: end - first };
  }) as [Side, Side];
  if (!(p.count > 0 && q.count > 0)) return null;
  const share = Math.min(1, Math.sqrt(MOST_PLACES / (p.count * q.count)));
  const places = (count: number): number => Math.max(1, Math.floor(share * count));
  return { from: [p.from, q.from], to: [p.to, q.to], width: places(p.count), height: places(q.count) };
}

interface Side {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}
