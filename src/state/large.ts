/** Networks that a pass through takes too long for on the page's thread: workers are asked about them, or it is said what is not computed. */
import type { Network } from '../core/network';
import { forwardCost } from '../core/network/forwardCost';
import { isLarge } from '../core/network/large';
import { codeLayout } from '../core/network/network';

export { isLarge };

/** A walk through more units crosses thousands of boundaries, and the rays beyond its ends many more: too long for the page's thread. */
const MOST_WALKED = 4096;

/** Whether paths through a network are walked in a worker; of a large one without all codes. */
export const isWalkedAside = (network: Network): boolean => isLarge(network) || codeLayout(network).units > MOST_WALKED;

/** The maps at a point take a pass for each output: more multiplications than these are too many on the page's thread. */
const LONG_MAPS = 2e7;

/**
 * Whether a worker inspects the points of a network and their soft codes: a pass is too long, or the maps are. Of one that is large it sends
 * the rows of the largest outputs alone; of others the whole map.
 */
export const isInspectedAside = (network: Network): boolean =>
  isLarge(network) || network.outputSize * forwardCost(network) > LONG_MAPS;
