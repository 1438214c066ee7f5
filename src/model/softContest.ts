/**
 * Soft largest values as tensors: what `core/soft/contest.ts` does for one input, for a batch of places. The share of a match's
 * second side is σ(L_b − L_a), L being the logarithm of the sum of exp(η e) over the entrants behind a side, e itself where the
 * largest wins for certain.
 */
import {
  abs,
  add,
  concat,
  fill,
  gather,
  log,
  maximum,
  mul,
  ones,
  pad,
  sigmoid,
  sub,
  sum,
  type Tensor2D,
  tensor1d,
  zeros,
} from '@tensorflow/tfjs';
import type { LayerGate } from '../core/soft';
import type { ContestPlan, ContestPlans, Round } from './contestPlan';
import { type Gates, larger, logisticEntropy, step } from './softGates';

/** Behind a side that nobody comes from. */
const NEVER = -1e30;

const columns = (of: Tensor2D, at: Int32Array): Tensor2D => gather(of, tensor1d(at, 'int32'), 1);
const beside = (parts: readonly Tensor2D[]): Tensor2D =>
  parts.length === 1 ? (parts[0] as Tensor2D) : concat([...parts], 1);

/** Matches of a round, each places × matches. */
interface Played {
  readonly second: Tensor2D;
  readonly entropy: Tensor2D;
}

/** The contests of one pass through a network: layers are handed in as they come. */
export class SoftContests {
  /** By index among all gated units: in which part, and which column of it. */
  readonly #places = new Map<number, readonly [part: number, column: number]>();
  readonly #seconds: Tensor2D[] = [];
  readonly #entropies: Tensor2D[] = [];
  readonly #reaches: Tensor2D[] = [];

  constructor(private readonly plans: ContestPlans) {}

  /** The gates of a layer at pre-activations z; null where it has no matches. `gate` counts where a contest begins. */
  gates(l: number, gated: number, gate: LayerGate | null, z: Tensor2D): Gates | null {
    const plan = this.plans.begin[l];
    const likeliest = plan ? this.#begin(plan, gate?.eta ?? Infinity, z) : null;
    const first = this.plans.firstUnit[l] ?? -1;
    if (first < 0) return null;
    const [places, width] = z.shape;
    const own = (parts: readonly Tensor2D[]): Tensor2D => this.#gathered(parts, first, gated);
    const wide = (values: Tensor2D): Tensor2D =>
      gated === width
        ? values
        : pad(values, [
            [0, 0],
            [0, width - gated],
          ]);
    const entropy = (): Tensor2D => wide(mul(own(this.#reaches), own(this.#entropies)) as Tensor2D);
    return {
      slope: () => wide(own(this.#seconds)),
      offset: () => 0,
      entropy,
      entropySum: () => sum(entropy(), 1),
      likelies: () => likeliest ?? ones([places, 1]),
      active: () => wide(mul(own(this.#reaches), own(this.#seconds)) as Tensor2D),
    };
  }

  /** The columns of a layer's matches, in order. */
  #gathered(parts: readonly Tensor2D[], first: number, count: number): Tensor2D {
    const starts: number[] = [];
    parts.reduce((at, part) => {
      starts.push(at);
      return at + part.shape[1];
    }, 0);
    const at = Int32Array.from({ length: count }, (_, j) => {
      const place = this.#places.get(first + j);
      if (!place) throw new Error(`nobody comes to match ${j} of a contest`);
      return (starts[place[0]] as number) + place[1];
    });
    return columns(beside(parts), at);
  }

  /** Plays all matches; the probability of the likeliest winner of each contest, a column each. */
  #begin(plan: ContestPlan, eta: number, z: Tensor2D): Tensor2D {
    const taken = columns(z, plan.entrants);
    const scaled = eta === Infinity ? taken : (mul(taken, eta) as Tensor2D);
    const shut = plan.shut && tensor1d(plan.shut);
    const there = shut ? (add(mul(scaled, sub(1, shut)), mul(shut, NEVER)) as Tensor2D) : scaled;
    let sums: Tensor2D = concat([fill([z.shape[0], 1], NEVER), there], 1);
    let likely: Tensor2D = ones([z.shape[0], sums.shape[1]]);
    const played: Played[] = [];
    for (const round of plan.rounds) {
      const { match, winner, share } = play(round, sums, likely, { hard: eta === Infinity, uneven: plan.uneven });
      played.push(match);
      sums = concat([sums, winner], 1);
      likely = concat([likely, share], 1);
    }
    this.#note(plan, played);
    return columns(likely, plan.lasts);
  }

  #note({ rounds, matches }: ContestPlan, played: readonly Played[]): void {
    if (matches === 0) return;
    const part = this.#seconds.length;
    let column = 0;
    for (const { units } of rounds) for (const unit of units) this.#places.set(unit, [part, column++]);
    const second = beside(played.map((match) => match.second));
    this.#seconds.push(second);
    this.#entropies.push(beside(played.map((match) => match.entropy)));
    this.#reaches.push(reachOf(rounds, second));
  }
}

interface Manner {
  readonly hard: boolean;
  /** Some are as good as infinitely far below others. */
  readonly uneven: boolean;
}

/** One round. `likely`: the probability of the likeliest winner of all who stand behind a column, given that it is one of them. */
function play(round: Round, sums: Tensor2D, likely: Tensor2D, { hard, uneven }: Manner) {
  const [a, b] = [columns(sums, round.first), columns(sums, round.second)];
  const difference = sub(b, a) as Tensor2D;
  const second = (hard ? step(difference, true) : sigmoid(difference)) as Tensor2D;
  const largest = (uneven ? maximum(a, b) : larger(a, b)) as Tensor2D;
  const winner = hard ? largest : (sub(largest, log(sigmoid(abs(difference)))) as Tensor2D);
  const entropy = hard ? zeros(a.shape as [number, number]) : logisticEntropy(difference, second);
  const share = larger(
    mul(columns(likely, round.first), sub(1, second)),
    mul(columns(likely, round.second), second),
  ) as Tensor2D;
  return { match: { second, entropy } as Played, winner: winner as Tensor2D, share };
}

/** The probability that the winner of the whole comes out of each match: from the last round to the first. */
function reachOf(rounds: readonly Round[], second: Tensor2D): Tensor2D {
  const [places, matches] = second.shape;
  // Columns: 1 for the last ones, then the shares of first sides, then those of second sides.
  const shares: Tensor2D = concat([ones([places, 1]) as Tensor2D, sub(1, second) as Tensor2D, second], 1);
  let known = null as Tensor2D | null;
  let from = matches;
  for (const { next, side } of [...rounds].reverse()) {
    const end = from;
    from -= next.length;
    const share = columns(
      shares,
      next.map((number, i) => (number < 0 ? 0 : 1 + number + (side[i] === 1 ? matches : 0))),
    );
    // Of later matches, with a 1 before them.
    const one: Tensor2D = ones([places, 1]);
    const later: Tensor2D = known ? concat([one, known], 1) : one;
    const own = mul(
      share,
      columns(
        later,
        next.map((number) => (number < 0 ? 0 : 1 + number - end)),
      ),
    ) as Tensor2D;
    known = known ? concat([own, known], 1) : own;
  }
  return known ?? zeros([places, 0]);
}
