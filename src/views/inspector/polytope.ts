/** Counts of the polytope that holds the point, read off the complex. */
import type { PartitionResult } from '../../state/types';
import { neighbourCount } from '../slice/describe';

export interface PolytopeFacts {
  /** Area in the metric of the slice; for one input the piece's length. */
  readonly size: number;
  readonly edges: number;
  readonly neighbours: number;
}

/** Facts of face `face`. Null outside the domain or before a partition has come. */
export function polytopeFacts(result: PartitionResult | null, face: number): PolytopeFacts | null {
  if (!result || face < 0) return null;
  if (result.interval) return pieceFacts(result, face);
  const { complex } = result;
  if (!complex || face >= complex.areas.length) return null;
  const from = complex.faceOffsets[face] as number;
  const to = complex.faceOffsets[face + 1] as number;
  return { size: complex.areas[face] as number, edges: to - from, neighbours: neighbourCount(complex, face) };
}

function pieceFacts({ interval, slice }: PartitionResult, piece: number): PolytopeFacts | null {
  if (!interval || piece >= interval.vertices.length - 1) return null;
  const length = (interval.vertices[piece + 1] as number) - (interval.vertices[piece] as number);
  const scale = Math.hypot(...slice.e1);
  const pieces = interval.vertices.length - 1;
  return { size: length * scale, edges: 2, neighbours: Number(piece > 0) + Number(piece < pieces - 1) };
}
