/** Messages between the page and the worker that inspects large networks: types only. */
import type { Network } from '../../core/network';
import type { Slice } from '../../core/slice/slice';
import type { Point2 } from '../types';
import type { Found } from './inspectLarge';

export interface InspectionJob {
  readonly network: Network;
  readonly slice: Slice;
  readonly point: Point2;
}

/** `network` is null where it is that of the job before. A job takes the place of the one before it. */
export type PostedInspection = Omit<InspectionJob, 'network'> & {
  readonly number: number;
  readonly network: Network | null;
};

/** `done`: it is the last of this job. */
export type InspectionAnswer =
  | { readonly kind: 'found'; readonly number: number; readonly found: Found; readonly done: boolean }
  | { readonly kind: 'error'; readonly number: number; readonly message: string };
