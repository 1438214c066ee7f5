/** The boundaries that the clamps took away, over the polytopes: thin broken lines on a canvas of their own. */

import type { CellComplex } from '../../core/partition/complex';
import { createLocator } from '../../core/partition/locate';
import type { LensStore } from '../../state/types';
import { element } from '../../ui/dom';
import { isDark } from '../live';
import { clipSegment } from './clip';
import { freshCanvas } from './dataLayer';
import { nearestEdge } from './hover';
import { clipWindow } from './outlines';
import { remember } from './remember';
import { type Pane, toScreen, type Viewport } from './viewport';

/** With more edges than these in sight lines are drawn whole: breaking them would take too long. */
const BROKEN = 6000;

/** The former partition where it is to be drawn. */
export const formerOf = ({ lens, session }: LensStore): CellComplex | null =>
  lens.clamps.length > 0 && lens.showFormer ? (session.former?.complex ?? null) : null;

/** Of more edges than these all are drawn: looking each up would take too long. */
const LOOKED_UP = 24_000;

/** How near to an edge of now a former one's middle must be to lie on it, relative to the vertices' extent. */
const ON_EDGE = 1e-9;

/** Edges inside the domain that are no edges any more, judged at their middles; all of them where they are very many. */
export function goneEdges(former: CellComplex, now: CellComplex | null): readonly number[] {
  const { edgeFaces, edgeVertices, vertices } = former;
  const all = edgeFaces.length / 2;
  const inner = Array.from({ length: all }, (_, edge) => edge).filter(
    (edge) => (edgeFaces[2 * edge] as number) >= 0 && (edgeFaces[2 * edge + 1] as number) >= 0,
  );
  if (!now || all > LOOKED_UP) return inner;
  const locate = createLocator(now);
  const reach = ON_EDGE * vertices.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return inner.filter((edge) => {
    const a = 2 * (edgeVertices[2 * edge] as number);
    const b = 2 * (edgeVertices[2 * edge + 1] as number);
    const p = ((vertices[a] as number) + (vertices[b] as number)) / 2;
    const q = ((vertices[a + 1] as number) + (vertices[b + 1] as number)) / 2;
    const face = locate(p, q);
    return face < 0 || nearestEdge(now, face, [p, q], reach) < 0;
  });
}

/** Ends [x, y, x', y', …] in pixels of the edges that are in sight. */
function edgesInSight(complex: CellComplex, edges: readonly number[], viewport: Viewport, pane: Pane): number[] {
  const window = clipWindow(viewport, pane);
  const { edgeVertices, vertices } = complex;
  const ends = new Float64Array(4);
  const found: number[] = [];
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
    found.push(...toScreen(viewport, pane, [ends[0] as number, ends[1] as number]));
    found.push(...toScreen(viewport, pane, [ends[2] as number, ends[3] as number]));
  }
  return found;
}

/** Puts its canvas under the outlines. */
export function createGhost(outlines: SVGSVGElement): { draw(store: LensStore, viewport: Viewport, pane: Pane): void } {
  const canvas = element('canvas', 'slice-layer slice-ghost');
  outlines.before(canvas);
  const edges = remember<readonly number[]>();
  let drawn: readonly unknown[] = [];
  return {
    draw(store, viewport, pane) {
      const former = formerOf(store);
      canvas.hidden = former === null;
      if (!former) return;
      const ratio = Math.min(3, window.devicePixelRatio || 1);
      const present = store.session.result?.complex ?? null;
      const now = [former, present, viewport, pane, ratio, isDark()];
      if (now.every((key, i) => key === drawn[i])) return;
      drawn = now;
      const context = freshCanvas(canvas, pane, ratio);
      if (!context) return;
      const gone = edges([former, present], () => goneEdges(former, present));
      const ends = edgesInSight(former, gone, viewport, pane);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.beginPath();
      for (let i = 0; i < ends.length; i += 4) {
        context.moveTo(ends[i] as number, ends[i + 1] as number);
        context.lineTo(ends[i + 2] as number, ends[i + 3] as number);
      }
      context.setLineDash(ends.length > 4 * BROKEN ? [] : [4, 3]);
      context.lineWidth = 1;
      context.strokeStyle = getComputedStyle(canvas).color;
      context.stroke();
      context.setTransform(1, 0, 0, 1, 0, 0);
    },
  };
}
