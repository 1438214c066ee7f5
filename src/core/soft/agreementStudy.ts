/** The proof that β → 1 is the hard network: which places are compared, and under which β. */
import { forwardCost, LONG_PASS } from '../network/forwardCost';
import type { Network } from '../network/network';
import type { Polygon, Slice } from '../slice/slice';
import { type Agreement, agreementSteps, awaySteps } from './agreement';
import { betaOf } from './gate';
import { gatesOf, type LayerBetas, type Softness } from './softness';

export interface AgreementQuestion {
  readonly network: Network;
  readonly slice: Slice;
  /** Convex, in slice coordinates; for one input [lo, 0] and [hi, 0]. */
  readonly domain: Polygon;
  /** The β in force. */
  readonly betas: LayerBetas;
}

/** The gates in force, and those on the way to hard ones. */
export interface SoftAgreement extends Agreement {
  /** β of each entry of the agreement; null: the gates in force. */
  readonly betas: readonly (number | null)[];
  /** β that decides which places are away from the boundaries. */
  readonly beyond: number;
}

/** Each with a tenth of the width of the one before. */
const NARROWING = [0.9, 0.99, 0.999, 0.9999, 0.99999, 0.999999, 0.9999999];
/** Places are further from every boundary than its width at this β, or at that in force where it is larger. */
const FIRST_BEYOND = 1;
/** β shown after the one that decides, before 1. */
const AFTER = 2;
/** With fewer places of all that are drawn the widths of the next β decide. */
const SHARE = 1 / 20;
const MOST_PLACES = 400;
const LEAST_PLACES = 24;
/** Of networks whose passes take some tenths of a second. */
const LEAST_OF_LARGE = 6;
/** Multiplications that all places together may cost, and those of one place and β in passes. */
const WORK = 1e9;
const PASSES = 10;
const SEED = 1;

/** Share of the work that looking for places is. */
const LOOKING = 0.1;

/** Steps that are a share of longer ones. */
function* partly<T>(
  steps: Generator<number, T, undefined>,
  from: number,
  share: number,
): Generator<number, T, undefined> {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    yield from + share * next.value;
  }
}

/** β of the softest layer under the gates in force; 1 where all are hard. */
function softest(gates: Softness, { beta }: LayerBetas): number {
  const betas = gates.flatMap((gate) => (gate && gate.eta !== Infinity ? [betaOf(gate.eta)] : []));
  return betas.length > 0 ? Math.min(...betas) : (beta ?? 1);
}

/**
 * Draws up to 400 places (fewer of networks whose passes cost much) and compares soft and hard at those that are away from the
 * boundaries: further than their width at β = 0.99, or at the next of 0.999, 0.9999, … where that leaves too few places, as
 * it does where units are many. Yields the share that is done.
 */
export function* agreementStudy(question: AgreementQuestion): Generator<number, SoftAgreement, undefined> {
  const { network, slice, domain, betas: spec } = question;
  const gatesAt = (beta: number): Softness => gatesOf(network, { beta, layers: [] });
  const inForce = gatesOf(network, spec);
  const own = softest(inForce, spec);
  const possible = WORK / (PASSES * (AFTER + 4) * Math.max(1, forwardCost(network)));
  const count = Math.round(
    Math.min(MOST_PLACES, Math.max(forwardCost(network) > LONG_PASS ? LEAST_OF_LARGE : LEAST_PLACES, possible)),
  );
  const places = { network, slice, domain, count, seed: SEED };
  const candidates = [...new Set(NARROWING.slice(FIRST_BEYOND).map((beta) => Math.max(beta, own)))];
  const away = yield* partly(awaySteps(places, candidates.map(gatesAt)), 0, LOOKING);
  const enough = away.findIndex((found) => found >= SHARE * count);
  const beyond = candidates[enough >= 0 ? enough : candidates.length - 1] as number;
  const at = NARROWING.findIndex((beta) => beta >= beyond);
  const shown = at < 0 ? [] : NARROWING.slice(Math.max(0, at - 1), at + 1 + AFTER);
  const betas = [null, ...[...shown, 1].filter((beta) => beta > own)];
  const gates = betas.map((beta) => (beta === null ? inForce : gatesAt(beta)));
  const agreement = yield* partly(agreementSteps({ ...places, beyond: gatesAt(beyond), gates }), LOOKING, 1 - LOOKING);
  return { ...agreement, betas, beyond };
}
