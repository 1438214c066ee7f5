/** Messages between the page and the worker that walks paths of large networks: types only. */
import type { Network } from '../core/network';
import type {
  LongExtension,
  LongWalk,
  PathExtension,
  PathSamples,
  PathWalk,
  SampledWalk,
  WalkEnds,
} from '../core/path';
import type { SoftVariation } from '../core/soft';
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

/** What is found out of a path that was walked part by part: what lies beyond its ends, soft codes, and norms and angles at places of it. */
export type AlongKind = 'beyond' | 'soft' | 'samples';

export interface AlongJob extends Pick<PathJob, 'network' | 'before'> {
  /** As in `WalkPart`. */
  readonly vertices: readonly Float64Array[];
  /** Of the values those at both ends are enough. */
  readonly walk: WalkEnds & SampledWalk;
  /** In the order in which it is wanted. */
  readonly wanted: readonly AlongKind[];
  /** Of the layers that were walked. */
  readonly gates: Softness;
}

export type AlongFound =
  | { readonly what: 'beyond'; readonly extension: LongExtension }
  | { readonly what: 'soft'; readonly soft: SoftVariation }
  | { readonly what: 'samples'; readonly samples: PathSamples };

/** How much of one of them is done, and what there is where that is more than before. */
export interface AlongNews {
  readonly what: AlongKind;
  readonly share: number;
  readonly found: AlongFound | null;
}

/** `network` is null where it is that of the job before. A newer job ends the one under way; `stop` keeps what it has. */
export type ToPathWorker =
  | {
      readonly kind: 'walk';
      readonly number: number;
      readonly job: Posted<PathJob>;
    }
  | {
      readonly kind: 'along';
      readonly number: number;
      readonly job: Posted<AlongJob>;
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
  | { readonly kind: 'along'; readonly number: number; readonly news: AlongNews }
  /** All that was wanted along the path is there. */
  | { readonly kind: 'done'; readonly number: number }
  /** Stopped: there is no more than was sent before. */
  | { readonly kind: 'nothing'; readonly number: number }
  | { readonly kind: 'error'; readonly number: number; readonly message: string };
