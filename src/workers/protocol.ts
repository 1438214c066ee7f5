/** Messages between the page and the partition worker: types only. Everything is structured-cloneable. */
import type { ComplexStatistics, Histogram, Summary } from '../core/analysis';
import type { DensityMap } from '../core/density';
import type { Network, UnitRef } from '../core/network';
import type { Certificate } from '../core/partition/certificate';
import type { CellComplex, PartitionOptions } from '../core/partition/complex';
import type { IntervalComplex } from '../core/partition/intervalComplex';
import type { Polygon, Slice } from '../core/slice/slice';
import type { LayerBetas, SoftQuantity } from '../core/soft';
import type { Posted } from './networkOnce';

/** What to cut. For a network with one input the domain is [[lo, 0], [hi, 0]] and the result an interval complex. */
export interface PartitionJob {
  readonly network: Network;
  readonly slice: Slice;
  readonly domain: Polygon;
  readonly options: PartitionOptions;
  /**
   * What happens to a run that is still going: `now` stops it at once (the old picture would be of something else),
   * `follow` lets it finish if it is young, so that a drag that asks sixty times a second still shows pictures.
   */
  readonly urgency: 'now' | 'follow';
  /** Values to send with the pieces, or after them where they take long. */
  readonly field?: FieldSpec | null;
}

/** Values that are too dear for the page's thread; `key` is the page's name for them and comes back with the answer. */
export type FieldSpec =
  /** z of one unit at the centroids. */
  | { readonly kind: 'preActivation'; readonly key: string; readonly unit: UnitRef }
  /** ‖A‖₂ of each face in R^d or along the slice; ‖ΔA‖_F of each edge along the slice. */
  | { readonly kind: 'inputNorm' | 'sliceNorm' | 'bend'; readonly key: string }
  /** A density map at the centroids of a plane's faces. */
  | { readonly kind: 'density'; readonly key: string; readonly map: DensityMap }
  /** A number of the softened network at the centroids. */
  | { readonly kind: 'soft'; readonly key: string; readonly quantity: SoftQuantity; readonly betas: LayerBetas };

/** One number a face, or one an edge for bends (NaN on the domain's border). For one input vertices are the edges. */
export interface FieldValues {
  readonly key: string;
  readonly values: Float64Array;
}

/** A partition in numbers; of an interval the areas are lengths. */
export interface PartitionStatistics extends Omit<ComplexStatistics, 'edges' | 'edgeCounts'> {
  /** Null for an interval, each piece of which has two ends. */
  readonly edges: Summary | null;
  readonly edgeCounts: Uint32Array | null;
  /** Of log10 of the bends; null as `bends`. */
  readonly bendHistogram: Histogram | null;
}

/** A job with its number; numbers grow, the largest is the newest. */
export interface PartitionRequest extends PartitionJob {
  readonly generation: number;
}

/** A request on its way: `network` is null where it is the one of the request before (see `networkOnce`). */
export type PostedRequest = Posted<PartitionRequest>;

export type ToPartitionWorker =
  | { readonly kind: 'partition'; readonly request: PostedRequest }
  /** Values for the finished partition of this generation, in place of others that are still computed; null: none. */
  | { readonly kind: 'field'; readonly generation: number; readonly spec: FieldSpec | null }
  /** Stops everything of this generation and before. */
  | { readonly kind: 'cancel'; readonly generation: number };

/** The pieces of a plane or of an interval, with the outputs at their centroids (faces × outputs, row-major). */
export interface PartitionPieces {
  readonly complex: CellComplex | null;
  readonly interval: IntervalComplex | null;
  readonly outputs: Float64Array;
  /** Seconds of work in the worker, without field and certificate. */
  readonly seconds: number;
  /** Of the faces' codes, where these are long. */
  readonly hashes?: Uint32Array;
  /** The field that was asked for, where it was ready in time. */
  readonly field?: FieldValues;
}

export type FromPartitionWorker =
  /** At least this many faces so far, and the share of the work that is done. First sent when a run has taken 300 ms. */
  | {
      readonly kind: 'progress';
      readonly generation: number;
      readonly faces: number;
      readonly share?: number | null | undefined;
    }
  | { readonly kind: 'pieces'; readonly generation: number; readonly pieces: PartitionPieces }
  /** Made when no request has come for a while. */
  | { readonly kind: 'certificate'; readonly generation: number; readonly certificate: Certificate }
  /** The last message of a generation that nothing replaced, after its certificate. */
  | { readonly kind: 'statistics'; readonly generation: number; readonly statistics: PartitionStatistics }
  | { readonly kind: 'field'; readonly generation: number; readonly field: FieldValues }
  /** Share of a field that is done. First sent when it has taken 300 ms. */
  | { readonly kind: 'fieldProgress'; readonly generation: number; readonly key: string; readonly share: number }
  /** There is no such field, or it could not be computed: why. */
  | { readonly kind: 'fieldError'; readonly generation: number; readonly key: string; readonly message: string }
  | { readonly kind: 'cancelled'; readonly generation: number }
  /** The engine refused or failed: what and where. The worker itself goes on. */
  | {
      readonly kind: 'error';
      readonly generation: number;
      readonly message: string;
      readonly during: 'partition' | 'certificate' | 'statistics';
    };
