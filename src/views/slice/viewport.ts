/**
 * The transform between slice coordinates and the pane, in float64 and relative to the viewport's centre, so that a deep
 * zoom keeps its precision. Screen coordinates are CSS pixels from the pane's top left, y down; both axes have one scale.
 */
import type { Point2 } from '../../state/types';

/** Centre in slice coordinates; `span` is the slice length that the pane's shorter side shows. */
export interface Viewport {
  readonly centre: Point2;
  readonly span: number;
}

/** Size of the pane in CSS pixels. */
export interface Pane {
  readonly width: number;
  readonly height: number;
}

export interface Rectangle {
  readonly p0: number;
  readonly q0: number;
  readonly p1: number;
  readonly q1: number;
}

/** Pixels a slice unit. A pane without area counts as one pixel. */
export const pixelsPerUnit = (viewport: Viewport, pane: Pane): number =>
  Math.max(1, Math.min(pane.width, pane.height)) / viewport.span;

export function toScreen(viewport: Viewport, pane: Pane, [p, q]: Point2): Point2 {
  const k = pixelsPerUnit(viewport, pane);
  return [pane.width / 2 + (p - viewport.centre[0]) * k, pane.height / 2 - (q - viewport.centre[1]) * k];
}

export function toSlice(viewport: Viewport, pane: Pane, [x, y]: Point2): Point2 {
  const k = pixelsPerUnit(viewport, pane);
  return [viewport.centre[0] + (x - pane.width / 2) / k, viewport.centre[1] - (y - pane.height / 2) / k];
}

/** The part of the slice that the pane shows. */
export function visibleRectangle(viewport: Viewport, pane: Pane): Rectangle {
  const [p0, q1] = toSlice(viewport, pane, [0, 0]);
  const [p1, q0] = toSlice(viewport, pane, [pane.width, pane.height]);
  return { p0, q0, p1, q1 };
}

/** Its corners, counter-clockwise. */
export const corners = ({ p0, q0, p1, q1 }: Rectangle): readonly Point2[] => [
  [p0, q0],
  [p1, q0],
  [p1, q1],
  [p0, q1],
];

/** Bounding rectangle of points; of none, the empty rectangle at 0. */
export function boundsOf(points: readonly Point2[]): Rectangle {
  const first = points[0] ?? [0, 0];
  let [p0, q0] = first;
  let [p1, q1] = first;
  for (const [p, q] of points) {
    p0 = Math.min(p0, p);
    p1 = Math.max(p1, p);
    q0 = Math.min(q0, q);
    q1 = Math.max(q1, q);
  }
  return { p0, q0, p1, q1 };
}

/** The viewport that shows a rectangle whole, with a margin (a share of its size) on every side. */
export function fitRectangle({ p0, q0, p1, q1 }: Rectangle, pane: Pane, margin = 0.04): Viewport {
  const shorter = Math.max(1, Math.min(pane.width, pane.height));
  const unitsPerPixel = Math.max((p1 - p0) / Math.max(1, pane.width), (q1 - q0) / Math.max(1, pane.height));
  const span = unitsPerPixel * shorter * (1 + 2 * margin);
  return { centre: [(p0 + p1) / 2, (q0 + q1) / 2], span: span > 0 ? span : 1 };
}

/** A span below this share of the coordinates in sight has less than some four thousand float64 from side to side. */
const FINEST = 1e-12;

/**
 * Smallest and largest span: past the first, float64 cannot tell neighbouring pixels apart, nor the rounding of a
 * pre-activation from what is in sight. `extent`: the domain's size; `largest`: its largest coordinate.
 */
export const spanLimits = (extent: number, largest = extent): readonly [number, number] => [
  Math.max(extent, largest) * FINEST,
  extent * 100,
];

export const clampSpan = (span: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, span));

/** Zooms by `factor` (> 1: closer) so that the slice point under `at` (pixels) stays there. */
export function zoomAbout(
  viewport: Viewport,
  pane: Pane,
  factor: number,
  at: Point2,
  limits: readonly [number, number],
): Viewport {
  const span = clampSpan(viewport.span / factor, limits);
  const [p, q] = toSlice(viewport, pane, at);
  const ratio = span / viewport.span;
  return { centre: [p + (viewport.centre[0] - p) * ratio, q + (viewport.centre[1] - q) * ratio], span };
}

/** Moves the picture by pixels. */
export function panBy(viewport: Viewport, pane: Pane, dx: number, dy: number): Viewport {
  const k = pixelsPerUnit(viewport, pane);
  return { centre: [viewport.centre[0] - dx / k, viewport.centre[1] + dy / k], span: viewport.span };
}

/** What a gesture made of `base`: the picture was scaled by k and then moved by (x, y) pixels, as in d3-zoom. */
export function applyTransform(base: Viewport, pane: Pane, { k, x, y }: { k: number; x: number; y: number }): Viewport {
  const centre = toSlice(base, pane, [(pane.width / 2 - x) / k, (pane.height / 2 - y) / k]);
  return { centre, span: base.span / k };
}
