import type { Network } from '../core/network';
import type { CellComplex } from '../core/partition/complex';
import type { IntervalComplex } from '../core/partition/intervalComplex';
import type { Slice } from '../core/slice/slice';
import type { FieldSpec, PartitionStatistics } from './protocol';

/** A finished partition with what it was made of: a plane's complex, or an interval. */
export interface AnalysisSubject {
  readonly network: Network;
  readonly slice: Slice;
  readonly complex: CellComplex | null;
  readonly interval: IntervalComplex | null;
}

/** Work that can be left between any two steps; each says what share is done. */
export type Steps<T> = Generator<number, T, undefined>;

/** `analysisSteps`, as a module of its own: the first picture does not wait for it. */
export interface Analysis {
  fieldSteps(subject: AnalysisSubject, spec: FieldSpec): Steps<Float64Array>;
  statisticsSteps(subject: AnalysisSubject): Steps<PartitionStatistics>;
}
