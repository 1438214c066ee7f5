/** Where pins and their cards lie, on the page and in its figures. CSS pixels. */
import type { Point2 } from '../../state/types';
import type { Pane } from './viewport';

/** A pin this far outside the pane is not drawn: its dot is cut off, its card would tell of nothing in sight. */
const BEYOND = 4;
/** How far from its place the card lies, in both directions: `pins.css` has the same. */
export const AWAY = 10;

/** Whether the pin of a place in the pane is drawn. */
export const pinIsSeen = ([x, y]: Point2, { width, height }: Pane): boolean =>
  x > -BEYOND && y > -BEYOND && x < width + BEYOND && y < height + BEYOND;

export interface CardPlace {
  /** From the place to the card's left edge. */
  readonly left: number;
  /** Whether the card lies above the place, else below it. */
  readonly up: boolean;
}

/** Towards the middle, and within the pane, whose last `kept` pixels on the right are left free. */
export const cardPlace = ([x, y]: Point2, { width, height }: Pane, cardWidth: number, kept: number): CardPlace => ({
  left: Math.min(AWAY, width - x - cardWidth - kept),
  up: y > height / 2,
});
