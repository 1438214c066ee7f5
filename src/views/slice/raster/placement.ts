/** From slice coordinates to pixels, in float64 and relative to the view's centre, so that a deep zoom keeps its precision. */
import type { Frame } from '../painter';
import { pixelsPerUnit } from '../viewport';

/** x = x0 + (p − p0) k, y = y0 − (q − q0) k, in device pixels. */
export interface Placement {
  readonly p0: number;
  readonly q0: number;
  readonly x0: number;
  readonly y0: number;
  readonly k: number;
}

export const placementOf = ({ viewport, pane, ratio }: Pick<Frame, 'viewport' | 'pane' | 'ratio'>): Placement => ({
  p0: viewport.centre[0],
  q0: viewport.centre[1],
  x0: 0.5 * pane.width * ratio,
  y0: 0.5 * pane.height * ratio,
  k: pixelsPerUnit(viewport, pane) * ratio,
});

/** Writes the places of slice points [p, q, …] to `xy`, which is at least as long. */
export function place(at: Float64Array, { p0, q0, x0, y0, k }: Placement, xy: Float64Array): void {
  for (let i = 0; i < at.length; i += 2) {
    xy[i] = x0 + ((at[i] as number) - p0) * k;
    xy[i + 1] = y0 - ((at[i + 1] as number) - q0) * k;
  }
}
