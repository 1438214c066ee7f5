import { nearestBoundary } from '../network/boundary';
import type { Boundary } from '../network/boundaryGradient';
import type { Network } from '../network/network';
import { type CellComplex, type PartitionRun, startPartition } from '../partition';
import { type PathDensity, pathDensity } from '../path/density';
import { walkPath } from '../path/walk';
import type { Polygon, Slice, SlicePoint } from '../slice/slice';
import { type AttackOptions, type AttackResult, attack } from './attack';
import { type DecisionBounds, decisionBounds } from './decisionBounds';
import { DIRECTIONS, type DirectionsRun, type RandomDirections, startDirections } from './directions';
import type { LossGradient } from './gradient';
import type { LargeDistances } from './largeDistances';
import { lineDecision, type SliceDecision, sliceDecision } from './sliceDecision';

/** Where the input lies in a slice, so that the decision boundary can be looked for within it. */
export interface InSlice {
  readonly slice: Slice;
  readonly domain: Polygon;
  readonly at: SlicePoint;
}

export interface StudyOptions extends AttackOptions {
  /** How many random directions of the attack's length are walked (100). */
  readonly directions?: number;
  /** Of the random directions (1). */
  readonly directionSeed?: number;
}

/** An attack and what it is held against: all of it exact in float64, but for the sampling of random directions. */
export interface AttackStudy {
  readonly result: AttackResult;
  /** The straight way from the clean to the attacked input; null where the attack moved nothing. */
  readonly straight: PathDensity | null;
  /** The way through the iterates; null where it is the straight one. */
  readonly iterates: PathDensity | null;
  readonly random: RandomDirections | null;
  /** The nearest boundary of a unit in R^d; null: no unit changes anywhere. */
  readonly nearestBoundary: Boundary | null;
  readonly decision: DecisionBounds;
  /** The nearest decision boundary within the slice; null: one class fills the domain. Undefined where no slice was given. */
  readonly inSlice?: SliceDecision | null;
}

/** What is found out about an attack on a network whose passes take long (`startLargeStudy`). */
export interface LargeStudy {
  readonly result: AttackResult;
  /** How much is known: each adds to the one before. */
  readonly known: LargePart;
  /** The beginning of the straight way to the attacked input, its first crossings; null where the attack moved nothing. */
  readonly straight: PathDensity | null;
  readonly distances: LargeDistances | null;
  /** The beginnings of random ways. */
  readonly random: RandomDirections | null;
  /** Of the attack's class or target, at the clean input in float32. */
  readonly gradient: LossGradient;
}

/** The attack and its gradient, the straight way, the distances, and the random ways: then it is whole. */
export type LargePart = 'attack' | 'way' | 'distances' | 'whole';

/** A study in the making. */
export interface StudyRun<T = AttackStudy> {
  /** Goes on for about a millisecond or some (a walk, or some hundred faces). Returns true when all is done. */
  advance(): boolean;
  /** Share that is done, from 0 to 1, by the random directions; of a large network by the passes. */
  readonly progress: number;
  /** Of a large network: what is known by now, the same object until there is more. Null: nothing yet, and of other networks. */
  readonly part: LargeStudy | null;
  /** Call it once `advance` has returned true. */
  finish(): T;
}

/** Faces to a turn of `advance`. */
const FACES = 200;

/** Begins with the attack itself. Errors as `attack` and `walkPath`; a point outside the domain has no nearest boundary in it. */
export function startStudy(
  network: Network,
  clean: ArrayLike<number>,
  options: StudyOptions,
  within: InSlice | null = null,
): StudyRun {
  return new Study(network, clean, options, within);
}

class Study implements StudyRun {
  readonly part = null;
  private readonly result: AttackResult;
  private readonly straight: PathDensity | null;
  private readonly directions: DirectionsRun | null;
  private partition: PartitionRun | null = null;
  private complex: CellComplex | null = null;

  constructor(
    private readonly network: Network,
    clean: ArrayLike<number>,
    { directions = DIRECTIONS, directionSeed = 1, ...options }: StudyOptions,
    private readonly within: InSlice | null,
  ) {
    this.result = attack(network, clean, options);
    const { clean: x, attacked, norms } = this.result;
    const moved = norms.two > 0;
    this.straight = moved ? pathDensity(walkPath(network, [x, attacked], { slopes: false })) : null;
    this.directions =
      moved && directions > 0
        ? startDirections(network, x, norms.two, { count: directions, seed: directionSeed })
        : null;
  }

  get progress(): number {
    return this.directions ? this.directions.done / this.directions.total : 1;
  }

  advance(): boolean {
    if (this.directions && !this.directions.advance(1)) return false;
    if (!this.within || this.network.inputSize === 1 || this.complex) return true;
    const { slice, domain } = this.within;
    this.partition ??= startPartition(this.network, slice, domain, { decision: { threshold: 0 } });
    if (!this.partition.advance(FACES)) return false;
    this.complex = this.partition.finish();
    this.partition = null;
    return true;
  }

  finish(): AttackStudy {
    const { network, result, within } = this;
    const { iterates, best } = result;
    const nearest = nearestBoundary(network, result.clean);
    const bent = best > 1 ? pathDensity(walkPath(network, iterates.slice(0, best + 1), { slopes: false })) : null;
    return {
      result,
      straight: this.straight,
      iterates: bent,
      random: this.directions?.summary() ?? null,
      nearestBoundary: nearest,
      decision: decisionBounds(network, iterates, best, nearest),
      ...(within ? { inSlice: this.inSlice(within) } : {}),
    };
  }

  private inSlice({ slice, at }: InSlice): SliceDecision | null {
    if (this.network.inputSize === 1) return lineDecision(this.network, slice, at[0]);
    return sliceDecision(this.complex as CellComplex, slice, at);
  }
}
