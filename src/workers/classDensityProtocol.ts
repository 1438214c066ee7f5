/** Messages between the page and the worker of the densities within and between classes: types only. */
import type { DrawSpec } from '../core/graph/parameters';
import type { Network } from '../core/network';
import type { ClassDensity, ClassDensityOptions, LabelledPoints } from '../core/path';

/** A network that the worker makes of the first one, since that takes long: weights of its graph drawn anew, or its own in a random order. */
export type MadeNetwork =
  | ({ readonly kind: 'drawn' } & DrawSpec)
  | { readonly kind: 'permuted'; readonly seed: number };

/** The same pairs of points, by one seed, through each of the networks. The first one is a network itself. */
export interface ClassDensityJob extends ClassDensityOptions {
  readonly networks: readonly (Network | MadeNetwork)[];
  readonly points: LabelledPoints;
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
  /** One a network of the job, all of as many pairs. */
  readonly densities: readonly ClassDensity[];
  /** Of work in the worker. */
  readonly seconds: number;
}

export interface ClassDensityProgress {
  /** Of the pairs of all networks, from 0 to 1. */
  readonly share: number;
  /** Pairs that all networks have. */
  readonly pairs: number;
  /** Seconds left if it goes on as so far; null before the first pair. */
  readonly left: number | null;
}

export type FromClassDensityWorker =
  /** First sent when a job has taken 300 ms. */
  | { readonly kind: 'progress'; readonly generation: number; readonly progress: ClassDensityProgress }
  /** The answer of the pairs done so far. */
  | { readonly kind: 'part'; readonly generation: number; readonly answer: ClassDensityAnswer }
  | { readonly kind: 'answer'; readonly generation: number; readonly answer: ClassDensityAnswer }
  | { readonly kind: 'cancelled'; readonly generation: number }
  | { readonly kind: 'error'; readonly generation: number; readonly message: string };
