import type { Network } from '../network/network';
import type { Slice, SlicePoint } from '../slice/slice';
import { boundariesWithin, type UnitEdges } from './boundariesWithin';
import { boundaryDistance } from './boundaryDistance';
import { localComplexity } from './localComplexity';
import type { DensityAt, DensitySpace } from './types';

/** What a map shows; `radius` in the metric of the input space, without effect on the distance. */
export interface DensityMap {
  readonly kind: 'complexity' | 'crossings' | 'distance';
  readonly radius: number;
  /** Crossings are always those in the slice. */
  readonly space: DensitySpace;
  /** Directions of the complexity in R^d. */
  readonly directions: number;
  readonly seed: number;
}

/** A partition of a plane, as far as maps ask for it. */
export interface DensitySubject {
  readonly network: Network;
  readonly slice: Slice;
  readonly edges: UnitEdges;
  /** Only these layers are cut and counted. */
  readonly upToLayer?: number;
}

/** The function that a map shows. Made once a map: it holds what all points share. */
export function densityAt({ network, slice, edges, upToLayer }: DensitySubject, map: DensityMap): DensityAt {
  const layers = upToLayer === undefined ? {} : { upToLayer };
  switch (map.kind) {
    case 'complexity':
      return localComplexity(network, slice, { ...map, ...layers });
    case 'crossings':
      return boundariesWithin(edges, slice, map.radius);
    case 'distance':
      return boundaryDistance(network, slice, map.space, upToLayer);
  }
}

/** A box of samples: at the centres of width × height equal cells. */
export interface Grid {
  readonly from: SlicePoint;
  readonly to: SlicePoint;
  readonly width: number;
  readonly height: number;
}

export interface DensityField extends Grid {
  /** Row-major from the top row (largest q); float64. */
  readonly values: Float64Array;
}

/** The values of a map on a grid, row by row; yields the share that is done. */
export function* densitySteps(at: DensityAt, grid: Grid): Generator<number, DensityField, undefined> {
  const { from, to, width, height } = grid;
  const values = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    const q = to[1] - ((row + 0.5) / height) * (to[1] - from[1]);
    for (let column = 0; column < width; column++)
      values[row * width + column] = at(from[0] + ((column + 0.5) / width) * (to[0] - from[0]), q);
    yield (row + 1) / height;
  }
  return { from, to, width, height, values };
}
