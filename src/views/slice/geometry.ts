/**
 * A cell complex as buffers to draw: triangle fans of the faces and segments of the lines, in float32 relative to an
 * anchor near the view. A deep zoom gets only what lies in a window around it, clipped in float64, so that float32 is
 * good for well under a tenth of a pixel until the zoom leaves the window's range.
 */
import { type CellComplex, faceCount } from '../../core/partition/complex';
import type { Point2 } from '../../state/types';
import { clipPolygon, clipSegment } from './clip';
import { type EdgeLines, edgeLines } from './edgeLines';
import { boundsOf, type Pane, pixelsPerUnit, type Rectangle, type Viewport, visibleRectangle } from './viewport';

export interface Geometry {
  readonly anchor: Point2;
  /** What was kept, in slice coordinates; null: everything. */
  readonly window: Rectangle | null;
  /** Span at which it was built. */
  readonly span: number;
  /** [p, q] a fan vertex, relative to the anchor. */
  readonly positions: Float32Array;
  /** Fan f covers vertices fanStart[f] … fanStart[f + 1]. */
  readonly fanStart: Uint32Array;
  /** Face of each fan. */
  readonly fanFace: Uint32Array;
  /** Triangles of all fans. */
  readonly triangles: Uint32Array;
  /** [pA, qA, pB, qB] a segment, relative to the anchor, deepest layer first, the border last. */
  readonly segments: Float32Array;
  /** Style of each segment (see `EdgeLines`). */
  readonly styles: Uint8Array;
  /** The domain as a fan, relative to the anchor. */
  readonly domain: Float32Array;
}

// Up to this many spans of the view, float32 serves the whole complex: 3e-8 · 512 · 1000 px ≈ 0.015 px.
const WHOLE = 512;
// A window reaches this many visible sizes to each side and is good until the zoom is SHARP times deeper.
const REACH = 6;
const SHARP = 64;

const extent = (r: Rectangle): number => Math.max(r.p1 - r.p0, r.q1 - r.q0);

/** The window to build for a view; null when the whole complex is precise enough. */
export function windowFor(bounds: Rectangle, viewport: Viewport, pane: Pane): Rectangle | null {
  if (extent(bounds) <= WHOLE * viewport.span) return null;
  const half = REACH * extent(visibleRectangle(viewport, pane));
  const [p, q] = viewport.centre;
  return { p0: p - half, q0: q - half, p1: p + half, q1: q + half };
}

/** Whether buffers still serve a view: the view lies inside their window and is not much deeper. */
export function serves(geometry: Geometry, bounds: Rectangle, viewport: Viewport, pane: Pane): boolean {
  const { window } = geometry;
  if (!window) return extent(bounds) <= 2 * WHOLE * viewport.span;
  const seen = visibleRectangle(viewport, pane);
  const inside = seen.p0 >= window.p0 && seen.p1 <= window.p1 && seen.q0 >= window.q0 && seen.q1 <= window.q1;
  return inside && viewport.span * SHARP >= geometry.span;
}

/** What of a complex does not depend on the view; kept while the complex is. */
export interface Prepared {
  readonly complex: CellComplex;
  readonly domain: readonly Point2[];
  readonly bounds: Rectangle;
  readonly lines: EdgeLines;
}

/** Corners of the domain that a complex covers: its border edges in a row, each with the inside to its left. */
function borderLoop({ edgeFaces, edgeVertices, vertices }: CellComplex): Point2[] {
  const next = new Map<number, number>();
  for (let edge = 0; edge < edgeVertices.length / 2; edge++) {
    const a = edgeVertices[2 * edge] as number;
    const b = edgeVertices[2 * edge + 1] as number;
    if (edgeFaces[2 * edge + 1] === -1) next.set(a, b);
    else if (edgeFaces[2 * edge] === -1) next.set(b, a);
  }
  const loop: Point2[] = [];
  const [first] = next.keys();
  for (let at = first; at !== undefined && loop.length < next.size; at = next.get(at))
    loop.push([vertices[2 * at] as number, vertices[2 * at + 1] as number]);
  return loop;
}

/** `styles`: one an edge, in place of those of the layers. Cost: linear in the complex. */
export function prepare(complex: CellComplex, styles?: Uint8Array): Prepared {
  const domain = borderLoop(complex);
  return { complex, domain, bounds: boundsOf(domain), lines: edgeLines(complex, styles) };
}

type Fans = Pick<Geometry, 'positions' | 'fanStart' | 'fanFace'>;

function allFans({ faceOffsets, faceVertices, vertices }: CellComplex, [p0, q0]: Point2): Fans {
  const positions = new Float32Array(2 * faceVertices.length);
  for (let i = 0; i < faceVertices.length; i++) {
    const vertex = 2 * (faceVertices[i] as number);
    positions[2 * i] = (vertices[vertex] as number) - p0;
    positions[2 * i + 1] = (vertices[vertex + 1] as number) - q0;
  }
  return {
    positions,
    fanStart: faceOffsets,
    fanFace: Uint32Array.from({ length: faceOffsets.length - 1 }, (_, f) => f),
  };
}

