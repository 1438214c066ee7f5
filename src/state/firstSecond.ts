import type { LensState, Point2 } from './types';

/** Share of what is in view between the selected input and a new second one. */
const AWAY = 0.2;

/** Where a second input first stands: beside the selected one, towards the middle of what is in view. */
export function firstSecond({ point, viewport: { centre, span } }: Pick<LensState, 'point' | 'viewport'>): Point2 {
  const [dp, dq] = [centre[0] - point[0], centre[1] - point[1]];
  const length = Math.sqrt(dp * dp + dq * dq);
  if (!(length > 1e-6 * span)) return [point[0] + AWAY * span, point[1]];
  // From a point far outside the view it would not be seen: then the middle itself.
  const share = length > span ? 1 : (AWAY * span) / length;
  return [point[0] + share * dp, point[1] + share * dq];
}
