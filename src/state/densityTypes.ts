/** Density maps as a link says them, and what is known of the one in force: part of the shape of the store (`types.ts`). */
import type { DensityField, DensityMap, DensitySpace } from '../core/density';
import type { Point2 } from './sliceTypes';

/** How density maps are measured; which of them is drawn is the colours' mode. */
export interface DensitySpec {
  /** In the metric of the space that is sliced; null: a share of the domain (RADIUS_SHARE). */
  readonly radius: number | null;
  readonly space: DensitySpace;
  /** Directions of the cross-polytope in R^d; in the slice there are two. */
  readonly directions: number;
  readonly seed: number;
}

/** What a map says of one place, computed there. */
export interface DensityReading {
  readonly value: number;
  /** Of the distance: the one in R^d, beside that in the slice; null elsewhere. */
  readonly inInput: number | null;
}

/** The map under the polytopes, newest values first seen coarsely. */
export interface DensityState {
  /** Of the result that it belongs to. */
  readonly generation: number;
  readonly map: DensityMap;
  readonly field: DensityField | null;
  /** Share of the fine field that is done, once that takes long. */
  readonly progress: number | null;
  /** The fine field was stopped: the coarse one stays. */
  readonly stopped: boolean;
  /** Why there is no (fine) field, in words. */
  readonly problem: string | null;
  readonly at: (point: Point2) => DensityReading;
}

export interface DensityActions {
  /** Changes how density maps are measured; what is invalid is refused with a notice. */
  setDensity(change: Partial<DensitySpec>): void;
}
