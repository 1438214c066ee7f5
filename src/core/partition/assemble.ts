import { f64, i32, u32 } from '../math/typed';
import type { CodeLayout } from '../network/network';
import { metric, type Slice, type SlicePoint } from '../slice/slice';
import type { CellComplex } from './complex';
import type { Cutter } from './cutter';
import type { LocalDomain } from './domain';
import { BorderUnits, type ListDifference, unitsOfEdges } from './edgeUnits';
import type { Mesh } from './mesh';

type Geometry = Omit<CellComplex, 'codes' | 'layout' | 'classes' | 'outputs' | 'merged' | 'undecided'>;

/** Codes of faces, one after the other, and what is quicker at telling where two of them differ. */
interface FaceCodes {
  readonly codes: Uint32Array;
  readonly layout: CodeLayout;
  readonly listDifference: ListDifference | null;
}

/** Turns the faces `leaves` of a mesh (their codes alongside, in the same order) into flat arrays. */
export function assemble(
  { mesh, borderLines }: Cutter,
  leaves: Int32Array,
  { codes, layout, listDifference }: FaceCodes,
  slice: Slice,
  local: LocalDomain,
): Geometry {
  const loops = numberLoops(mesh, leaves);
  const vertices = placeVertices(mesh, loops.vertexOf, loops.vertexCount);
  const { areas, centroids } = measureFaces(vertices, loops.faceOffsets, loops.faceVertices, metric(slice).areaScale);
  moveBy(vertices, local.centre);
  moveBy(centroids, local.centre);
  const border = new BorderUnits(borderLines, local);
  const units = unitsOfEdges({ ...loops, vertices }, codes, layout, border, listDifference);
  const { faceOffsets, faceVertices, faceEdges, edgeVertices, edgeFaces } = loops;
  return { vertices, faceOffsets, faceVertices, faceEdges, edgeVertices, edgeFaces, ...units, areas, centroids };
}

interface Loops {
  faceOffsets: Uint32Array;
  faceVertices: Int32Array;
  faceEdges: Int32Array;
  edgeVertices: Int32Array;
  edgeFaces: Int32Array;
  vertexOf: Int32Array;
  vertexCount: number;
}

/** Numbers vertices and edges in the order in which the faces' loops meet them. */
function numberLoops(mesh: Mesh, leaves: Int32Array): Loops {
  const { origin, next, twin } = mesh;
  // At the most: cells joined again leave dead vertices and edges behind.
  const most = mesh.vertices + mesh.faces - 1;
  const vertexOf = new Int32Array(mesh.vertices).fill(-1);
  const edgeOf = new Int32Array(mesh.halfEdges).fill(-1);
  const faceOffsets = new Uint32Array(leaves.length + 1);
  const faceVertices = new Int32Array(mesh.halfEdges);
  const faceEdges = new Int32Array(mesh.halfEdges);
  const edgeVertices = new Int32Array(2 * most);
  const edgeFaces = new Int32Array(2 * most);
  let vertexCount = 0;
  let edges = 0;
  let at = 0;
  for (let f = 0; f < leaves.length; f++) {
    const start = i32(mesh.first, i32(leaves, f));
    let h = start;
    do {
      const v = i32(origin, h);
      let vertex = i32(vertexOf, v);
      if (vertex < 0) {
        vertex = vertexCount++;
        vertexOf[v] = vertex;
      }
      faceVertices[at] = vertex;
      let edge = i32(edgeOf, h);
      if (edge < 0) {
        edge = edges++;
        const t = i32(twin, h);
        if (t >= 0) edgeOf[t] = edge;
        edgeVertices[2 * edge] = v;
        edgeVertices[2 * edge + 1] = i32(origin, i32(next, h));
        edgeFaces[2 * edge] = f;
        edgeFaces[2 * edge + 1] = -1;
      } else edgeFaces[2 * edge + 1] = f;
      faceEdges[at++] = edge;
      h = i32(next, h);
    } while (h !== start);
    faceOffsets[f + 1] = at;
  }
  for (let i = 0; i < 2 * edges; i++) edgeVertices[i] = i32(vertexOf, i32(edgeVertices, i));
  const loops = { faceVertices: trimmed(faceVertices, at), faceEdges: trimmed(faceEdges, at) };
  const ends = { edgeVertices: trimmed(edgeVertices, 2 * edges), edgeFaces: trimmed(edgeFaces, 2 * edges) };
  return { faceOffsets, ...loops, ...ends, vertexOf, vertexCount };
}

const trimmed = (array: Int32Array, length: number): Int32Array =>
  array.length === length ? array : array.slice(0, length);

/** Vertices about the domain's centre. */
function placeVertices(mesh: Mesh, vertexOf: Int32Array, count: number): Float64Array {
  const vertices = new Float64Array(2 * count);
  for (let v = 0; v < mesh.vertices; v++) {
    const to = i32(vertexOf, v);
    if (to < 0) continue;
    vertices[2 * to] = f64(mesh.x, v);
    vertices[2 * to + 1] = f64(mesh.y, v);
  }
  return vertices;
}

function moveBy(points: Float64Array, [p, q]: SlicePoint): void {
  for (let i = 0; i < points.length; i += 2) {
    points[i] = f64(points, i) + p;
    points[i + 1] = f64(points, i + 1) + q;
  }
}

/**
 * Areas (in the metric) and centroids by fans from each face's first vertex. Of vertices about the domain's centre: in a
 * small domain far from 0 the rounding of slice coordinates would be a large part of an area.
 */
function measureFaces(
  vertices: Float64Array,
  faceOffsets: Uint32Array,
  faceVertices: Int32Array,
  areaScale: number,
): { areas: Float64Array; centroids: Float64Array } {
  const faces = faceOffsets.length - 1;
  const areas = new Float64Array(faces);
  const centroids = new Float64Array(2 * faces);
  for (let f = 0; f < faces; f++) {
    const start = u32(faceOffsets, f);
    const end = u32(faceOffsets, f + 1);
    const o = i32(faceVertices, start);
    const ox = f64(vertices, 2 * o);
    const oy = f64(vertices, 2 * o + 1);
    let double = 0;
    let sx = 0;
    let sy = 0;
    let mx = 0;
    let my = 0;
    let ax = 0;
    let ay = 0;
    for (let i = start + 1; i < end; i++) {
      const v = i32(faceVertices, i);
      const bx = f64(vertices, 2 * v) - ox;
      const by = f64(vertices, 2 * v + 1) - oy;
      const cross = ax * by - bx * ay;
      double += cross;
      sx += cross * (ax + bx);
      sy += cross * (ay + by);
      mx += bx;
      my += by;
      ax = bx;
      ay = by;
    }
    areas[f] = (double / 2) * areaScale;
    // A face so thin that its area vanishes has the mean of its corners.
    const thin = !(double > 0) || !Number.isFinite(sx / (3 * double)) || !Number.isFinite(sy / (3 * double));
    centroids[2 * f] = ox + (thin ? mx / (end - start) : sx / (3 * double));
    centroids[2 * f + 1] = oy + (thin ? my / (end - start) : sy / (3 * double));
  }
  return { areas, centroids };
}
