/** An orthographic look at a height field, from above: how slice points and heights come to lie on the screen. */
import type { Point2 } from '../../state/types';
import type { Rectangle } from '../slice/viewport';

/** Radians. Azimuth turns the slice about the vertical; an elevation of 0 is seen from the side, π/2 from above. */
export interface Camera {
  readonly azimuth: number;
  readonly elevation: number;
}

export interface Box {
  /** Of the slice. */
  readonly bounds: Rectangle;
  /** Lowest and highest output. */
  readonly low: number;
  readonly high: number;
}

/** Share of the pane that the box fills: the rest is for labels and chips. */
const FILLED = 0.82;

/** Share of the slice's longer side that the range of heights takes. */
const HEIGHT = 0.75;

/**
 * Affine map from (p, q, height) to screen pixels and depth (larger is farther): x, y and depth are row · (p, q, h) + offset.
 * The slice keeps equal scales on both axes; heights have a scale of their own, `heightScale` slice units an output unit.
 */
export interface Projection {
  readonly x: readonly [number, number, number, number];
  readonly y: readonly [number, number, number, number];
  readonly depth: readonly [number, number, number, number];
  readonly heightScale: number;
}

const row = (p: number, q: number, h: number, box: Box, at: number): readonly [number, number, number, number] => {
  const { bounds, low, high } = box;
  const middle = [(bounds.p0 + bounds.p1) / 2, (bounds.q0 + bounds.q1) / 2, (low + high) / 2] as const;
  return [p, q, h, at - p * middle[0] - q * middle[1] - h * middle[2]];
};

/** Fits the box, seen from the camera's direction, into a pane of the given size with a margin. */
export function projectionFor({ azimuth, elevation }: Camera, box: Box, width: number, height: number): Projection {
  const { bounds, low, high } = box;
  const [w, d] = [bounds.p1 - bounds.p0, bounds.q1 - bounds.q0];
  const side = Math.max(w, d);
  const heightScale = high > low ? (HEIGHT * side) / (high - low) : 0;
  const [ca, sa, ce, se] = [Math.cos(azimuth), Math.sin(azimuth), Math.cos(elevation), Math.sin(elevation)];
  const across = Math.abs(ca) * w + Math.abs(sa) * d;
  const along = Math.abs(sa) * w + Math.abs(ca) * d;
  const tall = along * se + (high > low ? HEIGHT * side : 0) * ce;
  const k = FILLED * Math.min(width / across, height / tall);
  return {
    x: row(k * ca, -k * sa, 0, box, width / 2),
    y: row(-k * se * sa, -k * se * ca, -k * ce * heightScale, box, height / 2),
    depth: row(k * ce * sa, k * ce * ca, -k * se * heightScale, box, 0),
    heightScale,
  };
}

/** Value of one row of a projection. */
export const along = (r: Projection['x'], p: number, q: number, h: number): number =>
  r[0] * p + r[1] * q + r[2] * h + r[3];

/** Where a point of the surface lies on the screen. */
export const onScreen = ({ x, y }: Projection, [p, q]: Point2, h: number): Point2 => [
  along(x, p, q, h),
  along(y, p, q, h),
];
