/** The frame about the surface: the domain on the ground, the range of heights, and the names of the axes. */
import type { Point2 } from '../../state/types';
import { element } from '../../ui/dom';
import { formatNumber } from '../../ui/format';
import { type Box, onScreen, type Projection } from './projection';

type Space = readonly [p: number, q: number, height: number];

const cornersOf = ({ bounds: { p0, p1, q0, q1 } }: Box): readonly Point2[] => [
  [p0, q0],
  [p1, q0],
  [p1, q1],
  [p0, q1],
];

/** The corner of the box that lies leftmost on the screen: the range of heights stands there. */
function leftmost(projection: Projection, box: Box): Point2 {
  const xOf = (corner: Point2): number => onScreen(projection, corner, box.low)[0];
  return cornersOf(box).reduce((best, corner) => (xOf(corner) < xOf(best) ? corner : best));
}

/** Line segments of the frame: the domain at the lowest height, and the range of heights. */
export function frameSegments(
  projection: Projection,
  box: Box,
  domain: readonly Point2[],
): readonly (readonly [Space, Space])[] {
  const [p, q] = leftmost(projection, box);
  const ground = domain.map(([a, b], i): [Space, Space] => {
    const [c, d] = domain[(i + 1) % domain.length] as Point2;
    return [
      [a, b, box.low],
      [c, d, box.low],
    ];
  });
  return [
    ...ground,
    [
      [p, q, box.low],
      [p, q, box.high],
    ],
  ];
}

/** Room left of a label, pixels. */
const LEAST = 4;

export interface Labels {
  place(projection: Projection, box: Box, names: readonly [string, string, string]): void;
}

const middle = (a: Point2, b: Point2): Point2 => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** Of two sides of the ground that run along one axis, the place of the one lower on the screen. */
const lower = (a: Point2, b: Point2): Point2 => (a[1] >= b[1] ? a : b);

/** Names of the axes beside the front sides of the ground, lowest and highest output beside the upright. */
export function createLabels(host: HTMLElement): Labels {
  const [first, second, low, high] = ['axis', 'axis', 'value', 'value'].map((kind) => {
    const label = element('span', `surface-label ${kind} num`);
    host.append(label);
    return label;
  }) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const put = (label: HTMLElement, [x, y]: Point2, text: string): void => {
    // Never cut off at the left, where the upright stands.
    label.style.transform = `translate(max(${LEAST}px, ${x.toFixed(1)}px - 50%), calc(${y.toFixed(1)}px - 50%))`;
    if (label.textContent !== text) label.textContent = text;
  };
  return {
    place(projection, box, names) {
      const [a, b, c, d] = cornersOf(box).map((corner) => onScreen(projection, corner, box.low)) as [
        Point2,
        Point2,
        Point2,
        Point2,
      ];
      const across = lower(middle(a, b), middle(c, d));
      const deep = lower(middle(a, d), middle(b, c));
      const corner = leftmost(projection, box);
      const [foot, top] = [box.low, box.high].map((height) => onScreen(projection, corner, height)) as [Point2, Point2];
      put(first, [across[0], across[1] + 14], names[0]);
      put(second, [deep[0], deep[1] + 14], names[1]);
      put(low, [foot[0] - 26, foot[1]], formatNumber(box.low));
      put(high, [top[0] - 26, top[1] - 10], `${names[2]} ${formatNumber(box.high)}`);
    },
  };
}
