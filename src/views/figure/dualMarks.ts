/** The dual graph in a figure: a node at each centroid, a line to each neighbour. */
import type { Mark } from '../../core/figure/marks';
import { type CellComplex, faceCount } from '../../core/partition/complex';
import { countInside, dualOpacity, MOST_NODES } from '../slice/dualDrawing';
import { visibleRectangle } from '../slice/viewport';
import { hex } from './figureTheme';
import type { Placed } from './outlineMarks';

/** Nothing where it is not shown, or where the page draws none, as there are too many polytopes in view. */
export function dualMarks({ store, frame, place }: Placed, complex: CellComplex): readonly Mark[] {
  const nodes = countInside(complex.centroids, visibleRectangle(store.lens.viewport, frame.pane));
  if (!store.lens.showDual || nodes > MOST_NODES) return [];
  const { centroids, edgeFaces } = complex;
  const at = Array.from({ length: faceCount(complex) }, (_, face) =>
    place([centroids[2 * face] as number, centroids[2 * face + 1] as number]),
  );
  const segments: number[] = [];
  for (let edge = 0; edge < edgeFaces.length; edge += 2) {
    const [a, b] = [at[edgeFaces[edge] as number], at[edgeFaces[edge + 1] as number]];
    if (a && b) segments.push(...a, ...b);
  }
  const opacity = dualOpacity(nodes);
  const { paper, ink } = frame.theme;
  const lines = { kind: 'lines', title: 'dual graph', segments } as const;
  return [
    { ...lines, stroke: { colour: hex(paper), width: 2.5, opacity: 0.6 * opacity } },
    { ...lines, stroke: { colour: hex(ink), width: 1, opacity: 0.85 * opacity } },
    { kind: 'dots', at: at.flat(), radius: 1.1 + 1.4 * opacity, fills: at.map(() => hex(ink)) },
  ];
}
