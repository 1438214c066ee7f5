/** Where the box of the tour stands beside what it points at. All in pixels of the window. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Box, 'width' | 'height'>;
export type Place = Pick<Box, 'left' | 'top'>;

const GAP = 12;
const MARGIN = 8;

const within = (at: number, length: number, room: number): number =>
  Math.max(MARGIN, Math.min(at, room - length - MARGIN));

/**
 * Left to, right of, below or above the anchor, the first that fits; where none does, inside the window at the anchor's
 * lower edge. The result lies inside the window wherever the box fits in it.
 */
export function placeBeside(anchor: Box, { width, height }: Size, room: Size): Place {
  const middle = within(anchor.top + anchor.height / 2 - height / 2, height, room.height);
  const centre = within(anchor.left + anchor.width / 2 - width / 2, width, room.width);
  const places: readonly Place[] = [
    { left: anchor.left - width - GAP, top: middle },
    { left: anchor.left + anchor.width + GAP, top: middle },
    { left: centre, top: anchor.top + anchor.height + GAP },
    { left: centre, top: anchor.top - height - GAP },
  ];
  const fits = ({ left, top }: Place): boolean =>
    left >= MARGIN && top >= MARGIN && left + width + MARGIN <= room.width && top + height + MARGIN <= room.height;
  const inside = { left: centre, top: within(anchor.top + anchor.height - height - 4 * GAP, height, room.height) };
  return places.find(fits) ?? inside;
}
