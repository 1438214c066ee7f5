/** The proof that β → 1 is the hard network: soft and hard compared at places of the domain, in turns that leave the page free. */
import { type Agreement, agreementSteps, betaOf, gatesOf } from '../core/soft';
import { gatesUnder } from './soft';
import { betasOf } from './softField';
import type { LensStore } from './types';

/** The gates in force, and those on the way to hard ones. */
export interface SoftAgreement extends Agreement {
  /** β of each entry of the agreement; null: the gates in force. */
  readonly betas: readonly (number | null)[];
  /** β that decides which places are away from the boundaries. */
  readonly beyond: number;
}

const STEPS = [0.9, 0.99, 0.999, 0.9999, 1];
/** Places are further from every boundary than its width at this β, or at that in force where it is larger. */
const BEYOND = 0.99;
const PLACES = 400;
const SEED = 1;
const TURN_MS = 8;

/** Calls `done` once, unless it is stopped before. Returns the way to stop. */
export function compareSoftAndHard({ lens, session }: LensStore, done: (result: SoftAgreement) => void): () => void {
  const { network, slice } = session;
  const inForce = gatesUnder(network, lens.soft);
  const slopes = inForce.flatMap((gate) => (gate && gate.eta !== Infinity ? [betaOf(gate.eta)] : []));
  const own = slopes.length > 0 ? Math.min(...slopes) : (betasOf(lens).beta ?? 1);
  const betas = [null, ...STEPS.filter((beta) => beta > own)];
  const beyond = Math.max(BEYOND, own);
  const gatesAt = (beta: number) => gatesOf(network, { beta, layers: [] });
  const steps = agreementSteps({
    network,
    slice,
    domain: lens.domain,
    beyond: gatesAt(beyond),
    gates: betas.map((beta) => (beta === null ? inForce : gatesAt(beta))),
    count: PLACES,
    seed: SEED,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = (): void => {
    const until = performance.now() + TURN_MS;
    do {
      const next = steps.next();
      if (next.done) {
        done({ ...next.value, betas, beyond });
        return;
      }
    } while (performance.now() < until);
    timer = setTimeout(turn);
  };
  timer = setTimeout(turn);
  return () => clearTimeout(timer);
}
