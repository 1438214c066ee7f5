/** Messages between the page and the attack worker: types only. Everything is structured-cloneable. */
import type { AttackStudy, InSlice, LargeStudy, StudyOptions } from '../core/attack';
import type { Network } from '../core/network/network';
import type { Posted } from './networkOnce';

export interface AttackRequest {
  readonly network: Network;
  readonly clean: Float64Array;
  readonly options: StudyOptions;
  readonly within: InSlice | null;
  /** Its passes take long: `startLargeStudy`, without the slice. */
  readonly large?: boolean;
}

/** A newer study ends the one under way. */
export type ToAttackWorker = { readonly kind: 'study'; readonly id: number; readonly request: Posted<AttackRequest> };

export type FromAttackWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  /** What is known of a large study before it is whole. */
  | { readonly kind: 'part'; readonly id: number; readonly study: LargeStudy }
  | { readonly kind: 'study'; readonly id: number; readonly study: AttackStudy | LargeStudy }
  | { readonly kind: 'error'; readonly id: number; readonly message: string };
