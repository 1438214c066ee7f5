import type { Network } from '../network/network';
import { metric, type Slice, type SlicePoint } from '../slice/slice';
import { boundariesWithin, type UnitEdges } from './boundariesWithin';
import { boundaryDistance } from './boundaryDistance';
import { localComplexity } from './localComplexity';
import type { DensityAt, DensitySpace } from './types';

/** What a map shows. */
export interface DensityMap {
  readonly kind: 'complexity' | 'crossings' | 'distance';
  /** Of the disc, or of the cross-polytope; without effect on the distance. */
  readonly radius: number;
  /** What the radius is in: the metric of the input space, or slice coordinates (of a slice of equal area). */
  readonly unit: 'input' | 'slice';
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
  /** Layers that are not cut do not count. */
  readonly edges: UnitEdges;
}

/** The radius in the metric of the input space. */
export const radiusInInput = (slice: Slice, { radius, unit }: Pick<DensityMap, 'radius' | 'unit'>): number =>
  unit === 'input' ? radius : radius * Math.sqrt(metric(slice).areaScale);

/** The function that a map shows. Made once a map: it holds what all points share. */
export function densityAt({ network, slice, edges }: DensitySubject, map: DensityMap): DensityAt {
  const upToLayer = edges.layout.gated.at(-1)?.layer ?? 0;
  const radius = radiusInInput(slice, map);
  switch (map.kind) {
    case 'complexity':
      return localComplexity(network, slice, { ...map, radius, upToLayer });
    case 'crossings':
      return boundariesWithin(edges, slice, radius);
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

/** Row-major from the top row (largest q). */
export interface FieldSamples extends Grid {
  readonly values: Float64Array | Float32Array;
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
