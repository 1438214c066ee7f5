/** Densities within and between classes, as the session holds them: part of the shape of the store (`types.ts`). */
import type { Network } from '../core/network/network';
import type { ClassDensity } from '../core/path';
import type { ClassDensityProgress } from '../workers/classDensityProtocol';
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
  /** The three of as many pairs: fewer than were asked for while it runs, or where it was stopped. */
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
  /** Of what runs; null while it is young. */
  readonly progress: ClassDensityProgress | null;
  /** Pairs that were asked for of what runs, or ran last. */
  readonly asked: number;
  /** Why there is no newer result, in words. */
  readonly fault: string | null;
  /** The newest that there is; what runs takes its place with the first pairs that it has. */
  readonly result: ClassDensities | null;
}

export interface ClassActions {
  /** Measures the densities of the network in force, the untrained one and one of permuted weights, in a worker, by the pairs that the state asks for. */
  compareClasses(): void;
  /** Stops that; what it found so far stays, or else the result before. */
  cancelClasses(): void;
}
