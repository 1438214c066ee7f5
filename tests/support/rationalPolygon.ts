import type { Polygon } from '../../src/core/slice/slice';
import {
  bitLength,
  crossing,
  type ExactLine,
  type ExactPoint,
  exactLine,
  type Form,
  isConstant,
  lineThrough,
  pointOf,
  ratioToNumber,
  signOf,
  toFloat,
  valueAt,
} from './rational';

/** A corner of a convex polygon and the line of the side from it to the next corner. */
export interface Corner {
  readonly point: ExactPoint;
  readonly side: ExactLine;
}

/** A convex polygon, counter-clockwise, no three corners on a line (unless the domain came so). */
export type ExactPolygon = readonly Corner[];

export function exactPolygon(domain: Polygon): ExactPolygon {
  const points = domain.map(pointOf);
  return points.map((point, i) => ({
    point,
    side: lineThrough(point, points[(i + 1) % points.length] as ExactPoint),
  }));
}

/** The parts of the polygon where the form is < 0 and > 0; null for a part without area. The form is not constant. */
export function cutPolygon(
  polygon: ExactPolygon,
  form: Form,
): { below: ExactPolygon | null; above: ExactPolygon | null } {
  const signs = polygon.map((corner) => signOf(valueAt(form, corner.point)));
  if (!signs.includes(-1)) return { below: null, above: polygon };
  if (!signs.includes(1)) return { below: polygon, above: null };
  const line = exactLine(form);
  const below: Corner[] = [];
  const above: Corner[] = [];
  polygon.forEach(({ point, side }, i) => {
    const here = signs[i] as number;
    const next = signs[(i + 1) % signs.length] as number;
    if (here > 0) above.push({ point, side });
    if (here < 0) below.push({ point, side });
    if (here === 0 ? next === 0 : here * next >= 0) return;
    const at = here === 0 ? point : crossing(side, line);
    const rising = next > 0;
    above.push({ point: at, side: rising ? side : line });
    below.push({ point: at, side: rising ? line : side });
  });
  return { below, above };
}

/** Twice the signed area of a triangle is this determinant over the product of the three w. */
function determinant(r: ExactPoint, s: ExactPoint, t: ExactPoint): bigint {
  return r.x * (s.y * t.w - s.w * t.y) - r.y * (s.x * t.w - s.w * t.x) + r.w * (s.x * t.y - s.y * t.x);
}

/** Area in slice coordinates: triangles exact, each rounded once, all of one sign. */
export function polygonArea(polygon: ExactPolygon): number {
  const first = (polygon[0] as Corner).point;
  let sum = 0;
  for (let i = 2; i < polygon.length; i++) {
    const [s, t] = [(polygon[i - 1] as Corner).point, (polygon[i] as Corner).point];
    sum += ratioToNumber(determinant(first, s, t), 2n * first.w * s.w * t.w);
  }
  return sum;
}

/** Smallest distance of two parallel lines that hold the polygon between them, to float64 accuracy. */
export function polygonWidth(polygon: ExactPolygon): number {
  const widths = polygon.map(({ side }) => {
    const unit = 1n << BigInt(Math.max(bitLength(side.a), bitLength(side.b)));
    const scale = Math.hypot(ratioToNumber(side.a, unit), ratioToNumber(side.b, unit));
    const distances = polygon.map(({ point }) => Math.abs(ratioToNumber(valueAt(side, point), point.w * unit)));
    return Math.max(...distances) / scale;
  });
  return Math.min(...widths);
}

/** Mean of the corners: a point well inside, rounded to float64. */
export function polygonMiddle(polygon: ExactPolygon): [number, number] {
  const points = polygon.map((corner) => toFloat(corner.point));
  const sum = points.reduce((total, point) => [total[0] + point[0], total[1] + point[1]], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/** Whether the form is 0 on the whole side. */
export const vanishesOn = (form: Form, corner: Corner, next: Corner): boolean =>
  !isConstant(form) && valueAt(form, corner.point) === 0n && valueAt(form, next.point) === 0n;
