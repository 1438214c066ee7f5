/** Networks that a pass through takes too long for between two pictures: what is asked of them is asked in steps, or of less. */
import { forwardCost, LONG_PASS } from './forwardCost';
import { codeLayout, type Network } from './network';

/** More gated units are too many for a drag, too. */
const MOST_UNITS = 2e5;

const known = new WeakMap<Network, boolean>();

/** Whether a network is large. Cost: that of its list of layers, once a network. */
export function isLarge(network: Network): boolean {
  let large = known.get(network);
  if (large === undefined) {
    large = codeLayout(network).units > MOST_UNITS || forwardCost(network) > LONG_PASS;
    known.set(network, large);
  }
  return large;
}
