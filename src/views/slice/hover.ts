/** What lies under the pointer: the face, and the edge within reach of it. */

import type { CellComplex } from '../../core/partition/complex';
import { createLocator } from '../../core/partition/locate';
import type { LensStore, PartitionResult, Point2 } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { gatedUnitName } from '../names';
import { activeUnits, answerOf, neighbourCount } from './describe';
import type { Seen } from './lateSight';
import { densityText, valueText } from './valueText';

/** How near the pointer must be to an edge to name its unit, in pixels. */
const REACH = 6;

/** Finds the face at a place, −1 for none. */
export type FaceFinder = (complex: CellComplex | null | undefined, point: Point2 | null) => number;

/** Point location in the newest complex, −1 for none; the index is built at the first question about it. */
export function createFaceFinder(): FaceFinder {
  let known: { complex: CellComplex; locate: (p: number, q: number) => number } | null = null;
  return (complex, point) => {
    if (!complex || !point) return -1;
    if (known?.complex !== complex) known = { complex, locate: createLocator(complex) };
    return known.locate(...point);
  };
}

function distanceToEdge(complex: CellComplex, edge: number, [p, q]: Point2): number {
  const { vertices, edgeVertices } = complex;
  const a = 2 * (edgeVertices[2 * edge] as number);
  const b = 2 * (edgeVertices[2 * edge + 1] as number);
  const ap = p - (vertices[a] as number);
  const aq = q - (vertices[a + 1] as number);
  const dp = (vertices[b] as number) - (vertices[a] as number);
  const dq = (vertices[b + 1] as number) - (vertices[a + 1] as number);
  const squared = dp * dp + dq * dq;
  const t = squared > 0 ? Math.min(1, Math.max(0, (ap * dp + aq * dq) / squared)) : 0;
  return Math.hypot(ap - t * dp, aq - t * dq);
}

/** The edge of a face nearest to a point, when within `reach` slice units; else −1. */
export function nearestEdge(complex: CellComplex, face: number, point: Point2, reach: number): number {
  let nearest = -1;
  let least = reach;
  for (let i = complex.faceOffsets[face] as number; i < (complex.faceOffsets[face + 1] as number); i++) {
    const edge = complex.faceEdges[i] as number;
    const distance = distanceToEdge(complex, edge, point);
    if (distance > least) continue;
    least = distance;
    nearest = edge;
  }
  return nearest;
}

/** What makes an edge: the units that change there, the winning class, or the end of the domain. */
export function edgeText(complex: CellComplex, edge: number): string {
  const border = complex.edgeFaces[2 * edge] === -1 || complex.edgeFaces[2 * edge + 1] === -1;
  const units = complex.edgeUnits.subarray(complex.edgeUnitOffsets[edge], complex.edgeUnitOffsets[edge + 1]);
  const names = Array.from(units.subarray(0, 3), (unit) => gatedUnitName(complex.layout, unit)).join(' ');
  const more = units.length > 3 ? ` +${units.length - 3}` : '';
  if (border) return names ? `border · ${names}${more}` : 'border of the domain';
  return names ? `boundary of ${names}${more}` : 'decision boundary';
}

/** The nearest edge, said as such while the pointer is not on it; in colours of edges with its value. */
function edgeLine(state: LensStore, result: PartitionResult, complex: CellComplex, edge: number, on: boolean): string {
  const text = edgeText(complex, edge);
  const bend = state.lens.colour === 'bend' ? valueText(state, result, edge) : null;
  return `${on ? '' : 'nearest: '}${text}${bend ? ` · ${bend}` : ''}`;
}

/**
 * Lines of the readout: what the face is (by its number, or `name`), its value in the colours' mode, and its edge nearest to
 * the pointer. `answer`: the network's at that very place; it then comes first, and the rest in fewer lines.
 */
export function readoutLines(
  state: LensStore,
  face: number,
  point: Point2,
  pixelsPerUnit: number,
  name = `polytope ${formatCount(face)}`,
  answer: string | null = null,
): readonly string[] {
  const { session, lens } = state;
  const { result } = session;
  const complex = result?.complex;
  if (!result || !complex || face < 0) return [];
  const neighbours = neighbourCount(complex, face);
  const value = lens.colour === 'bend' ? null : (densityText(state, point) ?? valueText(state, result, face));
  const edge = nearestEdge(complex, face, point, Infinity);
  const on = edge >= 0 && distanceToEdge(complex, edge, point) * pixelsPerUnit <= REACH;
  const own = `${name} · area ${formatNumber(complex.areas[face] ?? Number.NaN)}`;
  const beside = `${neighbours} neighbour${neighbours === 1 ? '' : 's'}`;
  const units = `${formatCount(activeUnits(complex, face))} of ${formatCount(complex.layout.units)}`;
  const last = [...(value ? [value] : []), ...(edge < 0 ? [] : [edgeLine(state, result, complex, edge, on)])];
  if (answer !== null) return [answer, own, `${units} on · ${beside}`, ...last];
  return [
    own,
    `${units} units on · ${answerOf(session, result, face)}`,
    ...last.slice(0, value ? 1 : 0),
    beside,
    ...last.slice(value ? 1 : 0),
  ];
}

/** The readout of a place of the plane, from the polytopes that are seen. `answer` as for `readoutLines`. */
export function readAt(
  { state, part }: Seen,
  find: FaceFinder,
  point: Point2,
  pixelsPerUnit: number,
  answer: string | null,
): readonly string[] {
  const face = find(state.session.result?.complex, point);
  return (
    part?.lines(face, point, pixelsPerUnit, answer) ??
    readoutLines(state, face, point, pixelsPerUnit, undefined, answer)
  );
}
