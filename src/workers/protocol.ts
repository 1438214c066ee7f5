/** Messages between the page and the partition worker: types only. Everything is structured-cloneable. */
import type { Network } from '../core/network';
import type { Certificate } from '../core/partition/certificate';
import type { CellComplex, PartitionOptions } from '../core/partition/complex';
import type { IntervalComplex } from '../core/partition/interval';
import type { Polygon, Slice } from '../core/slice/slice';

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
}

/** A job with its number; numbers grow, the largest is the newest. */
export interface PartitionRequest extends PartitionJob {
  readonly generation: number;
}

/** A request on its way: `network` is null where it is the one of the request before (see `networkOnce`). */
export type PostedRequest = Omit<PartitionRequest, 'network'> & { readonly network: Network | null };

export type ToPartitionWorker =
  | { readonly kind: 'partition'; readonly request: PostedRequest }
  /** Stops everything of this generation and before. */
  | { readonly kind: 'cancel'; readonly generation: number };

/** The pieces of a plane or of an interval, with the outputs at their centroids (faces × outputs, row-major). */
export interface PartitionPieces {
  readonly complex: CellComplex | null;
  readonly interval: IntervalComplex | null;
  readonly outputs: Float64Array;
  /** Seconds of work in the worker, without the certificate. */
  readonly seconds: number;
}

export type FromPartitionWorker =
  /** At least this many faces so far. First sent when a run has taken 300 ms. */
  | { readonly kind: 'progress'; readonly generation: number; readonly faces: number }
  | { readonly kind: 'pieces'; readonly generation: number; readonly pieces: PartitionPieces }
  /** The last message of a generation that nothing replaced: made when no request has come for a while. */
  | { readonly kind: 'certificate'; readonly generation: number; readonly certificate: Certificate }
  | { readonly kind: 'cancelled'; readonly generation: number }
  /** The engine refused or failed: what and where. The worker itself goes on. */
  | {
      readonly kind: 'error';
      readonly generation: number;
      readonly message: string;
      readonly during: 'partition' | 'certificate';
    };
