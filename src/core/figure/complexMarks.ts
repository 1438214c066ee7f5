/** A cell complex as marks: every polytope a polygon of its own, edges by the first layer that bends there. */
import { unitAt } from '../network/network';
import { type CellComplex, edgeCount, faceCount } from '../partition/complex';
import type { LinesMark, Mark, PolygonsMark, Shape, Stroke } from './marks';

/** Edges that are drawn alike. */
export interface EdgeGroup {
  readonly kind: 'layer' | 'decision' | 'border';
  /** Layer from 1, and which of the gated layers that is from 0; 0 for what is no layer's. */
  readonly layer: number;
  readonly depth: number;
  readonly edges: readonly number[];
}

/** Edges in one look. */
export interface LineGroup {
  readonly title: string;
  readonly edges: readonly number[];
  readonly stroke: Stroke;
}

/** How a complex is drawn. Slice coordinates come in, drawing units go out. */
export interface ComplexStyle {
  readonly place: (p: number, q: number) => readonly [x: number, y: number];
  readonly fill: (face: number) => string;
  readonly title: (face: number) => string;
  /** In the order of drawing. */
  readonly lines: readonly LineGroup[];
  /** What is seen of a loop [p0, q0, …], as another; all of it when absent. Fewer than three corners are left out. */
  readonly clipLoop?: (loop: readonly number[]) => readonly number[];
  /** Writes what is seen of a segment to `out`; false when nothing is. */
  readonly clipSegment?: (ap: number, aq: number, bp: number, bq: number, out: Float64Array) => boolean;
  readonly seams?: boolean;
}

const at = (array: ArrayLike<number>, index: number): number => array[index] as number;

/**
 * Every edge in one group: of the shallowest layer of which a unit changes its piece there, of the decision boundary, or
 * of the border. Deepest layer first, then decision and border: in the order of drawing.
 */
export function edgeGroups(complex: CellComplex): readonly EdgeGroup[] {
  const { layout, edgeFaces, edgeUnits, edgeUnitOffsets } = complex;
  const layers = layout.gated.map((): number[] => []);
  const depthOf = new Map(layout.gated.map(({ layer }, depth) => [layer, depth]));
  const [decision, border]: [number[], number[]] = [[], []];
  for (let edge = 0; edge < edgeCount(complex); edge++) {
    if (at(edgeFaces, 2 * edge) < 0 || at(edgeFaces, 2 * edge + 1) < 0) {
      border.push(edge);
      continue;
    }
    let first = Infinity;
    for (let i = at(edgeUnitOffsets, edge); i < at(edgeUnitOffsets, edge + 1); i++)
      first = Math.min(first, depthOf.get(unitAt(layout, at(edgeUnits, i)).layer) ?? Infinity);
    (layers[first] ?? decision).push(edge);
  }
  const groups = layout.gated.map(
    ({ layer }, depth): EdgeGroup => ({ kind: 'layer', layer, depth, edges: layers[depth] ?? [] }),
  );
  const others = [
    { kind: 'decision', layer: 0, depth: 0, edges: decision },
    { kind: 'border', layer: 0, depth: 0, edges: border },
  ] as const;
  return [...groups.reverse(), ...others].filter(({ edges }) => edges.length > 0);
}

/** What a group of edges is called. */
export function edgeTitle({ kind, layer }: EdgeGroup): string {
  if (kind === 'layer') return `layer ${layer}`;
  return kind === 'decision' ? 'decision boundary' : 'border of the domain';
}

function polygons(complex: CellComplex, style: ComplexStyle): PolygonsMark {
  const { vertices, faceOffsets, faceVertices } = complex;
  const shapes: Shape[] = [];
  for (let face = 0; face < faceCount(complex); face++) {
    const loop: number[] = [];
    for (let i = at(faceOffsets, face); i < at(faceOffsets, face + 1); i++) {
      const vertex = at(faceVertices, i);
      loop.push(at(vertices, 2 * vertex), at(vertices, 2 * vertex + 1));
    }
    const seen = style.clipLoop ? style.clipLoop(loop) : loop;
    if (seen.length < 6) continue;
    const points: number[] = [];
    for (let i = 0; i < seen.length; i += 2) points.push(...style.place(at(seen, i), at(seen, i + 1)));
    shapes.push({ points, fill: style.fill(face), title: style.title(face) });
  }
  return { kind: 'polygons', shapes, seams: style.seams ?? false };
}

function lines({ vertices, edgeVertices }: CellComplex, group: LineGroup, style: ComplexStyle): LinesMark | null {
  const segments: number[] = [];
  const ends = new Float64Array(4);
  for (const edge of group.edges) {
    const [a, b] = [2 * at(edgeVertices, 2 * edge), 2 * at(edgeVertices, 2 * edge + 1)];
    ends.set([at(vertices, a), at(vertices, a + 1), at(vertices, b), at(vertices, b + 1)]);
    const [ap, aq, bp, bq] = ends as unknown as [number, number, number, number];
    if (style.clipSegment && !style.clipSegment(ap, aq, bp, bq, ends)) continue;
    segments.push(...style.place(at(ends, 0), at(ends, 1)), ...style.place(at(ends, 2), at(ends, 3)));
  }
  if (segments.length === 0) return null;
  return { kind: 'lines', title: group.title, segments, stroke: group.stroke };
}

/** Edges by layer, each group in its look. */
export const linesByLayer = (complex: CellComplex, stroke: (group: EdgeGroup) => Stroke): readonly LineGroup[] =>
  edgeGroups(complex).map((group) => ({ title: edgeTitle(group), edges: group.edges, stroke: stroke(group) }));

/** Polygons, then the edges. Cost: linear in the complex. */
export function complexMarks(complex: CellComplex, style: ComplexStyle): readonly Mark[] {
  const edges = style.lines.map((group) => lines(complex, group, style));
  return [polygons(complex, style), ...edges.filter((mark) => mark !== null)];
}
