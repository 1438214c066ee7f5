/** Messages between the page and the worker of soft codes: types only. Everything is structured-cloneable. */
import type { Network } from '../core/network';
import type { CodeStatus } from '../core/polytope';
import type { AgreementQuestion, SampledMaps, SoftAgreement, Softness } from '../core/soft';

/** Draws codes at an input and averages their maps. */
export interface SamplesJob {
  readonly kind: 'samples';
  readonly network: Network;
  readonly gates: Softness;
  readonly x: Float64Array;
  readonly count: number;
  readonly seed: number;
}

/** Asks of each code, by one linear program, whether any input has it. */
export interface StatusesJob {
  readonly kind: 'statuses';
  readonly network: Network;
  /** Packed. */
  readonly codes: readonly Uint32Array[];
  /** What half-spaces are measured from. */
  readonly x: Float64Array;
}

/** Compares soft and hard network away from the boundaries. */
export interface AgreementTask extends AgreementQuestion {
  readonly kind: 'agreement';
}

export type SoftCodesJob = SamplesJob | StatusesJob | AgreementTask;

/** What is known of a code: the input where its polytope is thickest, if it has one. */
export interface KnownStatus {
  readonly kind: CodeStatus['kind'];
  readonly point: Float64Array | null;
}

/** What a job gives, bit by bit; `done` or `error` comes last. */
export type SoftCodesAnswer =
  | { readonly kind: 'samples'; readonly samples: SampledMaps }
  /** Of the code at this place of the list. */
  | { readonly kind: 'status'; readonly index: number; readonly status: KnownStatus }
  /** How much of a comparison is done, now and then. */
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'agreement'; readonly agreement: SoftAgreement }
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly message: string };
