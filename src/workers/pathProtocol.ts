/** Messages between the page and the worker that walks paths of large networks: types only. */
import type { Network } from '../core/network';
import type { LongWalk, PathExtension, PathWalk } from '../core/path';
import type { Softness } from '../core/soft/softness';
import type { Posted } from './networkOnce';

export interface PathJob {
  /** All of what is sliced. */
  readonly network: Network;
  /** The vertices as its inputs. */
  readonly inputs: readonly Float64Array[];
  /** The path is straight in the activations behind so many layers; 0: in the inputs. */
  readonly before: number;
  /** Walked at once with all codes, and then beyond its ends: by a worker that hears nothing meanwhile. */
  readonly atOnce: boolean;
  /** By which the activations of these layers are computed. */
  readonly gates: Softness;
}

/** `network` is null where it is that of the job before. A newer job ends the one under way; `stop` keeps what it has. */
export type ToPathWorker =
  | {
      readonly kind: 'walk';
      readonly number: number;
      readonly job: Posted<PathJob>;
    }
  | { readonly kind: 'stop'; readonly number: number };

/** Why a walk goes no further: it is whole, it was stopped, or it has as many pieces as it may have. */
export type WalkEnd = 'whole' | 'stopped' | 'full';

/** How far a walk is: its parameter, the crossings known so far, and the share that is done of the stretch at hand. */
export interface WalkProgress {
  readonly t: number;
  readonly stretch: number;
  readonly crossings: number;
}

/** A walk as it is posted: the page has the layout itself. */
export interface WalkPart {
  /** In the space in which the path is straight. */
  readonly vertices: readonly Float64Array[];
  readonly walk: Omit<LongWalk, 'layout'> | Omit<PathWalk, 'layout'>;
  /** Null while it goes on. */
  readonly end: WalkEnd | null;
}

export type FromPathWorker =
  | { readonly kind: 'progress'; readonly number: number; readonly progress: WalkProgress }
  | { readonly kind: 'part'; readonly number: number; readonly part: WalkPart }
  /** What lies beyond the ends of a path that was walked at once. */
  | { readonly kind: 'extension'; readonly number: number; readonly extension: PathExtension }
  /** Stopped before there was a part. */
  | { readonly kind: 'nothing'; readonly number: number }
  | { readonly kind: 'error'; readonly number: number; readonly message: string };
