import Flatbush from 'flatbush';
import { f64, i32 } from '../math/typed';
import type { CellComplex } from '../partition/complex';
import { metric, type Slice } from '../slice/slice';
import type { DensityAt } from './types';

/** What is asked of a complex: where its edges lie, and whose they are. */
export type UnitEdges = Pick<CellComplex, 'vertices' | 'edgeVertices' | 'edgeUnitOffsets' | 'edgeUnits' | 'layout'>;

/** From slice coordinates to ones in which lengths are those of the input space: (a·p + b·q, c·q). */
function flatten(slice: Slice): (p: number, q: number) => readonly [number, number] {
  const { g11, g12, areaScale } = metric(slice);
  const a = Math.sqrt(g11);
  return (p, q) => [a * p + (g12 / a) * q, (areaScale / a) * q];
}

/** Edges that are some unit's, as segments in flat coordinates. */
function unitSegments({ vertices, edgeVertices, edgeUnitOffsets }: UnitEdges, slice: Slice) {
  const at = flatten(slice);
  const edges: number[] = [];
  for (let e = 0; e < edgeVertices.length / 2; e++)
    if ((edgeUnitOffsets[e] as number) < (edgeUnitOffsets[e + 1] as number)) edges.push(e);
  const ends = new Float64Array(4 * edges.length);
  edges.forEach((edge, i) => {
    for (const side of [0, 1] as const) {
      const v = i32(edgeVertices, 2 * edge + side);
      ends.set(at(f64(vertices, 2 * v), f64(vertices, 2 * v + 1)), 4 * i + 2 * side);
    }
  });
  return { edges: Int32Array.from(edges), ends };
}

/** Squared distance from (x, y) to segment i. */
function squaredDistance(ends: Float64Array, i: number, x: number, y: number): number {
  const ax = f64(ends, 4 * i);
  const ay = f64(ends, 4 * i + 1);
  const dx = f64(ends, 4 * i + 2) - ax;
  const dy = f64(ends, 4 * i + 3) - ay;
  const squared = dx * dx + dy * dy;
  const along = squared > 0 ? ((x - ax) * dx + (y - ay) * dy) / squared : 0;
  const t = Math.min(1, Math.max(0, along));
  return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
}

/**
 * The number of units whose boundary in the slice comes within `radius` of a point (the closed disc, in the metric of the input
 * space): exact, from the edges of the complex. A unit counts once, however often its boundary bends or returns there. Only
 * what lies in the domain is known, so that near its border a part of the disc may be empty. Units whose layer is not cut have no
 * edges. Cost: an index of the edges once, then the edges near the point.
 */
export function boundariesWithin(complex: UnitEdges, slice: Slice, radius: number): DensityAt {
  const { edgeUnitOffsets, edgeUnits, layout } = complex;
  const { edges, ends } = unitSegments(complex, slice);
  if (edges.length === 0) return () => 0;
  const index = new Flatbush(edges.length);
  for (let i = 0; i < edges.length; i++) {
    const [ax, ay, bx, by] = ends.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  const at = flatten(slice);
  const seen = new Float64Array(layout.units);
  let turn = 0;
  return (p, q) => {
    const [x, y] = at(p, q);
    turn++;
    let count = 0;
    index.search(x - radius, y - radius, x + radius, y + radius, (i) => {
      if (squaredDistance(ends, i, x, y) > radius * radius) return false;
      const edge = i32(edges, i);
      for (let k = edgeUnitOffsets[edge] as number; k < (edgeUnitOffsets[edge + 1] as number); k++) {
        const unit = i32(edgeUnits, k);
        if (seen[unit] !== turn) count++;
        seen[unit] = turn;
      }
      return false;
    });
    return count;
  };
}
