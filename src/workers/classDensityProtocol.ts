/** Messages between the page and the worker of the densities within and between classes: types only. */
import type { Network } from '../core/network';
import type { ClassDensity, LabelledPoints } from '../core/path';

/** The same pairs of points, through one network after another. */
export interface ClassDensityJob {
  readonly networks: readonly Network[];
  readonly points: LabelledPoints;
  /** Drawn for each network; by one seed, so they are the same pairs. */
  readonly pairs: number;
  readonly seed: number;
}

/** A job with its number; numbers grow, the largest is the newest. */
export interface DensityRequest extends ClassDensityJob {
  readonly generation: number;
}

/** A request on its way: `points` is null where they are those of the request before. */
export type PostedDensityRequest = Omit<DensityRequest, 'points'> & { readonly points: LabelledPoints | null };

export type ToClassDensityWorker =
  /** In place of what is still computed. */
  | { readonly kind: 'compare'; readonly request: PostedDensityRequest }
  /** Stops everything of this generation and before. */
  | { readonly kind: 'cancel'; readonly generation: number };

export interface ClassDensityAnswer {
  /** One a network of the job. */
  readonly densities: readonly ClassDensity[];
  /** Of work in the worker. */
  readonly seconds: number;
}

export type FromClassDensityWorker =
  /** Share of the pairs, from 0 to 1. First sent when a job has taken 300 ms. */
  | { readonly kind: 'progress'; readonly generation: number; readonly share: number }
  | { readonly kind: 'answer'; readonly generation: number; readonly answer: ClassDensityAnswer }
  | { readonly kind: 'cancelled'; readonly generation: number }
  | { readonly kind: 'error'; readonly generation: number; readonly message: string };
