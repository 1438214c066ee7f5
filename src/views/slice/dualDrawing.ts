/** The dual graph over the polytopes: a node at each centroid, a line to each neighbour. */
import type { CellComplex } from '../../core/partition/complex';
import { formatCount } from '../../ui/format';
import { css } from '../palette';
import type { ThemeColours } from './colours';
import { freshCanvas } from './dataLayer';
import { type Pane, pixelsPerUnit, type Rectangle, type Viewport, visibleRectangle } from './viewport';

/** With more polytopes in view nothing is drawn: it would be a grey veil, and cost more than a frame has. */
export const MOST_NODES = 6000;
/** Up to this many lines and nodes have their full strength. */
const CLEAR = 400;

export interface DualView {
  readonly viewport: Viewport;
  readonly pane: Pane;
  readonly ratio: number;
  readonly theme: ThemeColours;
}

/** How many of the centroids lie in a rectangle. */
export function countInside(centroids: ArrayLike<number>, { p0, p1, q0, q1 }: Rectangle): number {
  let count = 0;
  for (let i = 0; i < centroids.length; i += 2) {
    const p = centroids[i] as number;
    const q = centroids[i + 1] as number;
    if (p >= p0 && p <= p1 && q >= q0 && q <= q1) count++;
  }
  return count;
}

/** Opacity of lines and nodes: full for a few hundred, a third at the most. */
export const dualOpacity = (nodes: number): number =>
  Math.max(1 / 3, Math.min(1, Math.sqrt(CLEAR / Math.max(1, nodes))));

interface Placed {
  readonly x: (face: number) => number;
  readonly y: (face: number) => number;
}

function placing({ centroids }: CellComplex, { viewport, pane }: DualView): Placed {
  const k = pixelsPerUnit(viewport, pane);
  const [p0, q0] = viewport.centre;
  return {
    x: (face) => pane.width / 2 + ((centroids[2 * face] as number) - p0) * k,
    y: (face) => pane.height / 2 - ((centroids[2 * face + 1] as number) - q0) * k,
  };
}

/** A path through all lines of which an end may be seen. */
function traceLines(context: CanvasRenderingContext2D, { edgeFaces }: CellComplex, { x, y }: Placed, pane: Pane): void {
  for (let edge = 0; edge < edgeFaces.length; edge += 2) {
    const a = edgeFaces[edge] as number;
    const b = edgeFaces[edge + 1] as number;
    if (a < 0 || b < 0) continue;
    const [ax, ay, bx, by] = [x(a), y(a), x(b), y(b)];
    const outside =
      (ax < 0 && bx < 0) ||
      (ay < 0 && by < 0) ||
      (ax > pane.width && bx > pane.width) ||
      (ay > pane.height && by > pane.height);
    if (outside) continue;
    context.moveTo(ax, ay);
    context.lineTo(bx, by);
  }
}

function drawNodes(
  context: CanvasRenderingContext2D,
  complex: CellComplex,
  placed: Placed,
  { pane, theme }: DualView,
  radius: number,
): void {
  context.beginPath();
  for (let face = 0; face < complex.areas.length; face++) {
    const [x, y] = [placed.x(face), placed.y(face)];
    if (x < -4 || y < -4 || x > pane.width + 4 || y > pane.height + 4) continue;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fillStyle = css(theme.ink);
  context.fill();
}

/**
 * Draws the graph of the polytopes in view; lines and nodes fade as they become many. Returns what to say: null when it
 * is drawn. Cost: the edges; some milliseconds for `MOST_NODES`.
 */
export function drawDual(canvas: HTMLCanvasElement, complex: CellComplex, view: DualView): string | null {
  const context = freshCanvas(canvas, view.pane, view.ratio);
  if (!context) return null;
  const nodes = countInside(complex.centroids, visibleRectangle(view.viewport, view.pane));
  if (nodes > MOST_NODES)
    return `Dual graph: ${formatCount(nodes)} polytopes in view, drawn up to ${formatCount(MOST_NODES)}. Zoom in.`;
  const placed = placing(complex, view);
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.globalAlpha = dualOpacity(nodes);
  context.beginPath();
  traceLines(context, complex, placed, view.pane);
  // Light under dark: the lines stay visible on any fill.
  context.lineWidth = 2.5;
  context.strokeStyle = css(view.theme.paper, 0.6);
  context.stroke();
  context.lineWidth = 1;
  context.strokeStyle = css(view.theme.ink, 0.85);
  context.stroke();
  drawNodes(context, complex, placed, view, 1.1 + 1.4 * context.globalAlpha);
  context.globalAlpha = 1;
  context.setTransform(1, 0, 0, 1, 0, 0);
  return null;
}
