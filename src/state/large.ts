/** Networks that a pass through takes too long for on the page's thread: workers are asked about them, or it is said what is not computed. */
import type { Network } from '../core/network';
import { forwardCost } from '../core/network/forwardCost';
import { codeLayout } from '../core/network/network';

/** More gated units, or more multiplications a pass, are too many for a drag. */
const MOST_UNITS = 2e5;
const MOST_COST = 3e7;

const known = new WeakMap<Network, boolean>();

/** Whether a network is large. Cost: that of its list of layers, once a network. */
export function isLarge(network: Network): boolean {
  let large = known.get(network);
  if (large === undefined) {
    large = codeLayout(network).units > MOST_UNITS || forwardCost(network) > MOST_COST;
    known.set(network, large);
  }
  return large;
}

/** Why something is not computed for a network: what it would be, or the reason as a sentence. Null for networks that are not large. */
export function refusal(network: Network, what: string): string | null {
  if (!isLarge(network)) return null;
  const units = codeLayout(network).units.toLocaleString('en');
  return `${what} not computed here for a network as large as this one: it has ${units} units, and a pass through it takes ${Math.round(forwardCost(network) / 1e6).toLocaleString('en')} million multiplications.`;
}
