import { type CellComplex, faceCount } from '../../src/core/partition/complex';

interface HalfEdge {
  readonly vertex: number;
  readonly edge: number;
}

function loopsOf(complex: CellComplex): HalfEdge[][] {
  const { faceOffsets, faceVertices, faceEdges } = complex;
  return Array.from({ length: faceCount(complex) }, (_, f) => {
    const [start, end] = [faceOffsets[f] as number, faceOffsets[f + 1] as number];
    return Array.from({ length: end - start }, (__, i) => {
      return { vertex: faceVertices[start + i] as number, edge: faceEdges[start + i] as number };
    });
  });
}

/** The loop opened at an edge: what comes after it, without it. */
function openedAt(loop: readonly HalfEdge[], edge: number): HalfEdge[] {
  const at = loop.findIndex((half) => half.edge === edge);
  return [...loop.slice(at + 1), ...loop.slice(0, at)];
}

const without = <T extends Int32Array | Uint32Array | Float64Array>(array: T, start: number, count: number): T =>
  array.filter((_, i) => i < start || i >= start + count) as T;

/**
 * The complex with one cut taken away: the faces on both sides of an interior edge become one, with the left one's
 * code. Counts, loops, areas and centroids are put right, so that only the missing cut is wrong.
 */
export function withoutEdge(complex: CellComplex, edge: number): CellComplex {
  const [kept, gone] = [complex.edgeFaces[2 * edge] as number, complex.edgeFaces[2 * edge + 1] as number];
  const loops = loopsOf(complex);
  loops[kept] = [...openedAt(loops[kept] as HalfEdge[], edge), ...openedAt(loops[gone] as HalfEdge[], edge)];
  loops.splice(gone, 1);
  const renumber = (face: number) => (face === gone ? (kept > gone ? kept - 1 : kept) : face > gone ? face - 1 : face);
  const offsets = [0];
  for (const loop of loops) offsets.push((offsets.at(-1) as number) + loop.length);
  const [a, b] = [complex.areas[kept] as number, complex.areas[gone] as number];
  const areas = Float64Array.from(complex.areas);
  areas[kept] = a + b;
  const centroids = Float64Array.from(complex.centroids);
  for (const k of [0, 1])
    centroids[2 * kept + k] =
      (a * (centroids[2 * kept + k] as number) + b * (centroids[2 * gone + k] as number)) / (a + b);
  const halves = loops.flat();
  const firstUnit = complex.edgeUnitOffsets[edge] as number;
  const units = (complex.edgeUnitOffsets[edge + 1] as number) - firstUnit;
  const unitOffsets = without(complex.edgeUnitOffsets, edge + 1, 1);
  return {
    ...complex,
    faceOffsets: Uint32Array.from(offsets),
    faceVertices: Int32Array.from(halves, ({ vertex }) => vertex),
    faceEdges: Int32Array.from(halves, (half) => (half.edge > edge ? half.edge - 1 : half.edge)),
    edgeVertices: without(complex.edgeVertices, 2 * edge, 2),
    edgeFaces: without(complex.edgeFaces, 2 * edge, 2).map((face) => (face < 0 ? face : renumber(face))),
    edgeUnitOffsets: unitOffsets.map((offset, i) => (i > edge ? offset - units : offset)),
    edgeUnits: without(complex.edgeUnits, firstUnit, units),
    codes: without(complex.codes, gone * complex.layout.words, complex.layout.words),
    areas: without(areas, gone, 1),
    centroids: without(centroids, 2 * gone, 2),
    classes: complex.classes && without(complex.classes, gone, 1),
  };
}

/** Interior edges of a complex. */
export function interiorEdges(complex: CellComplex): number[] {
  const edges = Array.from({ length: complex.edgeVertices.length / 2 }, (_, e) => e);
  return edges.filter(
    (e) => (complex.edgeFaces[2 * e] as number) >= 0 && (complex.edgeFaces[2 * e + 1] as number) >= 0,
  );
}
