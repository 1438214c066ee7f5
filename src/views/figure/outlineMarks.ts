/** Lines over the polytopes of a figure: the selected one's outline, a lit unit's boundary, what no input reaches. */
import type { LinesMark, Mark } from '../../core/figure/marks';
import type { CellComplex } from '../../core/partition/complex';
import type { LensStore, Point2 } from '../../state/types';
import { clipPolygon, clipSegment } from '../slice/clip';
import { faceLoop } from '../slice/geometry';
import { edgesOfUnit } from '../slice/outlines';
import { reachOf } from '../slice/reach';
import { type Rectangle, visibleRectangle } from '../slice/viewport';
import { hex } from './figureTheme';
import type { Frame } from './frame';
import { hatching } from './hatching';

/** A slice in a figure. */
export interface Placed {
  readonly store: LensStore;
  readonly frame: Frame;
  /** From slice coordinates to the figure's. */
  readonly place: (at: Point2) => Point2;
}

const placed = (loop: readonly number[], place: Placed['place']): number[] =>
  loop.flatMap((_, i) => (i % 2 ? [] : place([loop[i] as number, loop[i + 1] as number])));

/** Pieces of edges that are in sight. */
function segmentsOf(complex: CellComplex, edges: readonly number[], seen: Rectangle, place: Placed['place']): number[] {
  const { vertices, edgeVertices } = complex;
  const ends = new Float64Array(4);
  return edges.flatMap((edge) => {
    const [a, b] = [2 * (edgeVertices[2 * edge] as number), 2 * (edgeVertices[2 * edge + 1] as number)];
    const [ap, aq, bp, bq] = [vertices[a], vertices[a + 1], vertices[b], vertices[b + 1]] as [
      number,
      number,
      number,
      number,
    ];
    if (!clipSegment(seen, ap, aq, bp, bq, ends)) return [];
    return [...place([ends[0] as number, ends[1] as number]), ...place([ends[2] as number, ends[3] as number])];
  });
}

function litMarks({ store: { session }, frame, place }: Placed, complex: CellComplex, seen: Rectangle): Mark[] {
  if (session.litUnit === null) return [];
  const segments = segmentsOf(complex, edgesOfUnit(complex, session.litUnit), seen, place);
  const line = { kind: 'lines', title: 'boundary of the lit unit', segments } as const;
  const { paper, accent } = frame.theme;
  return [
    { ...line, stroke: { colour: hex(paper), width: 6, opacity: 0.75 } },
    { ...line, stroke: { colour: hex(accent), width: 3 } },
  ];
}

function selectedMarks({ store: { session }, frame, place }: Placed, complex: CellComplex, seen: Rectangle): Mark[] {
  const face = session.inspection?.face ?? -1;
  if (face < 0 || face >= complex.faceOffsets.length - 1) return [];
  const points = placed(clipPolygon(faceLoop(complex, face), seen), place);
  const line = { kind: 'outline', title: 'selected polytope', points, closed: true } as const;
  const { paper, ink } = frame.theme;
  return [
    { ...line, stroke: { colour: hex(paper), width: 4.5, opacity: 0.8 } },
    { ...line, stroke: { colour: hex(ink), width: 2 } },
  ];
}

/** The part of activation space that no input reaches is hatched, in dark and light lines that show on any fill. */
function reachMarks({ store, frame, place }: Placed, seen: Rectangle): Mark[] {
  const reach = reachOf(store);
  if (!reach || reach.share >= 1 - 1e-12) return [];
  const [domain, part] = [store.lens.domain, reach.part].map((polygon) =>
    placed(clipPolygon(polygon.flat(), seen), place),
  );
  const { ink, paper } = frame.theme;
  const lines = (shift: number, colour: string, opacity: number): LinesMark => ({
    kind: 'lines',
    title: 'what no input reaches',
    segments: hatching(domain ?? [], part ?? [], 8, shift),
    stroke: { colour, width: 1, opacity },
  });
  return [
    lines(0, hex(ink), 0.4),
    lines(1, hex(paper), 0.4),
    {
      kind: 'outline',
      title: 'border of what may be reached',
      points: part ?? [],
      closed: true,
      stroke: { colour: hex(ink), width: 1.75 },
    },
  ];
}

/** In the order of the page: hatching, lit boundary, selected polytope; lines on halos of the ground. */
export function outlineMarks(view: Placed, complex: CellComplex): readonly Mark[] {
  const seen = visibleRectangle(view.store.lens.viewport, view.frame.pane);
  return [...reachMarks(view, seen), ...litMarks(view, complex, seen), ...selectedMarks(view, complex, seen)];
}
