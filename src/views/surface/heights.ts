/** Heights of the graph: the shown output at the vertices of the partition, for picture, text and table alike. */

import type { CellComplex } from '../../core/partition/complex';
import { vertexOutputs } from '../../core/partition/vertexOutputs';
import type { PartitionResult } from '../../state/types';

interface Known {
  readonly output: number;
  readonly heights: Float64Array;
}

const known = new WeakMap<CellComplex, Known>();

/** One output at every vertex of a result's complex; kept while the same output of it is asked for. */
export function heightsOf({ network, slice }: PartitionResult, complex: CellComplex, output: number): Float64Array {
  const last = known.get(complex);
  if (last?.output === output) return last.heights;
  const heights = vertexOutputs(network, slice, complex, output);
  known.set(complex, { output, heights });
  return heights;
}

/** Lowest and highest of some heights; ±Infinity where there are none. */
export function rangeOf(heights: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const height of heights) {
    if (height < low) low = height;
    if (height > high) high = height;
  }
  return [low, high];
}
