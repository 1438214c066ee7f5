/** Polytopes that can be stepped into from the selected point: its neighbours, or all that meet where it lies. */
import { facesAtPoint, haveMaps, inputBend, intervalCells, neighboursOf } from '../../../core/analysis';
import type { Network, UnitRef } from '../../../core/network';
import { hasAllGradients } from '../../../core/network/allGradients';
import { entryOf } from '../../../core/network/code';
import type { CellComplex } from '../../../core/partition/complex';
import type { IntervalComplex } from '../../../core/partition/intervalComplex';
import type { PartitionResult, Point2 } from '../../../state/types';
import { gatedIndex, gatedUnitName, pieceName } from '../../names';

export interface Neighbour {
  readonly face: number;
  /** Gated units that change on the way, by index among all; none across a decision boundary. */
  readonly units: readonly number[];
  /**
   * ‖ΔA‖_F in R^d; null where the partition ends before the last layer, so that faces have no map, and where gradients in R^d
   * are too many.
   */
  readonly bend: number | null;
  /** Of the edge, in the metric of the slice; null on an interval, where neighbours meet in a point. */
  readonly length: number | null;
  /** A point inside it, in slice coordinates. */
  readonly inside: Point2;
}

type WithCentroids = Pick<CellComplex, 'centroids'>;

const insideOf = ({ centroids }: WithCentroids, face: number): Point2 => [
  centroids[2 * face] as number,
  centroids[2 * face + 1] as number,
];

const byBend = (a: Neighbour, b: Neighbour): number =>
  (b.bend ?? -1) - (a.bend ?? -1) || (b.length ?? 0) - (a.length ?? 0) || a.face - b.face;

const haveBends = (network: Network, cells: Parameters<typeof haveMaps>[1]): boolean =>
  haveMaps(network, cells) && hasAllGradients(network);

/** The neighbours of a face, largest bend first, of equal ones the longest edge. Empty outside the domain. */
export function neighbours(result: PartitionResult | null, face: number): readonly Neighbour[] {
  if (!result || face < 0) return [];
  const { complex, interval } = result;
  if (interval) return face < interval.vertices.length - 1 ? onInterval(result, interval, face) : [];
  if (!complex || face >= complex.areas.length) return [];
  const maps = haveBends(result.network, complex);
  return neighboursOf(complex, result.slice, face)
    .map(({ face: other, edge, units, length }): Neighbour => {
      return {
        face: other,
        units: units.flatMap(({ layer, unit }) => gatedIndex(complex.layout, layer, unit) ?? []),
        bend: maps ? inputBend(result.network, complex, edge) : null,
        length,
        inside: insideOf(complex, other),
      };
    })
    .sort(byBend);
}

function onInterval({ network, slice }: PartitionResult, interval: IntervalComplex, piece: number): Neighbour[] {
  const cells = intervalCells(interval, slice);
  const maps = haveBends(network, cells);
  const across = [
    { face: piece - 1, edge: piece },
    { face: piece + 1, edge: piece + 1 },
  ].filter(({ face }) => face >= 0 && face < interval.vertices.length - 1);
  return across
    .map(({ face, edge }): Neighbour => {
      const units = cells.edgeUnits.subarray(cells.edgeUnitOffsets[edge], cells.edgeUnitOffsets[edge + 1]);
      const bend = maps ? inputBend(network, cells, edge) : null;
      return { face, units: Array.from(units), bend, length: null, inside: insideOf(cells, face) };
    })
    .sort(byBend);
}

export interface MeetingFace {
  readonly face: number;
  /** Area, or length of a piece, in the metric of the slice. */
  readonly size: number;
  /** The boundary's units that the partition names, with their pieces here: “L1·0 on, L2·3 off”. */
  readonly pieces: string;
  /** The first of these units, by index among all. */
  readonly unit: number | null;
  readonly inside: Point2;
}

/**
 * The faces that meet at a point on a boundary of `units`, largest first; empty where fewer than two do (the point is
 * then on no edge of the partition, to the tolerance of its vertices).
 */
export function meetingFaces(
  result: PartitionResult | null,
  point: Point2,
  units: readonly UnitRef[],
): readonly MeetingFace[] {
  if (!result || units.length === 0) return [];
  const { complex, interval, slice } = result;
  const cells = complex ?? (interval && intervalCells(interval, slice));
  if (!cells) return [];
  const faces = complex ? facesAtPoint(complex, point) : piecesAt(interval as IntervalComplex, point[0]);
  if (faces.length < 2) return [];
  const { layout, codes } = cells;
  const named = units.flatMap(({ layer, unit }) => gatedIndex(layout, layer, unit) ?? []);
  return faces
    .map((face): MeetingFace => {
      const pieces = named.map((index) => {
        const gated = layout.gated.find(({ firstUnit, size }) => index < firstUnit + size);
        const piece = entryOf(layout, codes, index, face * layout.words);
        return `${gatedUnitName(layout, index)} ${gated ? pieceName(gated, piece) : piece}`;
      });
      const size = cells.areas[face] as number;
      return { face, size, pieces: pieces.join(', '), unit: named[0] ?? null, inside: insideOf(cells, face) };
    })
    .sort((a, b) => b.size - a.size || a.face - b.face);
}

/** Pieces that hold p, to rounding: two at a kink. */
function piecesAt({ vertices }: IntervalComplex, p: number): number[] {
  const tolerance = 1e-12 * (Math.abs(p) + 1);
  return Array.from({ length: vertices.length - 1 }, (_, piece) => piece).filter(
    (piece) => (vertices[piece] as number) <= p + tolerance && p - tolerance <= (vertices[piece + 1] as number),
  );
}
