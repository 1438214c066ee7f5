/** Messages between the page and the worker that inspects large networks: types only. */
import type { Network } from '../../core/network';
import type { Slice } from '../../core/slice/slice';
import type { SecondInput } from '../second';
import type { Inspection, Point2 } from '../types';
import type { SoftLargeJob, SoftLargeStep } from './softLarge';

export interface InspectionJob {
  readonly network: Network;
  readonly slice: Slice;
  readonly point: Point2;
  /** Of a point: the output whose row of its map is wanted, too. */
  readonly row?: number;
}

/**
 * `network` is null where it is that of the message before. An inspection takes the place of the one before it; points are
 * answered one after the other, with a forward pass each, and one backwards for a row.
 */
export type PostedInspection = Omit<InspectionJob, 'network'> & {
  readonly kind: 'inspect' | 'point';
  readonly number: number;
  readonly network: Network | null;
};

/** Takes the place of the soft job before it; null ends that one. It waits until the inspection is there. */
export interface PostedSoft {
  readonly kind: 'soft';
  readonly number: number;
  readonly network: Network | null;
  readonly job: Omit<SoftLargeJob, 'network'> | null;
}

/** The rows of the map that are computed, and its residual. */
export type FoundRows = Pick<Inspection, 'map' | 'mapOutputs' | 'residual'>;

/** What is known of a point before its map: no rows, the residual NaN. Without `mapOutputs` it is whole: no rows follow. */
export type Found = Omit<Inspection, 'face'>;

export type InspectionAnswer =
  | { readonly kind: 'found'; readonly number: number; readonly found: Found }
  /** The last of an inspection that was not found whole. */
  | { readonly kind: 'rows'; readonly number: number; readonly rows: FoundRows }
  /** `done` with the last of a job. */
  | { readonly kind: 'soft'; readonly number: number; readonly step: SoftLargeStep; readonly done: boolean }
  | { readonly kind: 'point'; readonly number: number; readonly input: SecondInput }
  | { readonly kind: 'error'; readonly number: number; readonly message: string };
