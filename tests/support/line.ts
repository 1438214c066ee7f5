import type { Network } from '../../src/core/network';
import type { PartitionOptions } from '../../src/core/partition/complex';
import type { Slice } from '../../src/core/slice/slice';
import { toFloat } from './rational';
import { type ExactFace, exactFaces } from './rationalPartition';
import { polygonMiddle } from './rationalPolygon';

/** The line x = origin + p·e1 as a slice whose second axis does nothing. */
export const lineSlice = (origin: readonly number[], e1: readonly number[]): Slice => ({
  origin: Float64Array.from(origin),
  e1: Float64Array.from(e1),
  e2: new Float64Array(origin.length),
});

export interface ExactPieces {
  readonly vertices: number[];
  readonly pieces: ExactFace[];
}

/**
 * The pieces of a line in exact arithmetic: with an axis that does nothing, every cut of the strip [lo, hi] × [0, 1] is
 * upright and its faces are the pieces, from left to right.
 */
export function exactPieces(
  network: Network,
  slice: Slice,
  [lo, hi]: readonly [number, number],
  options: PartitionOptions = {},
): ExactPieces {
  const strip = [
    [lo, 0],
    [hi, 0],
    [hi, 1],
    [lo, 1],
  ] as const;
  const pieces = exactFaces(network, slice, strip, options);
  pieces.sort((a, b) => polygonMiddle(a.polygon)[0] - polygonMiddle(b.polygon)[0]);
  const starts = pieces.map(({ polygon }) => Math.min(...polygon.map(({ point }) => toFloat(point)[0])));
  return { vertices: [...starts, hi], pieces };
}
