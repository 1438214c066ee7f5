import type { ExactPoint } from './rational';
import type { ExactFace } from './rationalPartition';
import type { Corner } from './rationalPolygon';

/** An edge between two neighbouring vertices of the complex; −1 is the outside of the domain. */
export interface ExactEdge {
  readonly from: ExactPoint;
  readonly to: ExactPoint;
  left: number;
  right: number;
}

export interface ExactComplex {
  readonly vertices: readonly ExactPoint[];
  readonly edges: readonly ExactEdge[];
}

interface Side {
  readonly face: number;
  readonly from: ExactPoint;
  readonly to: ExactPoint;
}

/** Order along a line: by x, and by y on upright lines. */
function alongLine(s: ExactPoint, t: ExactPoint): number {
  const byX = s.x * t.w - t.x * s.w;
  const gap = byX !== 0n ? byX : s.y * t.w - t.y * s.w;
  return gap > 0n ? 1 : gap < 0n ? -1 : 0;
}

function edgesOfLine(sides: readonly Side[]): ExactEdge[] {
  const points = new Map(sides.flatMap(({ from, to }) => [from, to]).map((point) => [point.key, point]));
  const ordered = [...points.values()].sort(alongLine);
  const rank = new Map(ordered.map((point, i) => [point.key, i]));
  const edges = new Map<number, ExactEdge>();
  for (const { face, from, to } of sides) {
    const [i, j] = [rank.get(from.key) as number, rank.get(to.key) as number];
    for (let k = Math.min(i, j); k < Math.max(i, j); k++) {
      let edge = edges.get(k);
      if (!edge) {
        edge = { from: ordered[k] as ExactPoint, to: ordered[k + 1] as ExactPoint, left: -1, right: -1 };
        edges.set(k, edge);
      }
      const side = i < j ? 'left' : 'right';
      if (edge[side] !== -1) throw new Error('two faces lie on one side of an edge');
      edge[side] = face;
    }
  }
  return [...edges.values()];
}

/**
 * Joins faces into one complex: equal points are one vertex, and a side is split wherever a vertex lies on it. A vertex
 * on a side is a corner of a face across, so it is an end of some side on the same line.
 */
export function joinFaces(faces: readonly ExactFace[]): ExactComplex {
  const vertices = new Map<string, ExactPoint>();
  const lines = new Map<string, Side[]>();
  faces.forEach(({ polygon }, face) => {
    polygon.forEach(({ point, side }, i) => {
      const next = polygon[(i + 1) % polygon.length] as Corner;
      vertices.set(point.key, point);
      const list = lines.get(side.key);
      if (list) list.push({ face, from: point, to: next.point });
      else lines.set(side.key, [{ face, from: point, to: next.point }]);
    });
  });
  return { vertices: [...vertices.values()], edges: [...lines.values()].flatMap(edgesOfLine) };
}
