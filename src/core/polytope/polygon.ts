import { f64 } from '../math/typed';
import { normalOf, offsetOf, type Region } from './region';

type Corner = readonly [number, number];

/** The polygon of a region with two inputs and a box, counter-clockwise about the origin's frame; empty where it is empty. */
export function polygonOf(region: Region): Corner[] {
  const { box } = region;
  if (!box || region.size !== 2) throw new RangeError('a polygon needs two inputs and a box');
  const [[left, bottom], [right, top]] = [box.lower, box.upper] as unknown as [Corner, Corner];
  let corners: Corner[] = [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
  for (let i = 0; i < region.count; i++) corners = clipped(corners, normalOf(region, i), offsetOf(region, i));
  return corners;
}

/** Sutherland & Hodgman, one half-plane. */
function clipped(corners: readonly Corner[], normal: Float64Array, offset: number): Corner[] {
  const room = ([x, y]: Corner): number => offset - f64(normal, 0) * x - f64(normal, 1) * y;
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length] as Corner;
    const [here, there] = [room(corner), room(next)];
    const kept: Corner[] = here >= 0 ? [corner] : [];
    if (here < 0 === there < 0 || here === there) return kept;
    const t = here / (here - there);
    return [...kept, [corner[0] + t * (next[0] - corner[0]), corner[1] + t * (next[1] - corner[1])]];
  });
}

/** Area of the polygon, by the shoelace formula about its first corner. */
export function polygonArea(region: Region): number {
  const corners = polygonOf(region);
  const [x0, y0] = corners[0] ?? [0, 0];
  let twice = 0;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] as Corner;
    twice += (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  });
  return twice / 2;
}
