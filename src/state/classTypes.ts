/** Densities within and between classes, as the session holds them: part of the shape of the store (`types.ts`). */
import type { Network } from '../core/network/network';
import type { ClassDensity } from '../core/path';
import type { ClampedUnit } from './clamps';
import type { DataSet } from './types';
import type { Untrained } from './untrained';

export interface ClassOptions {
  /** From 2 to MOST_PAIRS. */
  readonly pairs: number;
  /** 0 … 2³² − 1: of the pairs, the resampling and the permutation. */
  readonly seed: number;
}

export const MOST_PAIRS = 20_000;

/** What was measured, of what, by which pairs. */
export interface ClassDensities extends ClassOptions {
  /** The network in force at the time, without its clamps, and the data. Another one now: the numbers are old. */
  readonly network: Network;
  readonly data: DataSet;
  readonly clamps: readonly ClampedUnit[];
  /** Training steps behind the network. */
  readonly step: number;
  readonly own: ClassDensity;
  readonly untrained: ClassDensity;
  readonly permuted: ClassDensity;
  readonly origin: Pick<Untrained, 'origin' | 'seed'>;
  /** The network in force had its first weights: `own` and `untrained` are the same. */
  readonly unchanged: boolean;
  /** Of work in the worker. */
  readonly seconds: number;
}

export interface ClassComparison {
  readonly running: boolean;
  /** Of what runs, from 0 to 1; null while it is young. */
  readonly share: number | null;
  /** Why there is no newer result, in words. */
  readonly fault: string | null;
  /** The newest that was finished; what runs takes its place at its end. */
  readonly result: ClassDensities | null;
}

export interface ClassActions {
  /** Measures the densities of the network in force, the untrained one and one of permuted weights, in a worker, by the pairs that the state asks for. */
  compareClasses(): void;
  /** Stops that; the result before stays. */
  cancelClasses(): void;
}
