/** SVG paths of curves over one axis. */
import type { PiecewiseLinear } from '../../../core/network';

/** Lines stay this near to the figure, so that no path has coordinates beyond what browsers draw. */
const BEYOND = 2000;

type Scale = (value: number) => number;

/** SVG path through places and values; what is not finite is left out. */
export function curvePath(u: ArrayLike<number>, values: ArrayLike<number>, x: Scale, y: Scale): string {
  let path = '';
  let open = false;
  for (let i = 0; i < u.length; i++) {
    const at = y(values[i] as number);
    if (!Number.isFinite(at)) {
      open = false;
      continue;
    }
    const within = Math.min(BEYOND, Math.max(-BEYOND, at));
    path += `${open ? 'L' : 'M'}${x(u[i] as number).toFixed(2)},${within.toFixed(2)}`;
    open = true;
  }
  return path;
}

/** The spline's own pieces, with a gap where it steps. */
export function splinePath(f: PiecewiseLinear, [from, to]: readonly [number, number], x: Scale, y: Scale): string {
  const ends = [from, ...f.thresholds, to];
  return f.slopes
    .map((a, r) => {
      const [start, end] = [ends[r] as number, ends[r + 1] as number];
      const o = f.offsets[r] as number;
      return curvePath([start, end], [a * start + o, a * end + o], x, y);
    })
    .join('');
}
