/** Messages between the page and the worker of scaled activations: types only. A worker has one job; it is stopped by its end. */
import type { Network } from '../core/network';
import type { ScaleLook } from '../core/path/scaleLook';

export interface ScalingJob {
  readonly network: Network;
  readonly x: Float64Array;
  readonly layer: number;
  readonly scales: Float64Array;
}

export type ScalingAnswer =
  /** What there is so far, and the seconds left if it goes on like that. */
  | { readonly kind: 'part'; readonly look: ScaleLook; readonly left: number }
  | { readonly kind: 'done'; readonly look: ScaleLook }
  | { readonly kind: 'error'; readonly message: string };
