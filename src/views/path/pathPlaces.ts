/** Where a path lies on the slice, and how far along it a place is. */
import { euclideanNorm } from '../../core/analysis/norms';
import { lengthUpTo, pathPoint } from '../../core/path';
import { pointInInput, projectOnSlice, type Slice } from '../../core/slice/slice';
import type { PathState } from '../../state/pathTypes';
import type { Point2, WalkedPath } from '../../state/types';

/** Null where there is no path, or none that could be walked. */
export const walkedOf = (path: PathState | null): WalkedPath | null => (path && 'walk' in path ? path : null);

/** Distances from the plane below this share of the point's size are rounding. */
const IN_PLANE = 1e-9;

/** One input: the slice is the line itself. */
const onLine = ({ origin, e1 }: Slice, x: Float64Array): Point2 => [
  ((x[0] as number) - (origin[0] as number)) / (e1[0] as number),
  0,
];

/** The projection of a point of R^d on the slice, and whether the point itself lies there. */
export function placeOnSlice(slice: Slice, x: Float64Array): { readonly at: Point2; readonly inPlane: boolean } {
  const at = x.length === 1 ? onLine(slice, x) : projectOnSlice(slice, x);
  const foot = pointInInput(slice, at);
  const off = euclideanNorm(foot.map((value, k) => value - (x[k] as number)));
  return { at, inPlane: off <= IN_PLANE * (1 + euclideanNorm(x)) };
}

/** x(t) as an input; null where the path is straight in the activations of a layer and so is no path of inputs. */
export const inputAt = ({ spec, inputs }: WalkedPath, t: number): Float64Array | null =>
  spec.layer === 0 ? pathPoint(inputs, t) : null;

/** Where the walk ends, in t: the number of legs where it is whole. */
export const endOf = ({ walk: { knots } }: Pick<WalkedPath, 'walk'>): number => knots[knots.length - 1] as number;

/** Length of the path up to t, as a share of what is walked; t itself, as a share, where that has no length. */
export function shareAt(path: Pick<WalkedPath, 'walk'>, t: number): number {
  const { legLengths } = path.walk;
  const whole = lengthUpTo(legLengths, endOf(path));
  return whole > 0 ? lengthUpTo(legLengths, t) / whole : t / endOf(path);
}

/** The t at a share of the length that is walked. */
export function timeAt(path: Pick<WalkedPath, 'walk'>, share: number): number {
  const { legLengths } = path.walk;
  const end = endOf(path);
  const whole = lengthUpTo(legLengths, end);
  const clamped = Math.min(1, Math.max(0, share));
  if (!(whole > 0)) return clamped * end;
  let rest = clamped * whole;
  for (const [leg, length] of legLengths.entries()) {
    if (rest <= length && length > 0) return Math.min(end, leg + rest / length);
    rest -= length;
  }
  return end;
}

/** The place of a broken line nearest to a point: its parameter and distance. Legs without length are their start. */
export function nearestOn(
  places: readonly Point2[],
  [p, q]: Point2,
): { readonly t: number; readonly distance: number } {
  let nearest = { t: 0, distance: Number.POSITIVE_INFINITY };
  for (let leg = 0; leg + 1 < places.length; leg++) {
    const [a, b] = [places[leg] as Point2, places[leg + 1] as Point2];
    const [dp, dq] = [b[0] - a[0], b[1] - a[1]];
    const squared = dp * dp + dq * dq;
    const along = squared > 0 ? ((p - a[0]) * dp + (q - a[1]) * dq) / squared : 0;
    const share = Math.min(1, Math.max(0, along));
    const distance = Math.hypot(a[0] + share * dp - p, a[1] + share * dq - q);
    if (distance < nearest.distance) nearest = { t: leg + share, distance };
  }
  return nearest;
}

/** Half of a tick, in pixels. */
const TICK = 4.5;

/**
 * A stroke across the broken line `screen` (the path's vertices in pixels) at each place where units change: segments, four
 * coordinates each. Where several units change at one place there is one.
 */
export function ticksAlong({ walk }: WalkedPath, screen: readonly Point2[]): number[] {
  const { t } = walk.crossings;
  const segments: number[] = [];
  for (let i = 0; i < t.length; i++) {
    if (i > 0 && t[i] === t[i - 1]) continue;
    const leg = Math.min(screen.length - 2, Math.floor(t[i] as number));
    const [a, b] = [screen[leg] as Point2, screen[leg + 1] as Point2];
    const share = (t[i] as number) - leg;
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy);
    if (!(length > 0)) continue;
    const [x, y] = [a[0] + share * dx, a[1] + share * dy];
    const [nx, ny] = [(-dy / length) * TICK, (dx / length) * TICK];
    segments.push(x + nx, y + ny, x - nx, y - ny);
  }
  return segments;
}
