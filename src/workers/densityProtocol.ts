/** Messages between the page and the density worker: types only. */
import type { DensityField, DensityMap, DensitySubject, Grid } from '../core/density';
import type { Posted } from './networkOnce';

export type ToDensityWorker =
  /** What the next requests are about. */
  | { readonly kind: 'subject'; readonly subject: Posted<DensitySubject> }
  /** A field, in place of one that is still computed. */
  | { readonly kind: 'field'; readonly request: number; readonly map: DensityMap; readonly grid: Grid }
  | { readonly kind: 'cancel' };

export type FromDensityWorker =
  | { readonly kind: 'field'; readonly request: number; readonly field: DensityField }
  /** Share that is done. First sent when the work has taken 300 ms. */
  | { readonly kind: 'progress'; readonly request: number; readonly share: number }
  | { readonly kind: 'error'; readonly request: number; readonly message: string };
