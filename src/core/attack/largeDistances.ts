/** How far boundaries and other classes are from an attacked input, of a network whose passes take long. */
import { euclideanNorm } from '../analysis/norms';
import { f64 } from '../math/typed';
import type { UnitRef } from '../network/boundaryGradient';
import { forward } from '../network/forward';
import type { Network } from '../network/network';
import type { Steps } from '../partition/steps';
import type { LongWalk } from '../path/types';
import { type NearBoundary, nearestByPasses } from '../polytope/passes/ball';
import type { AttackResult } from './attack';
import { winningClass } from './loss';

/** Euclidean distances from the clean input. */
export interface LargeDistances {
  /** The first boundary on the straight way to the attacked input: exact. Null: none on the whole way, or it was not walked. */
  readonly onWay: (UnitRef & { readonly distance: number }) | null;
  /** At least one boundary in R^d is so near (`nearestByPasses`); null: no unit changes anywhere. */
  readonly nearest: NearBoundary | null;
  /** On the straight way another class wins so far away, perhaps before; null where the attacked input has the clean one's class. */
  readonly otherClass: { readonly distance: number; readonly class: number } | null;
}

/** Halvings of the way: what is found is within 1/4096 of its length of a change of class. */
const HALVINGS = 12;
/** What the nearest boundary takes in passes, about. */
const NEAREST = 26;

/** What the distances cost in passes, about: for progress. */
export const DISTANCE_PASSES = HALVINGS + NEAREST;

/** Distances by passes; `walk`: the beginning of the straight way, with its first crossing. Steps cost `DISTANCE_PASSES` in all. */
export function* distanceSteps(network: Network, result: AttackResult, walk: LongWalk | null): Steps<LargeDistances> {
  const otherClass = yield* changeOnWay(network, result);
  const search = nearestByPasses(network, Float64Array.from(result.clean));
  let told = 0;
  for (let step = search.next(); ; step = search.next()) {
    if (step.done) {
      yield NEAREST - told;
      return { onWay: walk && firstOn(walk), nearest: step.value, otherClass };
    }
    // Steps are passes, or parts of one: the last of them are not counted.
    const cost = told < NEAREST ? 1 : 0;
    told += cost;
    yield cost;
  }
}

function firstOn({ crossings, legLengths }: LongWalk): LargeDistances['onWay'] {
  if (crossings.t.length === 0) return null;
  const [layer, unit] = [crossings.layer[0] as number, crossings.unit[0] as number];
  return { layer, unit, distance: f64(crossings.t, 0) * f64(legLengths, 0) };
}

function* changeOnWay(
  network: Network,
  { clean, attacked, before, after }: AttackResult,
): Steps<LargeDistances['otherClass']> {
  const direction = attacked.map((value, i) => value - f64(clean, i));
  let found = after.class;
  if (found === before.class) {
    yield HALVINGS;
    return null;
  }
  let [same, other] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (same + other) / 2;
    const winner = winningClass(
      forward(
        network,
        direction.map((value, k) => f64(clean, k) + middle * value),
      ),
    );
    if (winner === before.class) same = middle;
    else [other, found] = [middle, winner];
    yield 1;
  }
  return { distance: other * euclideanNorm(direction), class: found };
}
