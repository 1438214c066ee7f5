/** What workers and engine make of the state. */
import type { DataSet } from '../core/data/dataSet';
import type { AffineMap, Boundary, UnitRef } from '../core/network';
import type { Network } from '../core/network/network';
import type { Certificate } from '../core/partition/certificate';
import type { CellComplex, PartitionOptions } from '../core/partition/complex';
import type { IntervalComplex } from '../core/partition/intervalComplex';
import type { Polygon, Slice } from '../core/slice/slice';
import type { PartitionStatistics } from '../workers/protocol';

/** The result of the newest partition that came back. Replaced as a whole. */
export interface PartitionResult {
  readonly generation: number;
  readonly network: Network;
  readonly slice: Slice;
  /** What was cut, and by what; absent of results that no worker made. */
  readonly domain?: Polygon;
  readonly options?: PartitionOptions;
  /** Null for a network with one input, then `interval` is set. */
  readonly complex: CellComplex | null;
  readonly interval: IntervalComplex | null;
  /** Output at each face's centroid, F × outputs, from the engine. */
  readonly outputs: Float64Array;
  readonly seconds: number;
  /** Arrives after the complex. */
  readonly certificate: Certificate | null;
  /** Arrives after the certificate. */
  readonly statistics: PartitionStatistics | null;
}

/** All that the inspector shows of the selected input, computed by the engine in float64. */
export interface Inspection {
  readonly x: Float64Array;
  readonly output: Float64Array;
  readonly preActivations: readonly Float64Array[];
  /** Bit-packed over all gated layers. */
  readonly code: Uint32Array;
  /** outputs × d; of a large network the rows of `mapOutputs` alone. */
  readonly map: AffineMap;
  /** The outputs whose rows `map` has; absent: all. None until they are computed. */
  readonly mapOutputs?: readonly number[];
  /** outputs × 2, in slice coordinates. */
  readonly sliceMap: AffineMap;
  readonly nearestBoundary: Boundary | null;
  readonly nearestBoundaryInSlice: Boundary | null;
  /** Units whose boundary the point lies on; empty in the interior. */
  readonly onBoundary: readonly UnitRef[];
  /** |A x + c − f(x)|, relative; NaN until the map is there. */
  readonly residual: number;
  /** Face of the current complex that holds the point; −1 outside the domain. */
  readonly face: number;
}

/** A network from its first layer on, with the data that fit it. */
export interface Whole {
  readonly network: Network;
  readonly data: DataSet | null;
}
