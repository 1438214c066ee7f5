/** Messages between the page and the sketch worker: types only. */
import type { Network } from '../core/network';
import type { CellComplex } from '../core/partition/complex';
import type { Sketch } from '../core/partition/sketch';
import type { Polygon, Slice } from '../core/slice/slice';
import type { Posted } from './networkOnce';

export type { Sketch } from '../core/partition/sketch';

export interface SketchJob {
  /** That of the partition whose picture it stands in for. */
  readonly generation: number;
  readonly network: Network;
  readonly slice: Slice;
  readonly domain: Polygon;
}

/** `network` is null where it is the one of the job before. A job takes the place of the one before it; null: of none. */
export interface ToSketchWorker {
  readonly job: Posted<SketchJob> | null;
}

/** Finer and finer sketches of the newest job, with the domain as one face. */
export type FromSketchWorker =
  | { readonly kind: 'sketch'; readonly generation: number; readonly sketch: Sketch; readonly ground: CellComplex }
  | { readonly kind: 'error'; readonly generation: number; readonly message: string };
