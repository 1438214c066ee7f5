/** Outlines over the polytopes: the selected one, the hovered one, the boundary of a lit unit. SVG paths, clipped to the view. */
import type { CellComplex } from '../../core/partition/complex';
import { clipPolygon, clipSegment } from './clip';
import { faceLoop } from './geometry';
import { type Pane, pixelsPerUnit, type Rectangle, type Viewport, visibleRectangle } from './viewport';

/** The visible rectangle and a margin, so that clipped ends lie out of sight. */
export function clipWindow(viewport: Viewport, pane: Pane): Rectangle {
  const { p0, q0, p1, q1 } = visibleRectangle(viewport, pane);
  const margin = 0.05 * Math.max(p1 - p0, q1 - q0);
  return { p0: p0 - margin, q0: q0 - margin, p1: p1 + margin, q1: q1 + margin };
}

/** Writes slice coordinates as those of the pane. */
export function placer(viewport: Viewport, pane: Pane): (p: number, q: number) => string {
  const k = pixelsPerUnit(viewport, pane);
  const [p0, q0] = viewport.centre;
  return (p, q) => `${(pane.width / 2 + (p - p0) * k).toFixed(2)},${(pane.height / 2 - (q - q0) * k).toFixed(2)}`;
}

/** SVG path of a face's outline; empty for no face. */
export function facePath(complex: CellComplex, face: number, viewport: Viewport, pane: Pane): string {
  if (face < 0 || face >= complex.faceOffsets.length - 1) return '';
  return loopPath(faceLoop(complex, face), viewport, pane);
}

/** SVG path of a convex polygon's outline, given by its corners in slice coordinates. */
export function loopPath(corners: readonly number[], viewport: Viewport, pane: Pane): string {
  const loop = clipPolygon(corners, clipWindow(viewport, pane));
  const place = placer(viewport, pane);
  const points: string[] = [];
  for (let i = 0; i < loop.length; i += 2) points.push(place(loop[i] as number, loop[i + 1] as number));
  return points.length > 0 ? `M${points.join('L')}Z` : '';
}

/** Edges on which a unit changes its piece. */
export function edgesOfUnit({ edgeUnits, edgeUnitOffsets }: CellComplex, unit: number): number[] {
  const edges: number[] = [];
  for (let edge = 0; edge + 1 < edgeUnitOffsets.length; edge++)
    for (let i = edgeUnitOffsets[edge] as number; i < (edgeUnitOffsets[edge + 1] as number); i++)
      if (edgeUnits[i] === unit) edges.push(edge);
  return edges;
}

/** SVG path of edges. */
export function edgesPath(complex: CellComplex, edges: readonly number[], viewport: Viewport, pane: Pane): string {
  const window = clipWindow(viewport, pane);
  const place = placer(viewport, pane);
  const ends = new Float64Array(4);
  const { vertices, edgeVertices } = complex;
  let path = '';
  for (const edge of edges) {
    const a = 2 * (edgeVertices[2 * edge] as number);
    const b = 2 * (edgeVertices[2 * edge + 1] as number);
    const [ap, aq, bp, bq] = [vertices[a], vertices[a + 1], vertices[b], vertices[b + 1]] as [
      number,
      number,
      number,
      number,
    ];
    if (!clipSegment(window, ap, aq, bp, bq, ends)) continue;
    path += `M${place(ends[0] as number, ends[1] as number)}L${place(ends[2] as number, ends[3] as number)}`;
  }
  return path;
}

/** Remembers the edges of the unit that was lit last. */
export function createUnitEdges(): (complex: CellComplex, unit: number) => readonly number[] {
  let last: { complex: CellComplex; unit: number; edges: readonly number[] } | null = null;
  return (complex, unit) => {
    if (last?.complex !== complex || last.unit !== unit) last = { complex, unit, edges: edgesOfUnit(complex, unit) };
    return last.edges;
  };
}
