/** Where handles and their labels go in the pane. */
import type { Point2 } from '../../state/types';
import { STEP_FACTORS } from '../keySteps';
import type { Pane } from './viewport';

/** Where one handle is drawn. */
export interface HandlePlace {
  readonly x: number;
  readonly y: number;
  /** The point lies outside the pane: the handle waits at the edge, in the point's direction. */
  readonly outside: boolean;
  /** Which side of the ring its label or picture is on. */
  readonly side: 'left' | 'right';
}

/** Distance that a handle keeps from the pane's edge when its point is outside, in pixels. */
export const EDGE = 14;
/** Room that a label beside the ring needs. */
const LABEL = 64;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

/** Where a ray from the middle of the pane towards (x, y) meets the pane's inset border. */
function towards(pane: Pane, x: number, y: number): Point2 {
  const dx = x - pane.width / 2;
  const dy = y - pane.height / 2;
  const reachX = Math.max(1, pane.width / 2 - EDGE);
  const reachY = Math.max(1, pane.height / 2 - EDGE);
  const t = Math.min(reachX / Math.max(Math.abs(dx), 1e-300), reachY / Math.max(Math.abs(dy), 1e-300));
  const place = (middle: number, d: number, reach: number): number => middle + clamp(d * t, -reach, reach);
  return [place(pane.width / 2, dx, reachX), place(pane.height / 2, dy, reachY)];
}

/** Place of a handle whose point is at screen coordinates (x, y), which may be far outside or not finite. */
export function placeHandle(pane: Pane, [x, y]: Point2): HandlePlace {
  const finite = Number.isFinite(x) && Number.isFinite(y);
  const outside = !finite || x < 0 || y < 0 || x > pane.width || y > pane.height;
  const [px, py] = outside ? towards(pane, finite ? x : pane.width, finite ? y : pane.height / 2) : [x, y];
  return { x: px, y: py, outside, side: px + LABEL > pane.width ? 'left' : 'right' };
}

/**
 * Places of several handles. Of two whose labels would lie on each other, the later one's goes to the other side where
 * there is room for it.
 */
export function placeHandles(pane: Pane, points: readonly Point2[]): readonly HandlePlace[] {
  const placed: HandlePlace[] = [];
  for (const point of points) {
    const own = placeHandle(pane, point);
    const crowded = placed.some(
      (p) => p.side === own.side && Math.abs(p.x - own.x) < LABEL && Math.abs(p.y - own.y) < 34,
    );
    const left = own.side === 'left' || (crowded && own.x > LABEL);
    placed.push({ ...own, side: left ? 'left' : 'right' });
  }
  return placed;
}

const DIRECTIONS: Readonly<Record<string, Point2>> = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] };

export interface ArrowStep {
  readonly direction: Point2;
  /** 1 is a hundredth of the view's span. */
  readonly factor: number;
}

/** What an arrow key of a handle does, by its name in the table of shortcuts (`left`, `leftShift`); null for other names. */
export function arrowStep(key: string): ArrowStep | null {
  const [, name = '', modifier] = /^(left|right|up|down)(Shift|Alt|Mod)?$/.exec(key) ?? [];
  const direction = DIRECTIONS[name];
  return direction ? { direction, factor: STEP_FACTORS[(modifier ?? 'plain') as keyof typeof STEP_FACTORS] } : null;
}