/** Vertices of a face in slice coordinates, [p0, q0, p1, q1, …]. */
export function faceLoop({ faceOffsets, faceVertices, vertices }: CellComplex, face: number): number[] {
  const loop: number[] = [];
  for (let i = faceOffsets[face] as number; i < (faceOffsets[face + 1] as number); i++) {
    const vertex = 2 * (faceVertices[i] as number);
    loop.push(vertices[vertex] as number, vertices[vertex + 1] as number);
  }
  return loop;
}

function meets(loop: readonly number[], r: Rectangle): boolean {
  let [left, right, below, above] = [true, true, true, true];
  for (let i = 0; i < loop.length; i += 2) {
    const p = loop[i] as number;
    const q = loop[i + 1] as number;
    left &&= p < r.p0;
    right &&= p > r.p1;
    below &&= q < r.q0;
    above &&= q > r.q1;
  }
  return !(left || right || below || above);
}

function fansIn(complex: CellComplex, [p0, q0]: Point2, window: Rectangle): Fans {
  const positions: number[] = [];
  const fanStart: number[] = [0];
  const fanFace: number[] = [];
  for (let face = 0; face < faceCount(complex); face++) {
    const loop = faceLoop(complex, face);
    const kept = meets(loop, window) ? clipPolygon(loop, window) : [];
    if (kept.length < 6) continue;
    for (let i = 0; i < kept.length; i += 2) positions.push((kept[i] as number) - p0, (kept[i + 1] as number) - q0);
    fanStart.push(positions.length / 2);
    fanFace.push(face);
  }
  return {
    positions: Float32Array.from(positions),
    fanStart: Uint32Array.from(fanStart),
    fanFace: Uint32Array.from(fanFace),
  };
}

function trianglesOf(fanStart: Uint32Array, vertices: number): Uint32Array {
  const fans = fanStart.length - 1;
  const triangles = new Uint32Array(3 * Math.max(0, vertices - 2 * fans));
  let at = 0;
  for (let fan = 0; fan < fans; fan++) {
    const first = fanStart[fan] as number;
    for (let i = first + 1; i + 1 < (fanStart[fan + 1] as number); i++) {
      triangles[at++] = first;
      triangles[at++] = i;
      triangles[at++] = i + 1;
    }
  }
  return triangles;
}

function segmentsOf(
  { complex, lines }: Prepared,
  [p0, q0]: Point2,
  window: Rectangle | null,
): Pick<Geometry, 'segments' | 'styles'> {
  const { vertices } = complex;
  const segments = new Float32Array(2 * lines.ends.length);
  const styles = new Uint8Array(lines.styles.length);
  const ends = new Float64Array(4);
  let count = 0;
  for (let line = 0; line < lines.styles.length; line++) {
    const a = 2 * (lines.ends[2 * line] as number);
    const b = 2 * (lines.ends[2 * line + 1] as number);
    ends[0] = vertices[a] as number;
    ends[1] = vertices[a + 1] as number;
    ends[2] = vertices[b] as number;
    ends[3] = vertices[b + 1] as number;
    if (window && !clipSegment(window, ends[0], ends[1], ends[2], ends[3], ends)) continue;
    for (let i = 0; i < 4; i++) segments[4 * count + i] = (ends[i] as number) - (i % 2 === 0 ? p0 : q0);
    styles[count++] = lines.styles[line] as number;
  }
  return { segments: segments.subarray(0, 4 * count), styles: styles.subarray(0, count) };
}

/** Builds the buffers for a view. Cost: linear in the complex, about a millisecond for 2,000 faces. */
export function buildGeometry(prepared: Prepared, viewport: Viewport, pane: Pane): Geometry {
  const { bounds, complex } = prepared;
  const window = windowFor(bounds, viewport, pane);
  const anchor: Point2 = window ? viewport.centre : [(bounds.p0 + bounds.p1) / 2, (bounds.q0 + bounds.q1) / 2];
  const fans = window ? fansIn(complex, anchor, window) : allFans(complex, anchor);
  const outline = prepared.domain.flat();
  const domain = window ? clipPolygon(outline, window) : outline;
  return {
    anchor,
    window,
    span: viewport.span,
    ...fans,
    triangles: trianglesOf(fans.fanStart, fans.positions.length / 2),
    ...segmentsOf(prepared, anchor, window),
    domain: Float32Array.from(domain, (value, i) => value - anchor[(i % 2) as 0 | 1]),
  };
}

/** Typical size of a face on the screen in pixels: √(pixels of the domain / faces). Lines fade when it is small. */
export function facePixels({ bounds, complex }: Prepared, viewport: Viewport, pane: Pane): number {
  const k = pixelsPerUnit(viewport, pane);
  return k * Math.sqrt(((bounds.p1 - bounds.p0) * (bounds.q1 - bounds.q0)) / Math.max(1, faceCount(complex)));
}
