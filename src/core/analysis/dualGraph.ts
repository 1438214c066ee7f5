import { f64, i32, u32 } from '../math/typed';
import type { UnitRef } from '../network/boundaryGradient';
import { unitAt } from '../network/network';
import type { CellComplex } from '../partition/complex';
import { loopOf } from '../partition/outputs';
import { metric, type Slice } from '../slice/slice';

/**
 * Which faces are neighbours, in compressed rows: the entries offsets[f] … offsets[f + 1] belong to face f, and entry i
 * says that it meets `faces[i]` along `edges[i]`. In the order of the face's loop; each edge inside the domain has an
 * entry at both its faces, the border has none.
 */
export interface DualGraph {
  readonly offsets: Uint32Array;
  readonly faces: Int32Array;
  readonly edges: Int32Array;
}

/** The dual graph of a complex. Cost: its half-edges. */
export function dualGraph(complex: CellComplex): DualGraph {
  const { faceOffsets, faceEdges, edgeFaces } = complex;
  const count = faceOffsets.length - 1;
  const offsets = new Uint32Array(count + 1);
  const faces = new Int32Array(faceEdges.length);
  const edges = new Int32Array(faceEdges.length);
  let entries = 0;
  for (let f = 0; f < count; f++) {
    for (let i = u32(faceOffsets, f); i < u32(faceOffsets, f + 1); i++) {
      const edge = i32(faceEdges, i);
      const other = otherFace(edgeFaces, edge, f);
      if (other < 0) continue;
      faces[entries] = other;
      edges[entries++] = edge;
    }
    offsets[f + 1] = entries;
  }
  return { offsets, faces: faces.slice(0, entries), edges: edges.slice(0, entries) };
}

const otherFace = (edgeFaces: Int32Array, edge: number, face: number): number =>
  i32(edgeFaces, i32(edgeFaces, 2 * edge) === face ? 2 * edge + 1 : 2 * edge);

/**
 * A face's neighbour: across which edge, which units change there (none on a decision boundary), the edge's length in the
 * metric of the slice and its bend (null where no bends were given).
 */
export interface Neighbour {
  readonly face: number;
  readonly edge: number;
  readonly units: readonly UnitRef[];
  readonly length: number;
  readonly bend: number | null;
}

/** The neighbours of one face in the order of its loop, counter-clockwise. `bends`: one an edge (`sliceBends`). */
export function neighboursOf(complex: CellComplex, slice: Slice, face: number, bends?: Float64Array): Neighbour[] {
  const [start, end] = loopOf(complex, face);
  const { faceEdges, edgeFaces, edgeUnits, edgeUnitOffsets, layout } = complex;
  const found: Neighbour[] = [];
  const lengthOf = edgeLength(complex, slice);
  for (let i = start; i < end; i++) {
    const edge = i32(faceEdges, i);
    const other = otherFace(edgeFaces, edge, face);
    if (other < 0) continue;
    const own = edgeUnits.subarray(u32(edgeUnitOffsets, edge), u32(edgeUnitOffsets, edge + 1));
    const units = Array.from(own, (unit) => unitAt(layout, unit));
    found.push({ face: other, edge, units, length: lengthOf(edge), bend: bends?.[edge] ?? null });
  }
  return found;
}

/** Length of every edge, the border's included, in the metric of the slice. */
export function edgeLengths(complex: CellComplex, slice: Slice): Float64Array {
  const lengthOf = edgeLength(complex, slice);
  return new Float64Array(complex.edgeVertices.length / 2).map((_, edge) => lengthOf(edge));
}

function edgeLength({ edgeVertices, vertices }: CellComplex, slice: Slice): (edge: number) => number {
  const { g11, g12, areaScale } = metric(slice);
  // Along e1, and across it: a sum of squares has no cancellation where the axes are nearly parallel.
  const unit = Math.sqrt(g11);
  const lean = g12 / unit;
  const height = areaScale / unit;
  return (edge) => {
    const from = 2 * i32(edgeVertices, 2 * edge);
    const to = 2 * i32(edgeVertices, 2 * edge + 1);
    const p = f64(vertices, to) - f64(vertices, from);
    const q = f64(vertices, to + 1) - f64(vertices, from + 1);
    return Math.sqrt((unit * p + lean * q) ** 2 + (height * q) ** 2);
  };
}
