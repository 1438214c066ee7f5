import { type CellComplex, edgeCount, faceCount, vertexCount } from '../../src/core/partition/complex';
import { metric, type Polygon, type Slice, type SlicePoint } from '../../src/core/slice/slice';
import { extent } from './checkExact';

/** Distances within this, relative to the domain's extent, count as none. */
const NEAR = 1e-9;
/** Vertices nearer than this, relative to the domain's extent, count as one. */
const SAME = 1e-13;

export const vertexOf = (complex: CellComplex, v: number): SlicePoint => [
  complex.vertices[2 * v] as number,
  complex.vertices[2 * v + 1] as number,
];

export function loopOf(complex: CellComplex, face: number): SlicePoint[] {
  const [start, end] = [complex.faceOffsets[face] as number, complex.faceOffsets[face + 1] as number];
  return Array.from(complex.faceVertices.subarray(start, end), (v) => vertexOf(complex, v));
}

/** Signed distance of a point from the line s → t, > 0 on its left. */
function leftOf([sp, sq]: SlicePoint, [tp, tq]: SlicePoint, [p, q]: SlicePoint): number {
  const cross = (tp - sp) * (q - sq) - (tq - sq) * (p - sp);
  return cross / Math.hypot(tp - sp, tq - sq);
}

const sidesOf = (loop: readonly SlicePoint[]): [SlicePoint, SlicePoint][] =>
  loop.map((point, i) => [point, loop[(i + 1) % loop.length] as SlicePoint]);

/** Sides long enough to have a direction that rounding does not turn. */
const longSides = (loop: readonly SlicePoint[], scale: number) =>
  sidesOf(loop).filter(([s, t]) => Math.hypot(t[0] - s[0], t[1] - s[1]) > 1e-5 * scale);

function polygonArea(loop: readonly SlicePoint[]): number {
  const [op, oq] = loop[0] as SlicePoint;
  return sidesOf(loop).reduce((sum, [s, t]) => sum + ((s[0] - op) * (t[1] - oq) - (t[0] - op) * (s[1] - oq)) / 2, 0);
}

function checkFaces(complex: CellComplex, slice: Slice, domain: Polygon): string[] {
  const scale = extent(domain);
  const { areaScale } = metric(slice);
  const total = polygonArea(domain) * areaScale;
  const problems: string[] = [];
  let sum = 0;
  for (let f = 0; f < faceCount(complex); f++) {
    const loop = loopOf(complex, f);
    const area = complex.areas[f] as number;
    sum += area;
    if (!(area > 0)) problems.push(`face ${f} has area ${area}`);
    if (!(Math.abs(area - polygonArea(loop) * areaScale) <= NEAR * total))
      problems.push(`face ${f}: area ${area} is not its loop's`);
    const centroid: SlicePoint = [complex.centroids[2 * f] as number, complex.centroids[2 * f + 1] as number];
    for (const [s, t] of longSides(loop, scale)) {
      if (!(leftOf(s, t, centroid) >= -NEAR * scale)) problems.push(`face ${f}: its centroid lies outside`);
      if (loop.some((point) => leftOf(s, t, point) < -NEAR * scale)) problems.push(`face ${f} is not convex`);
    }
  }
  if (!(Math.abs(sum - total) <= NEAR * total)) problems.push(`areas sum up to ${sum}, the domain has ${total}`);
  return problems;
}

function checkVertices(complex: CellComplex, domain: Polygon): string[] {
  const scale = extent(domain);
  const problems: string[] = [];
  const used = new Set(complex.faceVertices);
  const order = Array.from({ length: vertexCount(complex) }, (_, v) => v);
  for (const v of order) {
    if (!used.has(v)) problems.push(`vertex ${v} is in no loop`);
    const point = vertexOf(complex, v);
    if (sidesOf(domain).some(([s, t]) => !(leftOf(s, t, point) >= -NEAR * scale)))
      problems.push(`vertex ${v} lies outside`);
  }
  order.sort((v, w) => vertexOf(complex, v)[0] - vertexOf(complex, w)[0]);
  order.forEach((v, i) => {
    const [p, q] = vertexOf(complex, v);
    for (let j = i + 1; j < order.length; j++) {
      const [r, s] = vertexOf(complex, order[j] as number);
      if (r - p > SAME * scale) break;
      if (Math.abs(s - q) <= SAME * scale) problems.push(`vertices ${v} and ${order[j]} are one point`);
    }
  });
  return problems;
}

function checkBorder(complex: CellComplex, domain: Polygon): string[] {
  const scale = extent(domain);
  const problems: string[] = [];
  let length = 0;
  for (let e = 0; e < edgeCount(complex); e++) {
    if ((complex.edgeFaces[2 * e] as number) >= 0 && (complex.edgeFaces[2 * e + 1] as number) >= 0) continue;
    const ends = [0, 1].map((k) => vertexOf(complex, complex.edgeVertices[2 * e + k] as number));
    const [a, b] = ends as [SlicePoint, SlicePoint];
    length += Math.hypot(a[0] - b[0], a[1] - b[1]);
    const onSide = sidesOf(domain).some(([s, t]) => ends.every((end) => Math.abs(leftOf(s, t, end)) <= NEAR * scale));
    if (!onSide) problems.push(`edge ${e} has one face but is not on the border`);
  }
  const perimeter = sidesOf(domain).reduce((sum, [s, t]) => sum + Math.hypot(s[0] - t[0], s[1] - t[1]), 0);
  if (!(Math.abs(length - perimeter) <= NEAR * perimeter))
    problems.push(`border edges measure ${length}, not ${perimeter}`);
  return problems;
}

/** Areas, convexity, centroids, vertices and border, with tolerances relative to the domain. */
export const checkGeometry = (complex: CellComplex, slice: Slice, domain: Polygon): string[] => [
  ...checkFaces(complex, slice, domain),
  ...checkVertices(complex, domain),
  ...checkBorder(complex, domain),
];
