/** Networks that a pass through takes too long for on the page's thread: workers are asked about them, or it is said what is not computed. */
import type { Network } from '../core/network';
import { forwardCost, LONG_PASS } from '../core/network/forwardCost';
import { codeLayout } from '../core/network/network';

/** More gated units are too many for a drag, too. */
const MOST_UNITS = 2e5;

/** A walk through more units crosses thousands of boundaries, and the rays beyond its ends many more: too long for the page's thread. */
const MOST_WALKED = 4096;

/** Whether paths through a network are walked in a worker; of a large one without all codes. */
export const isWalkedAside = (network: Network): boolean => isLarge(network) || codeLayout(network).units > MOST_WALKED;

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

/** The maps at a point take a pass for each output: more multiplications than these are too many on the page's thread. */
const LONG_MAPS = 2e7;

/**
 * Whether a worker inspects the points of a network and their soft codes: a pass is too long, or the maps are. Of one that is large it sends
 * the rows of the largest outputs alone; of others the whole map.
 */
export const isInspectedAside = (network: Network): boolean =>
  isLarge(network) || network.outputSize * forwardCost(network) > LONG_MAPS;
